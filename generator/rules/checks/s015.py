"""S015: a name that nothing in the sample gives a meaning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import SAMPLE, Found, Rule
from generator.source.severity import ERROR

if TYPE_CHECKING:
    from generator.rules.sample import Sample


def _check(sample: Sample) -> Iterator[Found]:
    for name, place in sample.code.undefined().items():
        yield Found(place, f"`{name}` is neither declared nor imported")


RULE = Rule(
    (
        "S015",
        "undefined-name",
        ERROR,
        "The sample uses a name that it neither declares nor imports.",
        "declare or import the name, or put it in quotes if it is a text",
    ),
    SAMPLE,
    _check,
)
