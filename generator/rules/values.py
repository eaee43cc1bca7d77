"""Literals of any language as one kind of tree, with their places: what samples and examples are judged by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generator.model import UNSET, Json, Unset

MAX_DEPTH: Final = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a text: `row` counts from 0, `column` from 1, in characters."""

    row: int = 0
    column: int = 1


@dataclass(frozen=True, slots=True)
class Value:
    """A literal. `kind` is string, number, boolean, null, array, object, or unknown for all that is no literal.

    `scalar` is the value of a scalar where it is known. An object is `open` when code may put more into it
    than its `entries` show (a spread, a computed key).
    """

    kind: str
    place: Place = Place()
    scalar: Json | Unset = UNSET
    items: tuple[Value, ...] = ()
    entries: tuple[Entry, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of an object; `place` is the key's."""

    name: str
    place: Place
    value: Value


UNKNOWN: Final = Value("unknown")
KINDS: Final[Mapping[type, str]] = MappingProxyType(
    {str: "string", bool: "boolean", int: "number", float: "number", type(None): "null"}
)


def value_of(data: Json, depth: int = 0) -> Value:
    """The tree of JSON data that stands nowhere; what is nested too deep is unknown."""
    if depth > MAX_DEPTH:
        return UNKNOWN
    if isinstance(data, Mapping):
        entries = (Entry(str(k), Place(), value_of(v, depth + 1)) for k, v in data.items())
        return Value("object", entries=tuple(entries))
    if isinstance(data, Sequence) and not isinstance(data, str):
        return Value("array", items=tuple(value_of(item, depth + 1) for item in data))
    kind = KINDS.get(type(data), "unknown")
    return Value(kind, scalar=UNSET if kind == "unknown" else data)


def words(names: Iterable[str | int]) -> str:
    """A path as people write it: `data.list[0].name`."""
    text = ""
    for name in names:
        text += f"[{name}]" if isinstance(name, int) else f".{name}" if text else name
    return text
