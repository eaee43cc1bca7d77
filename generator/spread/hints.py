"""What to do where pages disagree because one of them was edited: carry the edit on, rather than take it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from generator.pipeline import Specs
from generator.source import Diagnostic
from generator.spread.carry import reached
from generator.spread.since import before_of, edited
from generator.untouched import read_before

_ABOUT: Final = frozenset({"A101", "A108", "A110", "B023"})
"""Findings that say that pages differ, or that a page was edited."""
_MOST: Final = 20
"""Edited pages whose twins are looked for: more are no edit of one page."""
_NAMED: Final = 6


def with_edits(found: Sequence[Diagnostic], specs: Specs, out: Path) -> list[Diagnostic]:
    """The findings, with the command that carries an edit since the last build to the files that it names."""
    if not any(one.code in _ABOUT for one in found):
        return list(found)
    before = read_before(out)[0]
    names = set(islice(edited(specs, before), _MOST + 1))
    if not 0 < len(names) <= _MOST:
        return list(found)
    hints = {}
    for page in specs.pages.facts:
        old = before_of(page.path, specs, before, out) if page.path in names else None
        if old is not None and (paths := reached(page, old, specs.pages, specs.config.settings)):
            hints[page.path] = _hint(page.path, paths)
    return [_with(one, hints) for one in found]


def _hint(page: str, paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return f"`docs2sdk spread {page}` carries the edit to {', '.join(paths[:_NAMED])}{more}"


def _with(one: Diagnostic, hints: Mapping[str, str]) -> Diagnostic:
    if one.code not in _ABOUT:
        return one
    places = (one.span, *one.related, *one.also)
    hint = next((hints[span.file] for span in places if span.file in hints), one.hint)
    return replace(one, hint=hint)
