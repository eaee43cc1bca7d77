"""S005: method of another page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import SAMPLE, Found, Rule
from generator.source.severity import ERROR

if TYPE_CHECKING:
    from generator.rules.sample import Sample


def _check(sample: Sample) -> Iterator[Found]:
    for call in sample.strangers():
        if not sample.own and sample.meant(call.method) is not None:
            seen = f"`{call.method}` is the method of another page"
            yield Found(call.place, seen, f"`{sample.names[0]}`")


RULE = Rule(
    (
        "S005",
        "method-of-another-page",
        ERROR,
        "The sample does not call the page's method, but that of another page.",
        "call the method that the page names",
    ),
    SAMPLE,
    _check,
)
