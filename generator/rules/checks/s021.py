"""S021: example unknown field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import EXAMPLE, Found, Rule
from generator.source.severity import WARNING

if TYPE_CHECKING:
    from generator.rules.example import Example


def _check(example: Example) -> Iterator[Found]:
    for one in example.unknown:
        yield Found(one.place, f"`{one.name}` is in no table", hint=one.hint)


RULE = Rule(
    (
        "S021",
        "example-unknown-field",
        WARNING,
        "The example shows a field that the data structure does not have.",
        "remove the field from the example, or add it to the data structure",
    ),
    EXAMPLE,
    _check,
)
