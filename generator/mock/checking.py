"""Problems of values as findings, with the row of the page that documents what is expected."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from generator.mock.findings import MOST, finding, shown
from generator.model import judge
from generator.model.judge import Problem
from generator.model.spelling import path_words
from generator.source import Diagnostic

_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        judge.MISSING: "M004",
        judge.WRONG: "M005",
        judge.TEXT: "M005",
        judge.SINGLE: "M005",
        judge.LIMIT: "M006",
        judge.MEMBER: "M007",
        judge.FORMAT: "M008",
        judge.UNKNOWN: "M009",
        judge.BEYOND: "M018",
    }
)


def found_by(problems: Iterable[Problem]) -> Iterator[Diagnostic]:
    """The findings; their paths begin with path, query, header, cookie or body."""
    for count, one in enumerate(problems):
        if one.kind in _CODES:
            yield _finding(_CODES[one.kind], one, near=count < MOST)


def _finding(code: str, one: Problem, *, near: bool) -> Diagnostic:
    where = path_words(one.path)[:200]
    match one.kind:
        case judge.UNKNOWN:
            expected = nearest(str(one.path[-1]), one.known if near else (), "field")
            return finding(code, where, shown(one.seen), expected, one.origin)
        case judge.MISSING:
            return finding(code, where, "nothing", one.expected, one.origin)
        case judge.BEYOND:
            return finding(code, where, "too many values or types", "fewer", one.origin)
        case _:
            return finding(code, where, shown(one.seen), one.expected, one.origin)


def nearest(name: str, known: Collection[str], what: str) -> str:
    """`no such field; did you mean x?`, or which there are."""
    close = difflib.get_close_matches(name[:100], sorted(known), 1)
    if close:
        return f"no such {what}; did you mean `{close[0]}`?"
    return f"one of {', '.join(sorted(known)[:20])}" if known else f"no {what}"
