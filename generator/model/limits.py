"""The limits that a value breaks (JSON Schema 2020-12, validation vocabulary, 6.2 to 6.4), in words."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.api import Limits
from generator.model.types import Json
from generator.patterns import is_regex, matches


def broken_limits(value: Json, limits: Limits) -> list[str]:
    """What the value would have to be, for each limit that it breaks; limits of other types say nothing."""
    if isinstance(value, str):
        broken = [*_outside(len(value), limits.min_length, limits.max_length, "characters")]
        if limits.pattern is not None and matches(limits.pattern, value) is False:
            broken.append(f"a text like {limits.pattern[:80]}")
        return broken
    if isinstance(value, list):
        return [*_outside(len(value), limits.min_items, limits.max_items, "items")]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [*_outside(value, limits.minimum, limits.maximum, "as value")]
    return []


def _outside(value: float, low: float | None, high: float | None, what: str) -> Iterator[str]:
    if low is not None and value < low:
        yield f"at least {low} {what}"
    if high is not None and value > high:
        yield f"at most {high} {what}"


def undecided(value: Json, limits: Limits) -> bool:
    """Can nobody say in bounded time whether a text matches its pattern? A wrong pattern rules nothing out."""
    if not isinstance(value, str) or limits.pattern is None:
        return False
    return is_regex(limits.pattern) and matches(limits.pattern, value) is None
