"""Where schemas lead that are written alike on both sides: only what they refer to may differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from generator.documents.grammar import HOLDS
from generator.drift.change import API, REQUEST, RESPONSE, UNUSED
from generator.model import Json
from generator.yaml import At

FLIPPED: Final = MappingProxyType({REQUEST: RESPONSE, RESPONSE: REQUEST, UNUSED: UNUSED, API: API})
"""The direction in which a wider schema breaks what a narrower one breaks here: below `not`."""
ABSENT: Final = MappingProxyType({REQUEST: "readOnly", RESPONSE: "writeOnly"})
"""Requests hold no read-only field, answers no write-only one (OpenAPI 3.1, `readOnly`, `writeOnly`)."""
_LEADING: Final = HOLDS["schema"].keys() - {"$defs", "definitions"}
"""The keywords that hold schemas, but for those that count where they are referred to."""
Step = tuple[At, Json, str]


def references_in(schema: Json, direction: str) -> Iterator[tuple[At, str]]:
    """The places below a schema that refer to something, and the direction in which they do."""
    waiting: list[Step] = [((), schema, direction)]
    while waiting:
        at, node, way = waiting.pop()
        if isinstance(node, Mapping):
            if isinstance(node.get("$ref"), str):
                yield at, way
            for key in (one for one in node if one in _LEADING):
                waiting += _inner(at, key, node[key], way)


def _inner(at: At, key: str, value: Json, direction: str) -> Iterator[Step]:
    match HOLDS["schema"][key][0], value:
        case "{", Mapping():
            for name, one in value.items():
                hidden = key == "properties" and _is_hidden(one, direction)
                yield (*at, key, name), one, UNUSED if hidden else direction
        case "[", list():
            yield from (((*at, key, index), one, direction) for index, one in enumerate(value))
        case "s", Mapping():
            yield (*at, key), value, FLIPPED[direction] if key == "not" else direction


def _is_hidden(schema: Json, direction: str) -> bool:
    absent = ABSENT.get(direction, "")
    return isinstance(schema, Mapping) and schema.get(absent) is True
