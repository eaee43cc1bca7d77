"""Comments on a page that suppress findings: `<!-- docs2sdk: ignore S022 A101 -- reason -->`.

In the head of a page a comment counts for the whole page, in a section (`## ...`) for that section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.source import CODES, Diagnostic, Span, diagnostic

_COMMENT: Final = re.compile(r"^ {0,3}<!--\s*docs2sdk:\s*ignore\b([^>]*?)-->", re.IGNORECASE)
_SECTION: Final = re.compile(r"^ {0,3}##\s")
_FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_CODES: Final = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One code that a comment suppresses, on the lines `first` to `last` (from 1, both included)."""

    place: Span
    code: str
    first: int
    last: int

    def holds(self, one: Diagnostic) -> bool:
        """Is the finding one of those that are meant?"""
        same = one.code == self.code and one.span.file == self.place.file
        return same and self.first <= one.span.line <= self.last


def suppressions(file: str, text: str) -> list[Suppression]:
    """What the comments of a page suppress; comments in fenced code are code."""
    lines = text.splitlines()
    starts = [number for number, line in _prose(lines) if _SECTION.match(line)]
    found = []
    for number, line in _prose(lines):
        if comment := _COMMENT.match(line):
            first = max((start for start in starts if start <= number), default=1)
            last = min((start - 1 for start in starts if start > number), default=len(lines))
            last = last if first > 1 or number in starts else len(lines)
            codes = _CODES.split(comment[1].partition("--")[0].strip())
            place = Span(file, number, line.index("<!--") + 1)
            found += [Suppression(place, code, first, last) for code in codes]
    return found


def _prose(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Lines outside fenced code, with their numbers from 1 (CommonMark 0.31, 4.5)."""
    fence = ""
    for number, line in enumerate(lines, 1):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not line.strip(" `~"):
            fence = ""
        elif not fence:
            yield number, line


def suppressed(
    found: Iterable[Diagnostic], sources: Mapping[str, bytes], *, complete: bool
) -> Iterator[Diagnostic]:
    """The findings without those that comments suppress.

    With `complete` (all rules were run) also a finding for each suppression that suppresses nothing.
    """
    every = {
        file: suppressions(file, data.decode("utf-8", "replace"))
        for file, data in sources.items()
        if b"docs2sdk:" in data
    }
    used: set[Suppression] = set()
    for one in found:
        holding = [item for item in every.get(one.span.file, ()) if item.holds(one)]
        used.update(holding)
        if not holding:
            yield one
    for item in (item for items in every.values() for item in items):
        if item.code not in CODES:
            yield diagnostic("P047", item.place, f"`{item.code}` is no code", "a code of a finding")
        elif complete and item not in used:
            yield diagnostic("P047", item.place, f"{item.code} is not found here")
