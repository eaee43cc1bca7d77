"""S012: argument spelling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import SAMPLE, Found, Rule
from generator.source.severity import WARNING

if TYPE_CHECKING:
    from generator.rules.sample import Sample


def _check(sample: Sample) -> Iterator[Found]:
    for one in sample.argued:
        for entry, name in one.misspelled:
            yield Found(entry.place, f"`{entry.name}`", f"`{name}`")


RULE = Rule(
    (
        "S012",
        "argument-spelling",
        WARNING,
        "The sample spells an argument as the wire does, not as the Python package does.",
        "spell it in snake case",
    ),
    SAMPLE,
    _check,
)
