"""The limits that a value breaks (JSON Schema 2020-12, validation vocabulary, 6.2 to 6.4), in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction

from generator.model.fields import Limits
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
        broken = [*_outside(len(value), limits.min_items, limits.max_items, "items")]
        twice = limits.unique_items and len(set(map(_written, value))) < len(value)
        return [*broken, "items that differ"] if twice else broken
    if isinstance(value, Mapping):
        return [*_outside(len(value), limits.min_properties, limits.max_properties, "properties")]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [
            *_outside(value, limits.minimum, limits.maximum, "as value"),
            *_apart(value, limits),
        ]
    return []


def _written(value: Json) -> str:
    """A value as text; what is not known of source code is like nothing else."""
    return json.dumps(value, sort_keys=True, default=id)


def _apart(value: float, limits: Limits) -> Iterator[str]:
    """The limits of a number that it may not touch, and the number that it must be a multiple of."""
    low, high, step = limits.exclusive_minimum, limits.exclusive_maximum, limits.multiple_of
    if low is not None and value <= low:
        yield f"more than {low}"
    if high is not None and value >= high:
        yield f"less than {high}"
    # as written in decimals: 0.3 is a multiple of 0.1, though not of the nearest binary fraction
    if step is not None and step > 0 and Fraction(str(value)) % Fraction(str(step)) != 0:
        yield f"a multiple of {step}"


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
