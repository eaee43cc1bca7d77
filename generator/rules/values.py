"""Literals of any language as one kind of tree, with their places: what samples and examples are judged by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from generator.model import UNSET, Array, Json, Scalar, Unset
from generator.model.judge import Path
from generator.model.spelling import in_words
from generator.model.values import Partial, Unseen, json_kind
from generator.rules.rule import START, Place

MAX_DEPTH: Final = 60


@dataclass(frozen=True, slots=True)
class Value:
    """A literal. `kind` is string, number, boolean, null, array, object, or unknown for all that is no literal.

    `scalar` is the value of a scalar where it is known. An object is `open` when code may put more into it
    than its `entries` show (a spread, a computed key).
    """

    kind: str
    place: Place = START
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


def data_of(value: Value) -> Json:
    """The literal as JSON data; what is not known of it is `Unseen` or `Partial`."""
    match value.kind:
        case "object":
            entries = {entry.name: data_of(entry.value) for entry in value.entries}
            return Partial(entries) if value.open else entries
        case "array":
            return [data_of(item) for item in value.items]
        case "unknown":
            return Unseen()
        case kind:
            return Unseen(kind) if value.scalar is UNSET else value.scalar


def place_of(value: Value, path: Path) -> Place:
    """Where a path leads: to the key of an entry, to an item, or to the object that has no such key."""
    place = value.place
    for step in path:
        entry = next((one for one in reversed(value.entries) if one.name == step), None)
        if entry is not None:
            place, value = entry.place, entry.value
        elif isinstance(step, int) and step < len(value.items):
            value = value.items[step]
            place = value.place
        else:
            place = value.place
    return place


def shown(data: Json | Unset) -> str:
    """A value in words; scalars with their beginning."""
    kind = json_kind(data)
    word = in_words(Array() if kind == "array" else Scalar(kind)) if kind else "something"
    if isinstance(data, Unseen | Mapping | list) or data is None:
        return word
    text = " ".join(str(data).split())
    return f"{word} (`{text[:40]}{'…' if len(text) > 40 else ''}`)"
