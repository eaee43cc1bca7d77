"""Markers that a merge leaves where two sides changed the same lines (git-merge(1), "How conflicts are presented")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from generator.pages.facts import PageFacts
from generator.source import diagnostic

CONFLICT: Final = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
_OURS, _BASE, _THEIRS, _END = "<" * 7, "|" * 7, "=" * 7, ">" * 7


def resolved(lines: Sequence[str], page: PageFacts) -> Iterator[tuple[int, str]]:
    """The lines of our side with their numbers; each conflict is reported once, at its first marker."""
    inside, other = False, False
    for number, line in enumerate(lines):
        mark = line[:7] if CONFLICT.match(line) or (inside and line[:7] in {_BASE, _THEIRS}) else ""
        if mark and not inside:
            place = page.span("", number)
            page.diagnostics.append(diagnostic("P035", place, f"{line.strip()[:60]!r}"))
        if mark:
            inside = mark != _END and closed(lines, number)
            other = inside and mark != _OURS
        elif not other:
            yield number, line


def closed(lines: Sequence[str], start: int) -> bool:
    """Does a conflict that goes on at this line end further down?"""
    return any(line.startswith(_END) for line in lines[start + 1 :])
