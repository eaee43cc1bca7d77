"""Does a value fit a type? What does not fit is told with its place and its path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import isfinite
from types import MappingProxyType
from typing import Final

from generator.model import (
    ANY,
    OBJECT,
    UNSET,
    Api,
    Array,
    Field,
    Map,
    Nullable,
    OpenEnum,
    Ref,
    Scalar,
    Schema,
    Type,
    Union,
)
from generator.rules.json_places import loads
from generator.rules.values import Entry, Place, Value

Path = tuple[str | int, ...]

UNKNOWN: Final = "unknown field"
MISSING: Final = "missing field"
WRONG: Final = "wrong type"
MEMBER: Final = "unlisted member"
TEXT: Final = "JSON as text"
SINGLE: Final = "list as one object"

_ALIASES: Final = 20
_UNIONS: Final = 4
_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "string": "a text",
        "number": "a number",
        "integer": "a number",
        "boolean": "true or false",
        "object": "an object",
        "array": "a list",
        "null": "null",
    }
)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What does not fit: `kind` is one of the words above, `path` leads to it from the whole value."""

    kind: str
    place: Place
    path: Path
    seen: str = ""
    expected: str = ""
    known: tuple[str, ...] = ()


def described(kind: Type) -> str:
    """A type in words."""
    match kind:
        case Scalar(name):
            return _WORDS.get(name, "anything")
        case Array(Ref(name)):
            return f"a list of {name}"
        case Ref(name):
            return f"an object ({name})"
        case Nullable(inner) | OpenEnum(inner):
            return described(inner)
        case Union(options):
            return " or ".join(dict.fromkeys(map(described, options)))
    return "a list" if isinstance(kind, Array) else "an object"


def shown(value: Value) -> str:
    """A value in words; scalars with their beginning."""
    word = _WORDS.get(value.kind, "something")
    if value.scalar is UNSET or value.kind == "null":
        return word
    text = " ".join(str(value.scalar).split())
    return f"{word} (`{text[:40]}{'…' if len(text) > 40 else ''}`)"


def _hidden(kind: Type) -> tuple[type, ...]:
    """What a text in place of the type may hold as JSON: a list, an object, or nothing that counts."""
    if isinstance(kind, Array):
        return (list, dict) if isinstance(kind.item, Ref) else (list,)
    return (dict,) if isinstance(kind, Map | Ref) or kind == OBJECT else ()


def unsaid(owner: str, field: Field) -> bool | None:
    """Nothing is known about a field beyond what the model says."""
    del owner, field
    return None


@dataclass(frozen=True, slots=True)
class Matcher:
    """Compares values with the types of one Api.

    `required` may overrule whether a field of a schema is required (None leaves it to the model): a page's
    own table counts, where pages of one operation disagree. `exact` is for values that typed code must take:
    null, fractions, huge numbers and unlisted members of closed enums are judged too.
    """

    api: Api
    required: Callable[[str, Field], bool | None] = unsaid
    unions: int = 0
    exact: bool = False

    def value(self, value: Value, kind: Type, path: Path = ()) -> Iterator[Mismatch]:
        """All that does not fit in one value."""
        if value.kind != "unknown" and (value.kind != "null" or self.exact):
            yield from _MATCHERS[type(kind)](self, value, kind, path)

    def fits(self, value: Value, kind: Type) -> bool:
        """Does the value fit, unlisted members of open enums aside?"""
        return all(found.kind == MEMBER for found in self.value(value, kind))

    def fields(
        self, value: Value, fields: Iterable[Field], path: Path = (), owner: str = ""
    ) -> Iterator[Mismatch]:
        """All that does not fit in an object with these fields and no others."""
        known = {field.name: field for field in fields}
        for entry in value.entries:
            if entry.name not in known:
                names = tuple(known)
                yield Mismatch(UNKNOWN, entry.place, (*path, entry.name), known=names)
            else:
                yield from self._entry(entry, known[entry.name], path)
        given = {entry.name for entry in value.entries}
        for name, field in known.items():
            if name not in given and not value.open and self._needed(owner, field):
                yield Mismatch(MISSING, value.place, (*path, name), expected=described(field.type))

    def _needed(self, owner: str, field: Field) -> bool:
        said = self.required(owner, field)
        return field.required if said is None else said

    def _entry(self, entry: Entry, field: Field, path: Path) -> Iterator[Mismatch]:
        value = entry.value
        for found in self.value(
            value, field.type if self.exact else judged(field), (*path, entry.name)
        ):
            own = found.place == value.place and found.kind != MISSING
            yield replace(found, place=entry.place) if own else found

    def scalar(self, value: Value, kind: Scalar, path: Path) -> Iterator[Mismatch]:
        """A scalar, or an object with free keys; a whole number is any number, as tables say no more."""
        wanted = "number" if kind.kind == "integer" else kind.kind
        fits = wanted in {"any", value.kind} or (wanted == "null" and not self.exact)
        if not fits or (self.exact and not _portable(value, kind)):
            yield self._wrong(value, kind, path)

    def _wrong(self, value: Value, kind: Type, path: Path) -> Mismatch:
        data = loads(value.scalar) if isinstance(value.scalar, str) else None
        if data and isinstance(data[0], _hidden(kind)):
            return Mismatch(TEXT, value.place, path, shown(value), described(kind))
        return Mismatch(WRONG, value.place, path, shown(value), described(kind))

    def array(self, value: Value, kind: Array, path: Path) -> Iterator[Mismatch]:
        """A list, item by item; an object with fields of the item's schema is one item without its list."""
        if value.kind == "array":
            for index, item in enumerate(value.items):
                yield from self.value(item, kind.item, (*path, index))
        elif self._single(value, kind.item):
            yield Mismatch(SINGLE, value.place, path, "one object", described(kind))
            yield from self.value(value, kind.item, (*path, 0))
        else:
            yield self._wrong(value, kind, path)

    def _single(self, value: Value, item: Type) -> bool:
        if value.kind != "object" or not value.entries or not isinstance(item, Ref):
            return False
        schema = self.api.schemas.get(item.name)
        names = {field.name for field in schema.fields} if schema else set()
        return not names or any(entry.name in names for entry in value.entries)

    def map(self, value: Value, kind: Map, path: Path) -> Iterator[Mismatch]:
        """An object with free keys."""
        if value.kind != "object":
            yield self._wrong(value, kind, path)
        for entry in value.entries:
            yield from self.value(entry.value, kind.value, (*path, entry.name))

    def ref(self, value: Value, kind: Ref, path: Path) -> Iterator[Mismatch]:
        """An object of a schema; a schema that nobody describes fits all."""
        schema = self._resolved(kind)
        if schema is None:
            return
        if schema.type is not None:
            yield from self.value(value, schema.type, path)
        elif value.kind != "object":
            yield self._wrong(value, kind, path)
        elif schema.fields and schema.additional is None:
            yield from self.fields(value, schema.fields, path, schema.name)

    def _resolved(self, kind: Ref) -> Schema | None:
        """The schema that a reference means, through other names for it."""
        target: Type | None = kind
        for _ in range(_ALIASES):
            schema = self.api.schemas.get(target.name) if isinstance(target, Ref) else None
            target = schema.type if schema else None
            while isinstance(target, Nullable):
                target = target.inner
            if not isinstance(target, Ref):
                return schema
        return None

    def enum(self, value: Value, kind: OpenEnum, path: Path) -> Iterator[Mismatch]:
        """The enum's base; a value that is not listed is told as such, enums being open.

        Pages that list no members still show one, the sample: a single member is no list.
        """
        wrong = list(self.value(value, kind.base, path))
        yield from wrong
        members = [member.value for member in kind.members]
        if (
            not wrong
            and len(members) > 1
            and value.scalar is not UNSET
            and value.scalar not in members
        ):
            names = tuple(map(str, members))
            kind_of = WRONG if self.exact and kind.closed else MEMBER
            yield Mismatch(kind_of, value.place, path, shown(value), known=names)

    def union(self, value: Value, kind: Union, path: Path) -> Iterator[Mismatch]:
        """One of the options; unions in unions in unions are not judged, as that takes too long."""
        if self.unions >= _UNIONS:
            return
        inner = replace(self, unions=self.unions + 1)
        if not any(inner.fits(value, option) for option in kind.options):
            yield self._wrong(value, kind, path)

    def nullable(self, value: Value, kind: Nullable, path: Path) -> Iterator[Mismatch]:
        """The inner type, or null."""
        if value.kind != "null":
            yield from self.value(value, kind.inner, path)


def _portable(value: Value, kind: Scalar) -> bool:
    """Can typed code of any language hold the value? Numbers: finite, at most 2**53 - 1, whole where they must."""
    number = value.scalar
    if value.kind != "number" or not isinstance(number, int | float):
        return not (kind.kind == "string" and kind.format == "binary")
    if isinstance(number, float) and (kind.kind == "integer" or not isfinite(number)):
        return False
    return abs(number) < 2**53


def judged(field: Field) -> Type:
    """The field's type as far as it is sure: items that are only guessed are not judged."""
    unsure = any(why.fact == "items" and why.low for why in field.inferred)
    return Array(ANY) if unsure and isinstance(field.type, Array) else field.type


_MATCHERS: Final[Mapping[type, Callable[..., Iterator[Mismatch]]]] = MappingProxyType(
    {
        Scalar: Matcher.scalar,
        Array: Matcher.array,
        Map: Matcher.map,
        Ref: Matcher.ref,
        OpenEnum: Matcher.enum,
        Union: Matcher.union,
        Nullable: Matcher.nullable,
    }
)
