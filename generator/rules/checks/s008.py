"""S008: missing argument."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import SAMPLE, Found, Rule
from generator.source.severity import ERROR

if TYPE_CHECKING:
    from generator.rules.sample import Sample


def _check(sample: Sample) -> Iterator[Found]:
    for one in sample.missing:
        yield Found(one.place, f"`{one.method}` without `{one.name}`", one.expected)


RULE = Rule(
    (
        "S008",
        "missing-argument",
        ERROR,
        "The sample leaves out a field that the table says is required.",
        "give the field, or say in the table that it is not required",
    ),
    SAMPLE,
    _check,
)
