"""S004: unknown method."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import SAMPLE, Found, Rule
from generator.source.severity import ERROR

if TYPE_CHECKING:
    from generator.rules.sample import Sample


def _check(sample: Sample) -> Iterator[Found]:
    for call in sample.strangers():
        if sample.meant(call.method) is None:
            hint = sample.near(call.method)
            seen = f"no page describes `{call.method}`"
            yield Found(call.place, seen, f"`{sample.names[0]}`", hint)


RULE = Rule(
    (
        "S004",
        "unknown-method",
        ERROR,
        "The sample calls a method that no page describes.",
        "call the method that the page names",
    ),
    SAMPLE,
    _check,
)
