"""What a rule is. This module is light: a code's row is asked for where no page is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from generator.source.severity import Row

T = TypeVar("T")

EDITION: Final = "edition"
CODE: Final = "code"
SAMPLE: Final = "sample"
EXAMPLE: Final = "example"
PAGE: Final = "page"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a text: `row` counts from 0, `column` from 1, in characters."""

    row: int = 0
    column: int = 1


START: Final = Place()
"""Where a text begins."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: where in its subject's text, what was seen, what is expected, what to do."""

    place: Place
    seen: str
    expected: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """A kind of finding: its row, what it looks at, its check, and its fix where there is a sure one.

    `on` says which subject it judges: an `EDITION` that nothing reads, the `CODE` of a page as it stands, a `SAMPLE`
    that parses (`sample.py`), an `EXAMPLE` (`example.py`), or a `PAGE`, whose reader finds it while reading (no check).
    `fix` gives a page's bytes put right.
    """

    row: Row
    on: str
    check: Callable[[T], Iterable[Found]] | None = None
    fix: Callable[[T, bytes], bytes] | None = None
