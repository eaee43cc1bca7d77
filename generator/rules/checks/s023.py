"""S023: example wrong type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import EXAMPLE, Found, Rule
from generator.source.severity import WARNING

if TYPE_CHECKING:
    from generator.rules.example import Example


def _check(example: Example) -> Iterator[Found]:
    for one in example.wrong:
        yield Found(one.place, one.said, one.expected)


RULE = Rule(
    (
        "S023",
        "example-wrong-type",
        WARNING,
        "A value of the example has another type than the data structure says.",
        "give a value of the stated type, or mend the data structure",
    ),
    EXAMPLE,
    _check,
)
