"""Schema objects as types of the model; inline objects become named schemas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from generator.documents.sources import segments
from generator.model import (
    ANY,
    NULL,
    OBJECT,
    Array,
    Discriminator,
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
from generator.naming import free, pascal
from generator.openapi.choices_in import choice, common_type, members
from generator.openapi.merge_in import merged
from generator.openapi.reading import Node, Reading
from generator.openapi.schemas_out import NULL_SCHEMA
from generator.yaml import At

Hint = tuple[str, ...]
"""Words of the place, for the name of an inline object."""

OPTION: Final = "option"
_COMPONENTS: Final = ["components", "schemas"]
_NAMED_BELOW: Final = (["definitions"], ["$defs"], ["schemas"], ["properties"])
_SCALARS: Final = frozenset(("string", "number", "integer", "boolean", "null"))


class TypeReader:
    """Reads types; `hoist` is what makes a named schema of an inline object."""

    def __init__(
        self, reading: Reading, names: Mapping[str, str], hoist: Callable[[str, Node, At], None]
    ):
        self.reading = reading
        self._names = names
        self._nullable = frozenset() if reading.ours else _nullable_objects(reading)
        self._hoist = hoist
        self._taken = set(names.values())
        self._by_pointer: dict[str, str] = {}
        self._flat: dict[int, tuple[Node, Node]] = {}
        self._by_node: dict[int, tuple[Node, str]] = {}

    def type(self, node: Json, at: At, hint: Hint) -> Type:
        """The type that a schema says; what can not be told is `ANY`, with a finding."""
        if not isinstance(node, dict | Mapping):
            return self._no_object(node, at)
        node = self.flat(node, at)
        kind = self._reader(node)(node, at, hint)
        return _nullable(kind) if node.get("nullable") is True else kind

    def flat(self, node: Node, at: At) -> Node:
        """The node without `allOf`, and without properties beside a reference: one node, one result.

        So a schema whose merged properties hold the schema itself is met again, and ends.
        """
        if "allOf" not in node and not ("$ref" in node and "properties" in node):
            return node
        if id(node) not in self._flat:
            rest = {key: value for key, value in node.items() if key != "$ref"}
            parts = node if "allOf" in node else {"allOf": [{"$ref": node["$ref"]}, rest]}
            self._flat[id(node)] = node, merged(self.reading, parts, at)
        return self._flat[id(node)][1]

    def _reader(self, node: Node) -> Callable[[Node, At, Hint], Type]:
        if "$ref" in node:
            return self._ref
        if "enum" in node or "x-extensible-enum" in node or "const" in node:
            return self._enum
        if ("oneOf" in node or "anyOf" in node) and "properties" not in node:
            return self._choice
        return self._typed

    def _no_object(self, node: Json, at: At) -> Type:
        if node is not True:
            self.reading.find("O012", at, "no schema", "a schema object")
        return ANY

    def _typed(self, node: Node, at: At, hint: Hint) -> Type:
        name = node.get("type")
        if isinstance(name, list):
            return self._type_list(node, name, at, hint)
        if name in ("array", None) and isinstance(node.get("prefixItems"), list):
            return self._tuple(node, at, hint)
        if name == "array" or (name is None and "items" in node):
            return Array(self.type(node.get("items", True), (*at, "items"), (*hint, "item")))
        if name == "object" or (
            name is None and ("properties" in node or "additionalProperties" in node)
        ):
            return self._object(node, at, hint)
        return self._scalar(node, name, at)

    def _tuple(self, node: Node, at: At, hint: Hint) -> Type:
        items = tuple(
            self.type(one, (*at, "prefixItems", index), (*hint, f"item{index + 1}"))
            for index, one in enumerate(self.reading.items(node["prefixItems"], at))
        )
        rest = node.get("items", True)
        if rest is False:
            return Tuple(items, None)
        return Tuple(items, self.type(rest, (*at, "items"), (*hint, "item")))

    def _scalar(self, node: Node, name: Json, at: At) -> Type:
        form = self.reading.text(node, "format", at)
        if name is not None and not (isinstance(name, str) and name in _SCALARS):
            self.reading.find(
                "O019", at, f"type {name!r:.80}", "one of " + ", ".join(sorted(_SCALARS))
            )
            name = None
        return Scalar("any" if name is None else str(name), form)

    def _type_list(self, node: Node, names: list[Json], at: At, hint: Hint) -> Type:
        kinds = [self.type({**node, "type": name}, at, hint) for name in names if name != "null"]
        if not kinds:
            return NULL
        kind = kinds[0] if len(kinds) == 1 else Union(tuple(kinds))
        return Nullable(kind) if "null" in names else kind

    def _object(self, node: Node, at: At, hint: Hint) -> Type:
        if node.get("properties") or (self.reading.ours and "properties" in node):
            return Ref(self.hoisted(node, at, hint))
        extra = node.get("additionalProperties")
        if isinstance(extra, Mapping) or extra is True:
            return Map(self.type(extra, (*at, "additionalProperties"), (*hint, "value")))
        return (
            Scalar("object", self.reading.text(node, "format", at)) if "format" in node else OBJECT
        )

    def hoisted(self, node: Node, at: At, hint: Hint) -> str:
        """The name of the schema that an inline object becomes; one object, one name, however often it is met."""
        known = self._by_node.get(id(node))
        if known is not None:
            return known[1]
        name = self._free(" ".join(hint))
        self._by_node[id(node)] = (node, name)
        self._hoist(name, node, at)
        return name

    def _free(self, words: str) -> str:
        name = free(pascal(words) or "Inline", self._taken.__contains__)
        self._taken.add(name)
        return name

    def _ref(self, node: Node, at: At, hint: Hint) -> Type:
        reference = node["$ref"]
        if not isinstance(reference, str):
            self.reading.find("O012", (*at, "$ref"), "no text", "a reference")
            return ANY
        *parents, key = segments(reference) or [""]
        if parents == _COMPONENTS and reference.startswith("#"):
            return self._component(key, reference, at)
        if reference not in self._by_pointer:
            target = self.reading.target(reference, at)
            if not isinstance(target, Mapping):
                return ANY
            name = self._free(key if parents[-1:] in _NAMED_BELOW else " ".join(hint))
            self._by_pointer[reference] = name
            self._hoist(name, target, (*parents, key))
        return Ref(self._by_pointer[reference])

    def _component(self, key: str, reference: str, at: At) -> Type:
        name = self._names.get(key)
        if name is None:
            self.reading.missing(reference, at)
        kind = Ref(key if name is None else name)
        return Nullable(kind) if key in self._nullable else kind

    def _enum(self, node: Node, at: At, hint: Hint) -> Type:
        key = next(word for word in ("x-extensible-enum", "enum", "const") if word in node)
        values = [node[key]] if key == "const" else self.reading.items(node[key], (*at, key))
        known = [value for value in values if not isinstance(value, Mapping | list)]
        if len(known) < len(values):
            self.reading.find(
                "O017", (*at, key), "an enum member that is no scalar; it is left out"
            )
        base, nullable = self._enum_base(node, known, at)
        if nullable and key != "x-extensible-enum" and None in known:
            known = [value for value in known if value is not None]
        texts = node.get("x-enum-descriptions", node.get("x-enumDescriptions"))
        if key == "const" and hint[-1].startswith(OPTION):
            texts = [node.get("description", "")]
        kind = OpenEnum(base, members(known, texts), key != "x-extensible-enum")
        return Nullable(kind) if nullable else kind

    def _enum_base(self, node: Node, values: list[Json], at: At) -> tuple[Scalar, bool]:
        """The scalar type of the members, and whether null may stand for them."""
        name = node.get("type")
        names = name if isinstance(name, list) else [name]
        form = self.reading.text(node, "format", at)
        said = [one for one in names if one != "null"] or ["null"]
        nullable = isinstance(name, list) and "null" in names and len(names) > 1
        if not self.reading.ours:
            nullable = nullable or (None in values and len(values) > 1)
            said = [common_type(values)] if said == [None] else said
        kind = said[0] if len(said) == 1 else None
        return Scalar(kind if isinstance(kind, str) else "any", form), nullable

    def _choice(self, node: Node, at: At, hint: Hint) -> Type:
        key = "oneOf" if "oneOf" in node else "anyOf"
        nodes = self.reading.items(node[key], (*at, key))
        options = [
            self.type(option, (*at, key, index), (*hint, f"{OPTION}{index + 1}"))
            for index, option in enumerate(nodes)
        ]
        told = self.discriminator(node, at)
        only = key == "oneOf"
        if self.reading.ours and (only or NULL_SCHEMA not in nodes):
            return Union(tuple(options), told, only)
        if self.reading.ours and len(options) == 2 and nodes[1] == NULL_SCHEMA:
            return Nullable(options[0])
        return choice(options, told, exclusive=only)

    def discriminator(self, node: Node, at: At) -> Discriminator | None:
        """What `discriminator` says; values that name no schema of the document are left out."""
        at = (*at, "discriminator")
        told = self.reading.mapping(node.get("discriminator"), at)
        if not told:
            return None
        mapping = self.reading.mapping(told.get("mapping"), (*at, "mapping"))
        pairs = ((value, self._schema_name(said)) for value, said in mapping.items())
        known = tuple((value, name) for value, name in pairs if name is not None)
        return Discriminator(self.reading.text(told, "propertyName", at), known)

    def _schema_name(self, said: Json) -> str | None:
        """The schema that a reference, or a key of the components, stands for."""
        told = segments(str(said)) if str(said).startswith("#") else [*_COMPONENTS, str(said)]
        *parents, key = told or [""]
        return self._names.get(key) if parents == _COMPONENTS else None

    def bases(self, node: Json) -> tuple[str, ...]:
        """The named schemas that a schema extends: the references among its `allOf`."""
        said = node if isinstance(node, Mapping) else {}
        parts = said.get("allOf")
        references = (
            [one.get("$ref") for one in parts if isinstance(one, Mapping)]
            if isinstance(parts, list)
            else []
        )
        names = [self._schema_name(one) for one in references if isinstance(one, str)]
        told = said.get("x-bases")
        return tuple(
            one
            for one in (*names, *(told if isinstance(told, list) else ()))
            if isinstance(one, str)
        )


def _nullable_objects(reading: Reading) -> frozenset[str]:
    """Component keys of objects with properties that may be null: the model says so where they are used."""
    components = reading.document.get("components")
    schemas = components.get("schemas") if isinstance(components, Mapping) else None
    return frozenset(
        key
        for key, node in (schemas.items() if isinstance(schemas, Mapping) else ())
        if isinstance(node, Mapping) and "properties" in node and _may_be_null(node)
    )


def _may_be_null(node: Node) -> bool:
    kind = node.get("type")
    return node.get("nullable") is True or (isinstance(kind, list) and "null" in kind)


def _nullable(kind: Type) -> Type:
    return kind if isinstance(kind, Nullable) else Nullable(kind)
