"""S009: wrong argument."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import SAMPLE, Found, Rule
from generator.source.severity import ERROR

if TYPE_CHECKING:
    from generator.rules.sample import Sample


def _check(sample: Sample) -> Iterator[Found]:
    for one in (*sample.wrong, *sample.texts):
        yield Found(one.place, one.said, one.expected)
    for one in sample.single:
        yield Found(one.place, f"`{one.name}` is one object", one.expected)


RULE = Rule(
    (
        "S009",
        "wrong-argument",
        ERROR,
        "A literal of the sample has another type than the table says.",
        "give a value of the table's type, or mend the table",
    ),
    SAMPLE,
    _check,
)
