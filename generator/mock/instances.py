"""Values made from types: the same every time, small, and accepted by `checking`."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, Final

from generator.model import (
    UNSET,
    Api,
    Array,
    Field,
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
    Unset,
)
from generator.model.judge import CALL, Judge
from generator.model.limits import broken_limits

_NO_LIMITS: Final = Limits()
_DEEPEST: Final = 48
_DEEPEST_OPTIONAL: Final = 8
_MOST_OPTIONAL: Final = 2_000
_MOST: Final = 20_000
_LONGEST: Final = 10_000

FORMATS: Final[Mapping[str, str]] = {
    "date-time": "2024-01-31T12:00:00.000Z",
    "date": "2024-01-31",
    "time": "12:00:00Z",
    "duration": "P1D",
    "email": "user@example.test",
    "idn-email": "user@example.test",
    "hostname": "example.test",
    "idn-hostname": "example.test",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.test/",
    "url": "https://example.test/",
    "iri": "https://example.test/",
    "uri-reference": "/path",
    "uuid": "00000000-0000-4000-8000-000000000001",
    "byte": "bW9jaw==",
    "json-pointer": "/a",
    "regex": "a",
}
"""A text of each format."""
_WORDS: Final = ("text", "a", "A", "abc", "ABC", "0", "1", "123", "a1", "text-1", "a@example.test")
_SCALARS: Final[Mapping[str, Json]] = {
    "boolean": True,
    "object": {},
    "any": "text",
    "null": None,
}


class Maker:
    """Makes values of one Api's types; a value that can not be made within the bounds is `UNSET`.

    `optional`: also the fields that are not required. `sending`: what a caller sends, without read-only
    fields; else what a server answers, without write-only fields.
    """

    def __init__(self, api: Api, *, optional: bool = True, sending: bool = False) -> None:
        self._api = api
        self._judge = Judge(api.schemas, ignored=CALL)
        self._optional = optional
        self._sending = sending
        self._open: list[str] = []
        self._made = 0

    def field(self, field: Field) -> Json | Unset:
        """The documented example, else the default, when they suit; else a made value."""
        for told in (field.example, field.default):
            if told is not UNSET and self._judge.suits(told, field.type, field.limits):
                self._made += 1
                return told
        return self.type(field.type, field.limits)

    def type(self, kind: Type, limits: Limits = _NO_LIMITS) -> Json | Unset:
        """A value of the type."""
        self._made += 1
        if self._made > _MOST or len(self._open) > _DEEPEST:
            return UNSET
        make: Make = _MAKERS[type(kind)]
        return make(self, kind, limits)

    def fields(self, fields: tuple[Field, ...]) -> dict[str, Json] | Unset:
        """An object with these fields; UNSET when one that is required can not be made."""
        made: dict[str, Json] = {}
        for field in fields:
            if field.read_only if self._sending else field.write_only:
                continue
            if not field.required and not self._wanted():
                continue
            value = self.field(field)
            if value is not UNSET:
                made[field.name] = value
            elif field.required:
                return UNSET
        return made

    def _wanted(self) -> bool:
        few = self._made < _MOST_OPTIONAL and len(self._open) < _DEEPEST_OPTIONAL
        return self._optional and few

    def scalar(self, kind: Scalar, limits: Limits) -> Json | Unset:
        """A value within the limits."""
        if kind.kind in {"number", "integer"}:
            return _number(limits, whole=kind.kind == "integer")
        return _text(kind.format, limits) if kind.kind == "string" else _SCALARS[kind.kind]

    def enum(self, kind: OpenEnum, limits: Limits) -> Json | Unset:
        """The first member."""
        return kind.members[0].value if kind.members else self.scalar(kind.base, limits)

    def array(self, kind: Array, limits: Limits) -> Json | Unset:
        """One item, or as many as there must be."""
        count = min(max(1, limits.min_items or 0), 100)
        if limits.max_items is not None and count > limits.max_items:
            return []
        item = self.type(kind.item)
        if item is UNSET:
            return UNSET if limits.min_items else []
        return [item] * count

    def map(self, kind: Map, _: Limits) -> Json | Unset:
        """One key."""
        value = self.type(kind.value)
        return {} if value is UNSET else {"key": value}

    def nullable(self, kind: Nullable, limits: Limits) -> Json | Unset:
        """A value where one can be made, else null."""
        value = self.type(kind.inner, limits)
        return None if value is UNSET else value

    def union(self, kind: Union, limits: Limits) -> Json | Unset:
        """The first option that can be made."""
        for option in kind.options:
            value = self.type(option, limits)
            if value is not UNSET:
                return value
        return UNSET

    def ref(self, kind: Ref, limits: Limits) -> Json | Unset:
        """An object of the schema; none inside itself."""
        if kind.name not in self._api.schemas:
            return {}
        if kind.name in self._open:
            return UNSET
        self._open.append(kind.name)
        value = self._schema(self._api.schemas[kind.name], limits)
        self._open.pop()
        return value

    def _schema(self, schema: Schema, limits: Limits) -> Json | Unset:
        if schema.example is not UNSET and self._judge.suits(schema.example, Ref(schema.name)):
            return schema.example
        if schema.type is not None:
            return self.type(schema.type, limits)
        return self.fields(schema.fields)


def _number(limits: Limits, *, whole: bool) -> Json:
    low, high = limits.minimum, limits.maximum
    value: int | float = 1
    if low is not None and value < low:
        value = math.ceil(low) if whole or high is None or math.ceil(low) <= high else low
    if high is not None and value > high:
        value = math.floor(high) if whole or low is None or math.floor(high) >= low else high
    return value


def _text(form: str, limits: Limits) -> str:
    if form in FORMATS:
        return FORMATS[form]
    tried = [_sized(word, limits) for word in _WORDS]
    return next((text for text in tried if not broken_limits(text, limits)), tried[0])


def _sized(text: str, limits: Limits) -> str:
    shortest = min(limits.min_length or 0, _LONGEST)
    longest = _LONGEST if limits.max_length is None else max(limits.max_length, 0)
    return text.ljust(shortest, text[-1])[:longest]


Make = Callable[[Maker, Any, Limits], Json | Unset]
_MAKERS: Final[Mapping[type, Make]] = {
    Scalar: Maker.scalar,
    OpenEnum: Maker.enum,
    Array: Maker.array,
    Map: Maker.map,
    Nullable: Maker.nullable,
    Union: Maker.union,
    Ref: Maker.ref,
}
