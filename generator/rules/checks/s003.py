"""S003: sample without call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import SAMPLE, START, Found, Rule
from generator.source.severity import WARNING

if TYPE_CHECKING:
    from generator.rules.sample import Sample


def _check(sample: Sample) -> Iterator[Found]:
    if not sample.own and not sample.calls:
        place = sample.code.made[0].place if sample.code.made else START
        yield Found(place, "no call", f"a call of `{sample.names[0]}`")


RULE = Rule(
    (
        "S003",
        "sample-without-call",
        WARNING,
        "The sample calls no method of the client.",
        "call the method that the page is about",
    ),
    SAMPLE,
    _check,
)
