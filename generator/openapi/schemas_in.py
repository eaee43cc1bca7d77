"""Fields and named schemas of a document; inline objects that were hoisted join them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from generator.model import NO_LIMITS, UNSET, Field, Inference, Json, Limits, Schema, Type, Unset
from generator.openapi.reading import EMPTY, Node, Reading
from generator.openapi.schemas_out import NULL_SCHEMA
from generator.openapi.types_in import Hint, TypeReader
from generator.yaml import At

_LIMITS: Final[Mapping[str, tuple[str, tuple[type, ...]]]] = {
    "maxItems": ("max_items", (int,)),
    "minItems": ("min_items", (int,)),
    "maxLength": ("max_length", (int,)),
    "minLength": ("min_length", (int,)),
    "maximum": ("maximum", (int, float)),
    "minimum": ("minimum", (int, float)),
    "pattern": ("pattern", (str,)),
    "x-pattern": ("pattern", (str,)),
    "exclusiveMaximum": ("exclusive_maximum", (int, float)),
    "exclusiveMinimum": ("exclusive_minimum", (int, float)),
    "multipleOf": ("multiple_of", (int, float)),
    "maxProperties": ("max_properties", (int,)),
    "minProperties": ("min_properties", (int,)),
    "uniqueItems": ("unique_items", (bool,)),
}
_WANTED: Final = {int: "a number", str: "a text", bool: "true or false"}
_BESIDE: Final = frozenset(("oneOf", "anyOf", "discriminator"))


class SchemaReader:
    """Reads the named schemas of a document and the fields of any object schema."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._at: At = ("components", "schemas")
        components = reading.mapping(reading.document.get("components"), ("components",))
        self._nodes = reading.mapping(components.get("schemas"), self._at)
        self._hoisted: list[Schema] = []
        names = {key: _true_name(key, node) for key, node in self._nodes.items()}
        self._names = names
        self.types = TypeReader(reading, names, self._hoist)

    def schemas(self) -> dict[str, Schema]:
        """All schemas by name, sorted; call it last, since other readers hoist too."""
        named = [
            self._schema(self._names[key], node, (*self._at, key))
            for key, node in sorted(self._nodes.items())
            if not (isinstance(node, Mapping) and node.get("x-missing") is True)
        ]
        found = {schema.name: schema for schema in (*named, *self._hoisted)}
        return {name: found[name] for name in sorted(found)}

    def _hoist(self, name: str, node: Node, at: At) -> None:
        self._hoisted.append(replace(self._schema(name, node, at), inline=True))

    def _schema(self, name: str, value: Json, at: At) -> Schema:
        reading = self._reading
        node = self.types.flat(value, at) if isinstance(value, Mapping) else value
        said = node if isinstance(node, Mapping) else EMPTY
        plain = is_object(said)
        return Schema(
            name,
            self.fields(said, at, (name,)) if plain else (),
            None if plain else self.types.type(node, at, (name,)),
            reading.text(said, "description", at),
            self.additional(said, at, (name,)) if plain else None,
            reading.text(said, "x-include", at),
            said.get("deprecated") is True,
            example(said),
            self.inferred(said, at),
            reading.origin,
            limits=self._limits(said, at),
            default=default(said),
            bases=tuple(one for one in self.types.bases(value) if one != name),
            discriminator=self.types.discriminator(said, at) if plain else None,
        )

    def fields(self, node: Node, at: At, hint: Hint) -> tuple[Field, ...]:
        """The properties of an object schema, in their order."""
        properties = self._reading.mapping(node.get("properties"), (*at, "properties"))
        required = self._required(node, properties, at)
        return tuple(
            self.field(name, value, name in required, (*at, "properties", name), (*hint, name))
            for name, value in properties.items()
        )

    def _required(self, node: Node, properties: Node, at: At) -> set[str]:
        said = node.get("required")
        if not said:
            return set()
        names = {
            name for name in self._reading.items(said, (*at, "required")) if isinstance(name, str)
        }
        for name in sorted(names - set(properties)):
            self._reading.find("O020", (*at, "required"), f"`{name}` is required and no property")
        return names

    def additional(self, node: Node, at: At, hint: Hint) -> Type | None:
        """The type of further properties of an object schema with `properties`."""
        value = node.get("additionalProperties")
        if value is None or value is False:
            return None
        return self.types.type(value, (*at, "additionalProperties"), (*hint, "value"))

    def field(self, name: str, value: Json, required: bool, at: At, hint: Hint) -> Field:
        """A property, or what a parameter's schema says."""
        reading = self._reading
        if not isinstance(value, dict | Mapping):
            return Field(name, self.types.type(value, at, hint), required, origin=reading.origin)
        flat = self.types.flat(value, at)
        node = (
            self.types.flat(beside_null(flat), at) if "anyOf" in flat or "oneOf" in flat else flat
        )
        return Field(
            name,
            self.types.type(flat, at, hint),
            required,
            reading.text(node, "description", at),
            default(node),
            example(node),
            self._limits(node, at),
            node.get("deprecated") is True,
            node.get("readOnly") is True,
            node.get("writeOnly") is True,
            self.inferred(node, at),
            reading.origin,
        )

    def _limits(self, node: Node, at: At) -> Limits:
        if _LIMITS.keys().isdisjoint(node):
            return NO_LIMITS
        said: dict[str, Json] = {}
        for key, (name, kinds) in _LIMITS.items():
            value = node.get(key)
            if isinstance(value, kinds) and isinstance(value, bool) is (bool in kinds):
                said[name] = value
            elif value is not None:
                self._reading.find("O012", (*at, key), f"{value!r:.80}", _WANTED[kinds[0]])
        return Limits(**said)  # type: ignore[arg-type]

    def inferred(self, node: Node, at: At) -> tuple[Inference, ...]:
        """What `x-inferred` says, in either form."""
        value = node.get("x-inferred")
        if value is None:
            return ()
        at = (*at, "x-inferred")
        pairs = (
            list(value.items())
            if isinstance(value, Mapping)
            else [(None, one) for one in self._reading.items(value, at)]
        )
        return tuple(_inference(fact, self._reading.mapping(one, at)) for fact, one in pairs)


def beside_null(node: Node) -> Node:
    """What is said of a value that may be null: of `anyOf: [x, null]` what x says, and what stands beside."""
    options = node.get("anyOf", node.get("oneOf"))
    said = [one for one in options if one != NULL_SCHEMA] if isinstance(options, list) else []
    if len(said) != 1 or not isinstance(said[0], Mapping) or "properties" in said[0]:
        return node
    return {**said[0], **{key: value for key, value in node.items() if key not in _BESIDE}}


def _inference(fact: str | None, node: Node) -> Inference:
    confidence = node.get("confidence")
    return Inference(
        str(node.get("fact", "")) if fact is None else fact,
        str(node.get("rule", "")),
        confidence if isinstance(confidence, int | float) else 0.0,
        str(node.get("reason", "")),
    )


def _true_name(key: str, node: Json) -> str:
    name = node.get("x-name") if isinstance(node, Mapping) else None
    return name if isinstance(name, str) else key


def is_object(node: Node) -> bool:
    """Is it an object schema with named properties?"""
    if "properties" not in node or "$ref" in node:
        return False
    kind = node.get("type")
    return kind in (None, "object") or (isinstance(kind, list) and "object" in kind)


def default(node: Node) -> Json | Unset:
    """`default`, or what stands in its place where it does not suit the type."""
    return node["default"] if "default" in node else node.get("x-default", UNSET)


def example(node: Node) -> Json | Unset:
    """`example`, or the first of `examples` (a list in a schema, named objects elsewhere)."""
    if "example" in node:
        return node["example"]
    several = node.get("examples")
    if isinstance(several, list) and several:
        return several[0]  # type: ignore[no-any-return]
    if several is None:
        return UNSET
    first = next(iter(several.values()), None) if isinstance(several, Mapping) else None
    return first["value"] if isinstance(first, Mapping) and "value" in first else UNSET
