"""S011: argument without name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import SAMPLE, Found, Rule
from generator.source.severity import ERROR

if TYPE_CHECKING:
    from generator.rules.sample import Sample


def _check(sample: Sample) -> Iterator[Found]:
    for one in sample.argued:
        if one.unnamed is not None:
            place, seen = one.unnamed.place, one.shown(one.unnamed)
            yield Found(place, seen, f"named arguments of `{one.method}`")


RULE = Rule(
    (
        "S011",
        "argument-without-name",
        ERROR,
        "The sample passes a value without its name; methods take named arguments only.",
        "write name=value (Python), or one object (TypeScript)",
    ),
    SAMPLE,
    _check,
)
