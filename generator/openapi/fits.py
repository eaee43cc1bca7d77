"""Does a value suit a type? A default that does not is no `default` of a valid document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from generator.model import (
    Array,
    Json,
    Limits,
    Map,
    Nullable,
    OpenEnum,
    Ref,
    Scalar,
    Schema,
    Type,
    Union,
)
from generator.patterns import is_regex, matches

Schemas = Mapping[str, Schema]
_DEEPEST: Final = 16


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_KINDS: Final[Mapping[str, Callable[[Json], bool]]] = {
    "string": lambda value: isinstance(value, str),
    "number": _is_number,
    "integer": lambda value: _is_number(value) and value == int(value),  # type: ignore[call-overload]
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, Mapping),
    "null": lambda value: value is None,
    "any": lambda _: True,
}


def fits(value: Json, kind: Type, limits: Limits, schemas: Schemas) -> bool:
    """Is the value an instance of the type, within the limits? False where it is too deep to tell.

    A value that holds `$ref` never suits, since openapi-spec-validator follows it as a reference.
    """
    return (
        _fits(value, kind, schemas, _DEEPEST)
        and _within(value, limits)
        and not _refers(value, _DEEPEST)
    )


def _refers(value: Json, depth: int) -> bool:
    if not isinstance(value, Mapping | list):
        return False
    inner = value.values() if isinstance(value, Mapping) else value
    return depth == 0 or "$ref" in value or any(_refers(one, depth - 1) for one in inner)


def _fits(value: Json, kind: Type, schemas: Schemas, depth: int) -> bool:
    check: Check = _CHECKS[type(kind)]
    return depth > 0 and check(value, kind, schemas, depth - 1)


def _array(value: Json, kind: Array, schemas: Schemas, depth: int) -> bool:
    return isinstance(value, list) and all(_fits(one, kind.item, schemas, depth) for one in value)


def _map(value: Json, kind: Map, schemas: Schemas, depth: int) -> bool:
    return isinstance(value, Mapping) and all(
        _fits(one, kind.value, schemas, depth) for one in value.values()
    )


def _enum(value: Json, kind: OpenEnum, *_: object) -> bool:
    known = not kind.closed or any(_same(value, member.value) for member in kind.members)
    return known and _scalar(value, kind.base)


def _nullable(value: Json, kind: Nullable, schemas: Schemas, depth: int) -> bool:
    return value is None or _fits(value, kind.inner, schemas, depth)


def _union(value: Json, kind: Union, schemas: Schemas, depth: int) -> bool:
    return sum(_fits(value, option, schemas, depth) for option in kind.options) == 1


def _ref(value: Json, kind: Ref, schemas: Schemas, depth: int) -> bool:
    return kind.name not in schemas or _schema(value, schemas[kind.name], schemas, depth)


def _schema(value: Json, schema: Schema, schemas: Schemas, depth: int) -> bool:
    if schema.type is not None:
        return _fits(value, schema.type, schemas, depth)
    if not isinstance(value, Mapping):
        return False
    fields = {field.name: field for field in schema.fields}
    if any(field.required and field.name not in value for field in schema.fields):
        return False
    return all(
        (
            _fits(one, fields[name].type, schemas, depth) and _within(one, fields[name].limits)
            if name in fields
            else schema.additional is None or _fits(one, schema.additional, schemas, depth)
        )
        for name, one in value.items()
    )


def _scalar(value: Json, kind: Scalar, *_: object) -> bool:
    return _KINDS[kind.kind](value) and (not kind.format or _has_format(value, kind.format))


def _has_format(value: Json, name: str) -> bool:
    from openapi_schema_validator import oas31_format_checker  # noqa: PLC0415 - slow to import

    return oas31_format_checker.conforms(value, name)


def _same(one: Json, other: Json) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _within(value: Json, limits: Limits) -> bool:
    size = len(value) if isinstance(value, str | list) else None
    if isinstance(value, str):
        sized = _between(size, limits.min_length, limits.max_length)
        return sized and (limits.pattern is None or _matches(limits.pattern, value))
    if size is not None:
        return _between(size, limits.min_items, limits.max_items)
    return not _is_number(value) or _between(value, limits.minimum, limits.maximum)


def _between(value: Json, low: float | None, high: float | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)  # type: ignore[operator]


def _matches(pattern: str, value: str) -> bool:
    """A text of which nobody can say whether it matches does not suit; a wrong pattern rules nothing out."""
    found = matches(pattern, value)
    return found if found is not None else not is_regex(pattern)


Check = Callable[[Json, Any, Schemas, int], bool]
_CHECKS: Final[Mapping[type, Check]] = {
    Scalar: _scalar,
    OpenEnum: _enum,
    Nullable: _nullable,
    Array: _array,
    Map: _map,
    Union: _union,
    Ref: _ref,
}
