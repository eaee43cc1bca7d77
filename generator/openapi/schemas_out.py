"""Types, fields and schemas as JSON Schema 2020-12 objects of OpenAPI 3.1."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields as dataclass_fields
from typing import Final, assert_never

from generator.model import (
    ANY,
    NO_LIMITS,
    UNSET,
    Array,
    Discriminator,
    Field,
    Inference,
    Json,
    Limits,
    Map,
    Nullable,
    OpenEnum,
    Ref,
    Scalar,
    Schema,
    Tuple,
    Type,
    Union,
    Unset,
    spoken,
)
from generator.model.judge import Judge
from generator.openapi.keys import reference
from generator.patterns import is_regex

Node = dict[str, Json]
NULL_SCHEMA: Final[Mapping[str, Json]] = {"type": "null"}
_NAMES: Final = tuple(
    (item.name, re.sub("_(.)", lambda found: found[1].upper(), item.name))
    for item in dataclass_fields(Limits)
)


_MOST_USES: Final = 100
"""How often a schema without a name is written out; more than once only where `allOf` was merged."""


class SchemaWriter:
    """Writes types and schemas; knows the component key of each name and the schemas themselves."""

    def __init__(self, keys: Mapping[str, str], schemas: Mapping[str, Schema]) -> None:
        self._keys = keys
        self._schemas = schemas
        self._inside: set[str] = set()
        self._written: Counter[str] = Counter()

    def type(self, kind: Type) -> Node:  # noqa: PLR0911 - one for each type
        """The schema object of a type, without description."""
        match kind:
            case Scalar():
                return self.scalar(kind)
            case Ref():
                return self.ref(kind)
            case Array(item):
                return {"type": "array", "items": self.type(item)}
            case Tuple():
                return self.tuple(kind)
            case Map(value):
                return {"type": "object", "additionalProperties": self.type(value)}
            case Union():
                return self.union(kind)
            case OpenEnum():
                return self.enum(kind)
            case Nullable():
                return self.nullable(kind)
            case _:
                assert_never(kind)

    def tuple(self, kind: Tuple) -> Node:
        """An array whose first items have schemas of their own."""
        node: Node = {"type": "array", "prefixItems": [self.type(one) for one in kind.items]}
        if kind.rest != ANY:
            node["items"] = False if kind.rest is None else self.type(kind.rest)
        return node

    def scalar(self, kind: Scalar) -> Node:
        """`any` says nothing about the type."""
        node: Node = {} if kind.kind == "any" else {"type": kind.kind}
        if kind.format:
            node["format"] = kind.format
        return node

    def ref(self, kind: Ref) -> Node:
        """A reference by component key; a schema that has no name stands in its place."""
        schema = self._schemas.get(kind.name)
        if schema is None or not schema.inline or not self._may_stand(kind.name):
            return {"$ref": reference(self._keys.get(kind.name, kind.name))}
        self._inside.add(kind.name)
        node = self.schema(schema)
        self._inside.discard(kind.name)
        return node

    def _may_stand(self, name: str) -> bool:
        """One that holds itself would never end, and those that hold each other twice grow without end.

        What stands there instead is among the Api's words.
        """
        self._written[name] += 1
        return name not in self._inside and self._written[name] <= _MOST_USES

    def union(self, kind: Union) -> Node:
        """Several types; null is `["null"]` in `anyOf`, as with `"null"` it says that the rest may be null."""
        options: list[Json] = [self.type(option) for option in kind.options]
        if not kind.exclusive:
            options = [{"type": ["null"]} if one == NULL_SCHEMA else one for one in options]
        node: Node = {"oneOf" if kind.exclusive else "anyOf": options}
        return node | self.discriminator(kind.discriminator)

    def discriminator(self, told: Discriminator | None) -> Node:
        """The keyword, where there is one."""
        if told is None:
            return {}
        node: Node = {"propertyName": told.property}
        if told.mapping:
            node["mapping"] = {
                value: reference(self._keys.get(name, name)) for value, name in told.mapping
            }
        return {"discriminator": node}

    def enum(self, kind: OpenEnum) -> Node:
        """Known members: `x-extensible-enum` while others may come, `enum` when closed."""
        node = self.scalar(kind.base)
        node["enum" if kind.closed else "x-extensible-enum"] = [m.value for m in kind.members]
        if any(member.description for member in kind.members):
            node["x-enum-descriptions"] = _member_texts(kind)
        return node

    def nullable(self, kind: Nullable) -> Node:
        """A type list where the inner schema has one type, else `anyOf` with null."""
        inner = self.type(kind.inner)
        name = inner.get("type")
        if not isinstance(name, str) or name == "null" or _holds_null(kind.inner):
            return {"anyOf": [inner, dict(NULL_SCHEMA)]}
        inner["type"] = [name, "null"]
        if isinstance(kind.inner, OpenEnum) and kind.inner.closed:
            inner["enum"] = [*(member.value for member in kind.inner.members), None]
        return inner

    def field(self, field: Field) -> Node:
        """A property: its type with all that is said about it."""
        node = self.typed(field)
        if field.example is not UNSET:
            node["example"] = field.example
        node |= inferred(field.inferred)
        return node

    def typed(self, field: Field, *, parameter: bool = False) -> Node:
        """A field's schema without example and inference; a parameter's without what its object says."""
        node = self.type(field.type)
        if field.description and not parameter:
            node["description"] = field.description
        node |= self._default(field.default, field.type, field.limits)
        if field.limits is not NO_LIMITS:
            node |= limits(field.limits)
        if field.deprecated and not parameter:
            node["deprecated"] = True
        if field.read_only:
            node["readOnly"] = True
        if field.write_only:
            node["writeOnly"] = True
        return node

    def _default(self, value: Json | Unset, kind: Type, said: Limits) -> Node:
        if value is UNSET:
            return {}
        field = Field("", kind, default=value, limits=said)
        return {default_key(field, self._schemas): value}

    def object(self, fields: Sequence[Field]) -> Node:
        """An object schema; `properties` is there even when it is empty."""
        node: Node = {"type": "object"}
        required: list[Json] = [field.name for field in fields if field.required]
        if required:
            node["required"] = required
        node["properties"] = {field.name: self.field(field) for field in fields}
        return node

    def schema(self, schema: Schema) -> Node:
        """A named schema, or one without a name where it stands; with the document's own words."""
        node = spoken(self._said(schema), schema.words)
        assert isinstance(node, dict)  # noqa: S101 - narrows the type
        return node

    def _said(self, schema: Schema) -> Node:
        node = self.object(schema.fields) if schema.type is None else self.type(schema.type)
        if schema.type is None and schema.additional is not None:
            node["additionalProperties"] = self.type(schema.additional)
        texts: Node = {
            "description": schema.description,
            "x-include": schema.include,
            "x-bases": list(schema.bases),
        }
        node |= {name: text for name, text in texts.items() if text}
        node |= self._default(schema.default, schema.type or Ref(schema.name), schema.limits)
        node |= {} if schema.limits is NO_LIMITS else limits(schema.limits)
        node |= self.discriminator(schema.discriminator)
        if schema.deprecated:
            node["deprecated"] = True
        if schema.example is not UNSET:
            node["example"] = schema.example
        return node | inferred(schema.inferred)


def default_key(field: Field, schemas: Mapping[str, Schema]) -> str:
    """`default`, or `x-default` for one that would make the document invalid: that is no instance of the type.

    One that holds `$ref` is none either, since openapi-spec-validator follows it as a reference.
    """
    suits = Judge(schemas).suits(field.default, field.type, field.limits)
    return "default" if suits and not _refers(field.default) else "x-default"


def _refers(value: Json) -> bool:
    if not isinstance(value, Mapping | list):
        return False
    inner = value.values() if isinstance(value, Mapping) else value
    return "$ref" in value or any(map(_refers, inner))


def _holds_null(kind: Type) -> bool:
    return isinstance(kind, Nullable) or (
        isinstance(kind, OpenEnum) and any(member.value is None for member in kind.members)
    )


def _member_texts(kind: OpenEnum) -> Json:
    keys = [member_key(member.value) for member in kind.members]
    if len(set(keys)) < len(keys):
        return [member.description for member in kind.members]
    return {
        key: member.description
        for key, member in zip(keys, kind.members, strict=True)
        if member.description
    }


def member_key(value: Json) -> str:
    """The key of an enum member in `x-enum-descriptions`."""
    return (
        value if isinstance(value, str) else f"{value!r}".lower() if value is not None else "null"
    )


def limits(said: Limits) -> Node:
    """The validation keywords; a pattern that is no regular expression is kept as `x-pattern`."""
    node: Node = {}
    for name, key in _NAMES:
        value = getattr(said, name)
        if value is not None:
            node["x-pattern" if key == "pattern" and not is_regex(value) else key] = value
    return node


def inferred(facts: Sequence[Inference]) -> Node:
    """`x-inferred`: by fact, or a list where one fact occurs twice."""
    if not facts:
        return {}
    if len({one.fact for one in facts}) < len(facts):
        return {"x-inferred": [{"fact": one.fact} | _inference(one) for one in facts]}
    return {"x-inferred": {one.fact: _inference(one) for one in facts}}


def _inference(one: Inference) -> Node:
    node: Node = {"rule": one.rule, "confidence": one.confidence}
    return node | {"reason": one.reason} if one.reason else node
