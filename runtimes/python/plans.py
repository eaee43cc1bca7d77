"""How DTO classes are read: what their annotations say, found out once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from inspect import get_annotations
from types import NoneType, SimpleNamespace, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic.fields import FieldInfo

from .model import Model

Read = Callable[[Any, str], Any]
"""Turns a JSON value, found at a place, into what the user gets."""


class Slot(NamedTuple):
    """How one field is read: its Python name and, where something is to be done, its reader."""

    name: str
    read: Read | None


class Plan(NamedTuple):
    """How one DTO class is read; `wire` maps each Python name to the wire name.

    `constants` are the values of fields, by wire names, that can have no other.
    """

    cls: type[Model]
    told: bool
    slots: Mapping[str, Slot]
    blank: dict[str, None]
    wire: Mapping[str, str]
    required: frozenset[str]
    constants: Mapping[str, frozenset[tuple[type, Any]]]


def constants_in(hint: Any) -> tuple[Any, ...]:
    """The members of a closed choice; empty for all other types."""
    if get_origin(hint) is Annotated:
        return constants_in(get_args(hint)[0])
    if get_origin(hint) in {Union, UnionType}:
        parts = [constants_in(one) for one in get_args(hint) if one is not NoneType]
        return sum(parts, ()) if all(parts) else ()
    return get_args(hint) if get_origin(hint) is Literal else ()


def hints_of(cls: type[Model]) -> dict[str, Any]:
    """The evaluated annotations of a DTO class and of the DTO classes that it extends."""
    hints: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if issubclass(base, Model) and base is not Model:
            holder = SimpleNamespace(__annotations__=get_annotations(base))
            space = vars(sys.modules[base.__module__])
            hints |= get_type_hints(holder, globalns=space, include_extras=True)
    return hints


def annotated_alias(hint: Any) -> str | None:
    """The wire name that an annotation gives to its field."""
    extras = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    aliases = [
        extra.validation_alias for extra in extras if isinstance(extra, FieldInfo)
    ]
    return cast("str | None", aliases[0]) if aliases else None
