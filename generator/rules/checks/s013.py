"""S013: sample too long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import CODE, START, Found, Rule
from generator.source.severity import WARNING

if TYPE_CHECKING:
    from generator.rules.sample import Source


def _check(one: Source) -> Iterator[Found]:
    if len(one.text) > one.longest:
        yield Found(START, f"{len(one.text)} characters", f"at most {one.longest}")


RULE = Rule(
    (
        "S013",
        "sample-too-long",
        WARNING,
        "The sample is too long to be read, so it is not compared with the tables.",
        "make it shorter",
    ),
    CODE,
    _check,
)
