"""S001: samples not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import EDITION, START, Found, Rule
from generator.source.severity import NOTE

if TYPE_CHECKING:
    from generator.rules.sample import Unread


def _check(one: Unread) -> Iterator[Found]:
    seen = f"samples were not read: no parser for the {one.edition} edition"
    yield Found(START, seen)


RULE = Rule(
    (
        "S001",
        "samples-not-read",
        NOTE,
        "The packages that read sample code are not installed, so samples are not compared with the tables.",
        "install them: pip install 'docs2sdk[samples]'",
    ),
    EDITION,
    _check,
)
