"""Unions without needless parts, and enum members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.model import (
    ANY,
    NULL,
    Discriminator,
    EnumMember,
    Json,
    Nullable,
    OpenEnum,
    Scalar,
    Type,
    Union,
)
from generator.openapi.schemas_out import member_key

_JSON_TYPES: Final = {str: "string", bool: "boolean", int: "integer", float: "number"}


def choice(options: list[Type], discriminator: Discriminator | None, *, exclusive: bool) -> Type:
    """A union without needless parts: null apart, one option alone, known values of one scalar together."""
    kinds = [option.inner if isinstance(option, Nullable) else option for option in options]
    some = list(dict.fromkeys(kind for kind in kinds if kind != NULL))
    null = NULL in options or any(isinstance(option, Nullable) for option in options)
    if not some:
        return NULL if null else ANY
    union = Union(tuple(some), discriminator, exclusive)
    kind = _known_values(some) or (some[0] if len(some) == 1 else union)
    return Nullable(kind) if null else kind


def _known_values(options: list[Type]) -> Type | None:
    """`anyOf: [string, enum of strings]` is an open enum, several closed enums of one base are one."""
    enums = [option for option in options if isinstance(option, OpenEnum)]
    bases = [option for option in options if isinstance(option, Scalar)]
    if not enums or len(enums) + len(bases) < len(options) or len(bases) > 1:
        return None
    if {one.base for one in enums} | set(bases) != {enums[0].base}:
        return None
    members = tuple(dict.fromkeys(member for one in enums for member in one.members))
    return OpenEnum(enums[0].base, members, not bases and all(one.closed for one in enums))


def common_type(values: list[Json]) -> str | None:
    """The one JSON type of all values, null apart; None where there are several or none."""
    kinds = {_JSON_TYPES[type(value)] for value in values if value is not None}
    return kinds.pop() if len(kinds) == 1 else None


def members(values: list[Json], texts: Json) -> tuple[EnumMember, ...]:
    """Enum members with what `x-enum-descriptions` says of them, by key or in order."""
    if isinstance(texts, list):
        said = [*texts, *([""] * len(values))]
    else:
        by_key = texts if isinstance(texts, Mapping) else {}
        said = [by_key.get(member_key(value), "") for value in values]
    pairs = zip(values, said, strict=False)
    return tuple(
        EnumMember(value, text if isinstance(text, str) else "")  # type: ignore[arg-type]
        for value, text in pairs
    )
