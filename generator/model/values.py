"""JSON values: their types, formats, equality, and literals of source code of which parts are not known."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Final

from generator.model.types import OBJECT, Array, Json, Map, Ref, Tuple, Type

_UNCHECKED: Final = frozenset({"binary", "byte", "password", "float", "double"})
"""Formats that say how a value is stored or shown, not which values there are."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """A part of a literal whose value is not known; its kind of JSON may be (`string`, `number`, ...)."""

    kind: str = ""


class Partial(dict[str, Json]):
    """An object into which code may put more than is seen (a spread, a computed key)."""


def json_kind(value: Json) -> str:
    """The JSON type of a value (RFC 8259), empty where it is not known or no JSON."""
    if isinstance(value, Unseen):
        return value.kind
    if isinstance(value, Mapping):
        return "object"
    return _KINDS.get(type(value), "")


_KINDS: Final[Mapping[type, str]] = {
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
    type(None): "null",
    list: "array",
}


def is_of(value: Json, kind: str) -> bool:
    """Is it of a scalar kind? A number without fraction is an integer (JSON Schema 2020-12, 6.1.1)."""
    if kind == "integer":
        whole = not isinstance(value, float) or value.is_integer()
        return json_kind(value) == "number" and whole
    finite = not isinstance(value, float) or isfinite(value)
    return finite and kind in {"any", json_kind(value)}


def json_text(value: Json) -> tuple[Json] | None:
    """The data of a text that is JSON, in a tuple because null is data too; None for all else."""
    try:
        return (json.loads(value),) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        return None


def same(one: Json, other: Json) -> bool:
    """Equal as JSON: `true` is not 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def has_format(value: Json, name: str) -> bool:
    """Does a value have a format of OpenAPI or JSON Schema? Unknown ones, always."""
    if name in _UNCHECKED or isinstance(value, Unseen):
        return True
    from openapi_schema_validator import oas31_format_checker  # noqa: PLC0415 - slow to import

    try:
        return oas31_format_checker.conforms(value, name)
    except (ValueError, TypeError, OverflowError):
        return False


def disguised(value: Json, kind: Type) -> bool:
    """Is it a text that holds, as JSON, what the type wants: a list or an object?"""
    hidden = json_text(value)
    return hidden is not None and isinstance(hidden[0], _hidden(kind))


def _hidden(kind: Type) -> tuple[type, ...]:
    if isinstance(kind, Array):
        return (list, dict) if isinstance(kind.item, Ref) else (list,)
    if isinstance(kind, Tuple):
        return (list,)
    return (dict,) if isinstance(kind, Map | Ref) or kind == OBJECT else ()
