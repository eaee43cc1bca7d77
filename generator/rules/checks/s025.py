"""S025: example list as object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.checks.s024 import fix
from generator.rules.rule import EXAMPLE, Found, Rule
from generator.source.severity import WARNING

if TYPE_CHECKING:
    from generator.rules.example import Example


def _check(example: Example) -> Iterator[Found]:
    for one in example.single:
        yield Found(one.place, f"`{one.name}` is one object", one.expected)


RULE = Rule(
    (
        "S025",
        "example-list-as-object",
        WARNING,
        "The example shows one object where the data structure says a list of them.",
        "put the object into brackets (`docs2sdk lint --fix`)",
    ),
    EXAMPLE,
    _check,
    fix,
)
