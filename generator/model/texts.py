"""Texts of a format, a length and a pattern: the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.model.fields import Limits
from generator.model.limits import broken_limits
from generator.model.types import UNSET, Unset
from generator.naming import snake

FORMATS: Final[Mapping[str, str]] = {
    "date-time": "2024-01-31T12:00:00.000Z",
    "date": "2024-01-31",
    "time": "12:00:00Z",
    "duration": "P1D",
    "email": "user@example.test",
    "idn-email": "user@example.test",
    "hostname": "example.test",
    "idn-hostname": "example.test",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.test/",
    "url": "https://example.test/",
    "iri": "https://example.test/",
    "uri-reference": "/path",
    "uuid": "00000000-0000-4000-8000-000000000001",
    "byte": "bW9jaw==",
    "json-pointer": "/a",
    "regex": "a",
}
"""A text of each format."""
_WORDS: Final = ("TEXT", "a", "abc", "1", "123", "a1", "text-1", "a@example.test")
_LONGEST: Final = 10_000


def text_of(form: str, limits: Limits, name: str = "") -> str | Unset:
    """A text of the format within the limits, named after what it stands for where it may; else UNSET."""
    if form in FORMATS:
        tried: Iterator[str] = iter((FORMATS[form],))
    else:
        tried = _candidates(limits, snake(name).upper())
    return next((text for text in tried if not broken_limits(text, limits)), UNSET)


def _candidates(limits: Limits, name: str) -> Iterator[str]:
    for word in (name, *_WORDS):
        if word:
            yield _sized(word, limits)
    if limits.pattern is not None:
        for repeat in (1, 0, 2, *{limits.min_length or 3, limits.max_length or 4}):
            yield _like(limits.pattern, min(repeat, 100))


def _sized(text: str, limits: Limits) -> str:
    shortest = min(limits.min_length or 0, _LONGEST)
    longest = _LONGEST if limits.max_length is None else max(limits.max_length, 0)
    return text.ljust(shortest, text[-1])[:longest]


def _like(pattern: str, repeat: int) -> str:
    """A text that probably matches: the first of alternatives, `repeat` times what may be repeated.

    The pattern is only parsed, by Python's own parser, and never run.
    """
    try:
        parts = re._parser.parse(pattern)  # type: ignore[attr-defined]  # noqa: SLF001 - it has no other name
    except (re.error, RecursionError, OverflowError):
        return ""
    return "".join(_texts(parts, repeat))[:_LONGEST]


def _texts(parts: Any, repeat: int) -> Iterator[str]:  # the parser's tree has no types
    for op, told in parts:
        match str(op), told:
            case "LITERAL", int() as code:
                yield chr(code)
            case "NOT_LITERAL", int() as code:
                yield "a" if code != ord("a") else "b"
            case "ANY", _:
                yield "a"
            case "IN", [*choices]:
                yield _one_of(choices)
            case ("MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT"), (low, high, inner):
                once = "".join(_texts(inner, repeat))
                yield once * min(max(int(low), min(repeat, int(high))), 1000)
            case "SUBPATTERN", (_, _, _, inner):
                yield from _texts(inner, repeat)
            case "BRANCH", (_, [first, *_]):
                yield from _texts(first, repeat)


_CLASSES: Final = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}
_ANY_OF: Final = "a1A_- .@é"


def _one_of(choices: list[Any]) -> str:
    """A character of a class; for one of all but some, the first usual one that is not among them."""
    if str(choices[0][0]) == "NEGATE":
        taken = {_one_of([one]) for one in choices[1:]}
        ranges = [told for op, told in choices[1:] if str(op) == "RANGE"]
        free = (c for c in _ANY_OF if not any(low <= ord(c) <= high for low, high in ranges))
        return next((c for c in free if c not in taken), "a")
    op, told = choices[0]
    match str(op):
        case "LITERAL":
            return chr(told)
        case "RANGE":
            return chr(told[0])
        case _:
            return _CLASSES.get(str(told), "-")
