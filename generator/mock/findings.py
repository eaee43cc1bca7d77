"""What is wrong with a request: findings, with the row of the page that says what is expected, and the answer."""

from __future__ import annotations

import difflib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from generator.model import Json, Origin, judge
from generator.model.judge import Problem
from generator.model.spelling import path_words
from generator.source import NOWHERE, Diagnostic, diagnostic

STATUS: Final[Mapping[str, int]] = MappingProxyType(
    {"M001": 404, "M002": 405, "M013": 401, "M015": 421, "M016": 413, "M017": 400}
)
"""HTTP status of a finding's answer; 422 for all others."""


MOST: Final = 100
"""Findings that one answer carries."""
_LONGEST: Final = 120


def finding(
    code: str, where: str, seen: str, expected: str, origin: Origin | None = None
) -> Diagnostic:
    """A finding about a request; KeyError for a code that is not in the table.

    `where` begins with path, query, header, cookie or body (`body.options.ids[0]`); the finding's place is the row
    of the page that documents it, or nowhere.
    """
    span = origin.span if origin is not None else NOWHERE
    return replace(diagnostic(code, span, seen, expected), where=where)


def told(one: Diagnostic) -> str:
    """The finding in one line."""
    page = page_row(Origin(span=one.span))
    place = f" ({page})" if page else ""
    return f"{one.code} {one.where}: {one.seen}; expected {one.expected}{place}"


def as_json(one: Diagnostic) -> dict[str, Json]:
    """The finding as answers carry it; `page` is `path:line:column`, or empty."""
    return {
        "code": one.code,
        "where": one.where,
        "seen": one.seen,
        "expected": one.expected,
        "page": page_row(Origin(span=one.span)),
    }


def page_row(origin: Origin | None) -> str:
    """`path:line:column` of an origin, empty where it has no file."""
    return str(origin.span) if origin is not None and origin.span.file else ""


def shown(value: Json) -> str:
    """A value as JSON in a line, cut where it is long; ASCII only, so lone surrogates do no harm."""
    try:
        text = json.dumps(value)
    except (TypeError, ValueError, RecursionError):
        text = type(value).__name__
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def status_of(findings: Sequence[Diagnostic]) -> int:
    """The HTTP status that answers them: the first one with its own, else 422."""
    return next((STATUS[one.code] for one in findings if one.code in STATUS), 422)


def envelope(status: int, message: str, request_id: str, data: Json = None) -> dict[str, Json]:
    """An error in the shape of the API family's answers."""
    return {
        "statusCode": status,
        "message": message,
        "apiCode": status * 100,
        "requestId": request_id,
        "data": data,
    }


def refusal(findings: Sequence[Diagnostic], request_id: str) -> dict[str, Json]:
    """The body of the answer to a wrong request."""
    first = told(findings[0])
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return envelope(
        status_of(findings),
        f"mock: {first}{more}",
        request_id,
        {"findings": [as_json(one) for one in findings[:MOST]]},
    )


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
