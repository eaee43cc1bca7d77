"""Types and values in short, for people: what `diff` and `explain` print."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from generator.model.types import Array, Json, Map, Nullable, OpenEnum, Ref, Scalar, Type, Union

_LONGEST: Final = 200


def value_text(value: Json) -> str:
    """A JSON value in short."""
    try:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    except (TypeError, ValueError, RecursionError):
        text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def spell(kind: Type, depth: int = 8) -> str:
    """A type in short: `User[]`, `map of number`, `enum of string: "a", "b"`."""
    if depth == 0:
        return "…"
    text = _SPELLED[type(kind)](kind, depth - 1)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _spell_scalar(kind: Scalar, _: int) -> str:
    return f"{kind.kind} ({kind.format})" if kind.format else kind.kind


def _spell_array(kind: Array, depth: int) -> str:
    text = spell(kind.item, depth)
    return f"({text})[]" if " " in text else f"{text}[]"


def _spell_enum(kind: OpenEnum, depth: int) -> str:
    known = ", ".join(value_text(member.value) for member in kind.members)
    return f"{'closed ' if kind.closed else ''}enum of {spell(kind.base, depth + 1)}: {known}"


_SPELLED: Final[Mapping[type, Callable[[Any, int], str]]] = {
    Scalar: _spell_scalar,
    Array: _spell_array,
    OpenEnum: _spell_enum,
    Map: lambda kind, depth: f"map of {spell(kind.value, depth)}",
    Ref: lambda kind, _: kind.name,
    Nullable: lambda kind, depth: f"{spell(kind.inner, depth)} or null",
    Union: lambda kind, depth: " or ".join(spell(option, depth) for option in kind.options),
}
