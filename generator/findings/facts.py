"""One finding for each fact, not for each page that repeats it: editions and locales of an operation share most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from generator.source import Diagnostic

Key = tuple[str, str, str, str]
JOINED = ("S", "A")
"""Families whose findings are about what pages say; damage (P) is to be mended on every page."""


def fact_of(one: Diagnostic) -> Key:
    """What is wrong, without the line and the edition: stable when lines move or a page is translated."""
    return one.code, _page(one.span.file), one.seen, one.expected


def _page(file: str) -> str:
    """Client, tag and page: the last three parts of a page's path, whatever its locale and edition."""
    return "/".join(file.split("/")[-3:]) if file.endswith(".md") else file


def joined(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings of one fact become the first of them, with the places of the others in `also`.

    The second time that a page itself says the same is another fact.
    """
    facts: dict[tuple[Key, int], list[Diagnostic]] = {}
    counts: Counter[tuple[Key, str]] = Counter()
    for one in sorted(found):
        key = fact_of(one)
        counts[key, one.span.file] += 1
        own = "" if one.code.startswith(JOINED) else one.span.file
        facts.setdefault(((*key[:3], key[3] + own), counts[key, one.span.file]), []).append(one)
    return [_one(same) for same in facts.values()]


def _one(same: list[Diagnostic]) -> Diagnostic:
    first, *others = same
    if not others and not first.also:
        return first
    spans = dict.fromkeys((*first.also, *(s for one in others for s in (one.span, *one.also))))
    return replace(first, also=tuple(span for span in spans if span != first.span))
