"""S010: unlisted argument."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import SAMPLE, Found, Rule
from generator.source.severity import NOTE

if TYPE_CHECKING:
    from generator.rules.sample import Sample


def _check(sample: Sample) -> Iterator[Found]:
    for one in sample.unlisted:
        yield Found(one.place, one.said, one.expected)


RULE = Rule(
    (
        "S010",
        "unlisted-argument",
        NOTE,
        "A literal of the sample is none of the values that the table lists. Enums are open, so this may be right.",
        "use a listed value, or list this one",
    ),
    SAMPLE,
    _check,
)
