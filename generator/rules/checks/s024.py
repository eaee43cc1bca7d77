"""S024: example json as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import EXAMPLE, Found, Rule
from generator.source.severity import WARNING

if TYPE_CHECKING:
    from generator.rules.example import Example


def fix(example: Example, data: bytes) -> bytes:
    """The page with its example's disguises put right, those inside of others too (S025)."""
    return example.mended(data)


def _check(example: Example) -> Iterator[Found]:
    for one in example.texts:
        yield Found(one.place, one.said, one.expected)


RULE = Rule(
    (
        "S024",
        "example-json-as-text",
        WARNING,
        "The example shows a list or an object as a text that holds JSON.",
        "write it as JSON (`docs2sdk lint --fix`)",
    ),
    EXAMPLE,
    _check,
    fix,
)
