"""S022: example missing field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import EXAMPLE, Found, Rule
from generator.source.severity import NOTE

if TYPE_CHECKING:
    from generator.rules.example import Example


def _check(example: Example) -> Iterator[Found]:
    for one in example.missing:
        yield Found(one.place, f"`{one.name}` is missing", one.expected)


RULE = Rule(
    (
        "S022",
        "example-missing-field",
        NOTE,
        "The example lacks a field that the data structure says is always there.",
        "add the field to the example, or say in the data structure that it is not required",
    ),
    EXAMPLE,
    _check,
)
