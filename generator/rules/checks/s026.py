"""S026: example unlisted value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import EXAMPLE, Found, Rule
from generator.source.severity import NOTE

if TYPE_CHECKING:
    from generator.rules.example import Example


def _check(example: Example) -> Iterator[Found]:
    for one in example.unlisted:
        yield Found(one.place, one.said, one.expected)


RULE = Rule(
    (
        "S026",
        "example-unlisted-value",
        NOTE,
        "A value of the example is none of those that the table lists. Enums are open, so this may be right.",
        "use a listed value, or list this one",
    ),
    EXAMPLE,
    _check,
)
