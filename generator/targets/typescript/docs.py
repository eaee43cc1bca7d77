"""Doc comments from what the documents say of operations, schemas and fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from generator.model import Array, Field, Nullable, OpenEnum, Operation, Schema, Type, Unset
from generator.rendering.fragments import Comment
from generator.targets.typescript.comments import doc, tag

_LONGEST_VALUE: Final = 120


def field_doc(field: Field, indent: str = "  ") -> Comment:
    """What stands above a member of an interface."""
    paragraphs = (field.description, _members(field.type), _limits(field))
    return doc(paragraphs, tuple(_field_tags(field)), indent)


def schema_doc(schema: Schema) -> Comment:
    """What stands above a type."""
    deprecated = (tag("deprecated"),) if schema.deprecated else ()
    return doc((schema.description,), deprecated)


def operation_doc(operation: Operation, indent: str = "  ") -> Comment:
    """What stands above a method."""
    texts = dict.fromkeys((operation.summary.strip(), operation.description.strip()))
    deprecated = (tag("deprecated"),) if operation.deprecated else ()
    call = f"`{operation.method.upper()} {operation.path}`"
    return doc((*texts, call), deprecated, indent)


def _field_tags(field: Field) -> Iterator[str]:
    if field.deprecated:
        yield tag("deprecated")
    for name, value in (("defaultValue", field.default), ("example", field.example)):
        text = "" if isinstance(value, Unset) else _value(value)
        if text:
            yield tag(name, text)


def _value(value: object) -> str:
    """A JSON value in a code span; empty when it is too long to help."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        return ""
    return f"`{text}`" if len(text) <= _LONGEST_VALUE and "`" not in text else ""


def _members(kind: Type) -> str:
    """The described members of an enum as a list."""
    while isinstance(kind, Array | Nullable):
        kind = kind.item if isinstance(kind, Array) else kind.inner
    if not isinstance(kind, OpenEnum) or not any(member.description for member in kind.members):
        return ""
    rows = (f"- {_value(one.value)}: {one.description}".rstrip(": ") for one in kind.members)
    return "\n".join(rows)


def _limits(field: Field) -> str:
    limits = field.limits
    said = (
        _range("Items", limits.min_items, limits.max_items),
        _range("Characters", limits.min_length, limits.max_length),
        _range("Value", limits.minimum, limits.maximum),
    )
    return " ".join(text for text in said if text)


def _range(what: str, least: float | None, most: float | None) -> str:
    if least is None:
        return "" if most is None else f"{what}: at most {most}."
    return f"{what}: at least {least}." if most is None else f"{what}: {least} to {most}."
