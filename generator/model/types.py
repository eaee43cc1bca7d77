"""The closed union of types: scalar, array, tuple, map, reference, open enum, union, nullable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

Json = object
"""Any JSON value (str, int, float, bool, None, list, dict); kept opaque on purpose."""


class Unset(Enum):
    """The value that is not there; distinct from JSON null."""

    UNSET = "unset"

    def __bool__(self) -> bool:
        return False


UNSET: Final = Unset.UNSET


@dataclass(frozen=True, slots=True)
class Scalar:
    """A JSON scalar or a free-form `object`/`any`; `format` is OpenAPI's format, or empty.

    `kind` is one of string, number, integer, boolean, object, any, null.
    """

    kind: str
    format: str = ""


STRING: Final = Scalar("string")
NUMBER: Final = Scalar("number")
INTEGER: Final = Scalar("integer")
BOOLEAN: Final = Scalar("boolean")
OBJECT: Final = Scalar("object")
ANY: Final = Scalar("any")
NULL: Final = Scalar("null")


@dataclass(frozen=True, slots=True)
class Array:
    """A list; `item` is `ANY` where nothing tells what it holds."""

    item: Type = ANY


@dataclass(frozen=True, slots=True)
class Tuple:
    """A list whose first items have types of their own (prefixItems); `rest` is the type of those behind them.

    `rest` is None where no more may come. A list may be shorter, unless limits say otherwise.
    """

    items: tuple[Type, ...]
    rest: Type | None = ANY

    @property
    def array(self) -> Array:
        """The list as one that holds any of its items, for those who tell items not apart."""
        more = () if self.rest is None else (self.rest,)
        kinds = tuple(dict.fromkeys((*self.items, *more)))
        if ANY in kinds or not kinds:
            return Array(ANY)
        return Array(kinds[0] if len(kinds) == 1 else Union(kinds))


@dataclass(frozen=True, slots=True)
class Map:
    """An object with free keys and values of one type (OpenAPI's additionalProperties)."""

    value: Type = ANY


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to the schema of that name; it may be missing from the Api (see `Api.schemas`)."""

    name: str


@dataclass(frozen=True, slots=True)
class EnumMember:
    """One known member of an enum and what the page says of it."""

    value: str | int | float | bool | None
    description: str = ""


@dataclass(frozen=True, slots=True)
class OpenEnum:
    """A scalar with known members. Open: other values may come; `closed` only where a document says so."""

    base: Scalar
    members: tuple[EnumMember, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Discriminator:
    """The property that tells which schema a value has; `mapping` gives the schema's name for a value of it.

    A value that is not there names the schema itself (OpenAPI 3.1, section 4.8.25).
    """

    property: str
    mapping: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Union:
    """One of several types; `discriminator` tells which one, where the document says so.

    `exclusive`: a value suits exactly one of them (`oneOf`), else at least one (`anyOf`).
    """

    options: tuple[Type, ...]
    discriminator: Discriminator | None = None
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Nullable:
    """The inner type or null."""

    inner: Type


Type = Scalar | Array | Tuple | Map | Ref | OpenEnum | Union | Nullable


def references(kind: Type) -> Iterator[str]:
    """The names of all schemas that a type mentions, in order, repeats included."""
    match kind:
        case Ref(name):
            yield name
        case Array(inner) | Map(inner) | Nullable(inner):
            yield from references(inner)
        case Tuple(items, rest):
            for item in items:
                yield from references(item)
            yield from () if rest is None else references(rest)
        case Union(options, discriminator):
            for option in options:
                yield from references(option)
            yield from (name for _, name in (discriminator.mapping if discriminator else ()))
        case Scalar() | OpenEnum():
            return
