"""S007: unknown argument."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import SAMPLE, Found, Rule
from generator.source.severity import ERROR

if TYPE_CHECKING:
    from generator.rules.sample import Sample


def _check(sample: Sample) -> Iterator[Found]:
    for one in sample.unknown:
        yield Found(one.place, f"`{one.name}` is no field of `{one.method}`", hint=one.hint)


RULE = Rule(
    (
        "S007",
        "unknown-argument",
        ERROR,
        "The sample gives a field that the table does not have.",
        "remove the field, mend its name, or add it to the table",
    ),
    SAMPLE,
    _check,
)
