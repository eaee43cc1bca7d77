"""S002: sample does not parse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import CODE, Found, Rule
from generator.source.severity import ERROR

if TYPE_CHECKING:
    from generator.rules.sample import Source


def _check(one: Source) -> Iterator[Found]:
    if one.code is not None and one.code.error is not None:
        yield Found(one.code.error, "code that does not parse")


RULE = Rule(
    (
        "S002",
        "sample-does-not-parse",
        ERROR,
        "The sample is no code of its language, so nothing else about it is checked.",
        "make it code that runs; the place is the first that makes no sense",
    ),
    CODE,
    _check,
)
