"""S014: a member of an enum that no table of the client has, as `Models.UserDto.status.GONE`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import SAMPLE, Found, Rule
from generator.source.severity import ERROR

if TYPE_CHECKING:
    from generator.rules.sample import Sample


def _check(sample: Sample) -> Iterator[Found]:
    for parts, place in sample.code.constants:
        lacking = sample.lacking(parts)
        if lacking is not None:
            yield Found(place, f"`Models.{'.'.join(parts)}`: {lacking.seen}", hint=lacking.hint)


RULE = Rule(
    (
        "S014",
        "unknown-constant",
        ERROR,
        "The sample names a constant by a data structure, field or member that no table of the client has.",
        "name the data structure that the table names, or give the value itself",
    ),
    SAMPLE,
    _check,
)
