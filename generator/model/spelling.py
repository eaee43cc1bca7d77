"""Types and values in short, for people: what findings, `diff` and `explain` print."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final, assert_never

from generator.model.types import (
    Array,
    Json,
    Map,
    Nullable,
    OpenEnum,
    Ref,
    Scalar,
    Tuple,
    Type,
    Union,
)

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
    text = _spelled(kind, depth - 1)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _spelled(kind: Type, depth: int) -> str:  # noqa: PLR0911 - one for each type
    match kind:
        case Scalar():
            return _spell_scalar(kind, depth)
        case Array():
            return _spell_array(kind, depth)
        case Tuple(items, rest):
            more = () if rest is None else (f"...{spell(rest, depth)}",)
            return f"[{', '.join((*(spell(one, depth) for one in items), *more))}]"
        case OpenEnum():
            return _spell_enum(kind, depth)
        case Map(value):
            return f"map of {spell(value, depth)}"
        case Ref(name):
            return name
        case Nullable(inner):
            return f"{spell(inner, depth)} or null"
        case Union(options):
            return " or ".join(spell(option, depth) for option in options)
        case _:
            assert_never(kind)


def _spell_scalar(kind: Scalar, _: int) -> str:
    return f"{kind.kind} ({kind.format})" if kind.format else kind.kind


def _spell_array(kind: Array, depth: int) -> str:
    text = spell(kind.item, depth)
    return f"({text})[]" if " " in text else f"{text}[]"


def _spell_enum(kind: OpenEnum, depth: int) -> str:
    known = ", ".join(value_text(member.value) for member in kind.members)
    return f"{'closed ' if kind.closed else ''}enum of {spell(kind.base, depth + 1)}: {known}"


_WORDS: Final[Mapping[str, str]] = {
    "string": "a text",
    "number": "a number",
    "integer": "a number",
    "boolean": "true or false",
    "object": "an object",
    "array": "a list",
    "null": "null",
}


def in_words(kind: Type) -> str:  # noqa: PLR0911 - one for each type
    """A type in words, as findings say what is expected: `a list of User`."""
    match kind:
        case Scalar(name, form):
            word = _WORDS.get(name, "anything")
            return f"{word} ({form})" if form else word
        case Array(Ref(name)):
            return f"a list of {name}"
        case Array() | Tuple():
            return "a list"
        case Map():
            return "an object"
        case Ref(name):
            return f"an object ({name})"
        case OpenEnum(base):
            return in_words(base)
        case Nullable(inner):
            return f"{in_words(inner)} or null"
        case Union(options):
            return " or ".join(dict.fromkeys(map(in_words, options[:8])))
        case _:
            assert_never(kind)


def path_words(path: Iterable[str | int]) -> str:
    """A path as people write it: `data.list[0].name`."""
    text = ""
    for name in path:
        text += f"[{name}]" if isinstance(name, int) else f".{name}" if text else name
    return text
