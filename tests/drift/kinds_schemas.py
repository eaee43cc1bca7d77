"""Kinds of change of schemas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.drift.kinds import Test, drop, has, put, schema, typed


def first_property(test: Callable[[Any, str, Any], bool]) -> Test:
    return lambda node: any(
        isinstance(one, dict) and test(one, name, node)
        for name, one in node.get("properties", {}).items()
    )


def _plain_property(one: Any, name: str, node: Any) -> bool:
    return not {"readOnly", "writeOnly", "default", "$ref", "allOf", "anyOf", "oneOf"} & one.keys()


def _chosen(node: Any, required: bool) -> Any:
    return next(
        name
        for name, one in node["properties"].items()
        if isinstance(one, dict)
        and _plain_property(one, name, node)
        and (name in node.get("required", ())) is required
    )


def _optional(one: Any, name: str, node: Any) -> bool:
    return _plain_property(one, name, node) and name not in node.get("required", ())


def _required(one: Any, name: str, node: Any) -> bool:
    return _plain_property(one, name, node) and name in node.get("required", ())


def _remove_optional(node: Any) -> None:
    name = _chosen(node, False)
    node["properties"] = {key: one for key, one in node["properties"].items() if key != name}


def _remove_required(node: Any) -> None:
    name = _chosen(node, True)
    node["properties"] = {key: one for key, one in node["properties"].items() if key != name}
    node["required"] = [one for one in node["required"] if one != name]


def _add(node: Any, required: bool = False) -> None:
    node["properties"] = {**node.get("properties", {}), "added by a test": {"type": "string"}}
    if required:
        node["required"] = [*node.get("required", ()), "added by a test"]


def _require(node: Any) -> None:
    node["required"] = [*node.get("required", ()), _chosen(node, False)]


def _unrequire(node: Any) -> None:
    name = _chosen(node, True)
    node["required"] = [one for one in node["required"] if one != name]


def _mark(key: str) -> Test:
    def change(node: Any) -> None:
        name = _chosen(node, False)
        node["properties"] = {**node["properties"], name: {**node["properties"][name], key: True}}

    return change


def _count(key: str) -> Test:
    return (
        lambda node: isinstance(node.get(key), int)
        and not isinstance(node.get(key), bool)
        and node[key] > 1
    )


def _enum(node: Any) -> bool:
    values = node.get("enum")
    return (
        isinstance(values, list) and len(values) > 1 and all(isinstance(one, str) for one in values)
    )


WHOLE = typed(
    "integer", "maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf", "format"
)


def OBJECT(node: Any) -> Any:
    return node.get("type") == "object" and isinstance(node.get("properties"), dict)


def LIST(node: Any) -> Any:
    return node.get("type") == "array" and "items" in node


_BOUNDS = ("maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf", "format")
TEXT = typed("string", "maxLength", "minLength", "pattern", "format", "contentEncoding")
NUMBER = typed("number", *_BOUNDS)
WHOLE = typed("integer", *_BOUNDS)


def _nullable(node: Any) -> None:
    node["type"] = [node["type"], "null"]


def _chosen_of(test: Any) -> Test:
    return lambda node: OBJECT(node) and first_property(test)(node)


OPTIONAL = _chosen_of(_optional)
REQUIRED = _chosen_of(_required)

SCHEMAS = [
    schema("type changed", "BB", "type-changed type-narrowed", TEXT, put("type", "boolean")),
    schema("integer to number", "CB", "type-widened", WHOLE, put("type", "number")),
    schema("number to integer", "BC", "type-narrowed", NUMBER, put("type", "integer")),
    schema(
        "null allowed", "CB", "null-allowed", lambda n: TEXT(n) and "nullable" not in n, _nullable
    ),
    schema(
        "type withdrawn",
        "CB",
        "type-widened",
        lambda n: set(n) == {"type"} and n["type"] in ("string", "boolean"),
        drop("type"),
    ),
    schema("longest stated", "BC", "limit-tightened", TEXT, put("maxLength", 7)),
    schema(
        "longest raised",
        "CB",
        "limit-loosened",
        _count("maxLength"),
        put("maxLength", lambda n: n["maxLength"] + 1),
    ),
    schema(
        "longest lowered",
        "BC",
        "limit-tightened",
        _count("maxLength"),
        put("maxLength", lambda n: n["maxLength"] - 1),
    ),
    schema("longest withdrawn", "CB", "limit-loosened", _count("maxLength"), drop("maxLength")),
    schema("shortest stated", "BC", "limit-tightened", TEXT, put("minLength", 3)),
    schema(
        "shortest withdrawn",
        "CB",
        "limit-loosened",
        lambda n: n.get("minLength", 0) > 0,
        drop("minLength"),
    ),
    schema(
        "shortest raised",
        "BC",
        "limit-tightened",
        _count("minLength"),
        put("minLength", lambda n: n["minLength"] + 1),
    ),
    schema("greatest stated", "BC", "limit-tightened", WHOLE, put("maximum", 9)),
    schema(
        "greatest withdrawn",
        "CB",
        "limit-loosened",
        has("maximum", without=("exclusiveMaximum",)),
        drop("maximum"),
    ),
    schema("least stated", "BC", "limit-tightened", NUMBER, put("minimum", 2)),
    schema(
        "least withdrawn",
        "CB",
        "limit-loosened",
        has("minimum", without=("exclusiveMinimum",)),
        drop("minimum"),
    ),
    schema(
        "least lowered",
        "CB",
        "limit-loosened",
        has("minimum", without=("exclusiveMinimum",)),
        put("minimum", lambda n: n["minimum"] - 1),
    ),
    schema("exclusive bound stated", "BC", "limit-tightened", WHOLE, put("exclusiveMinimum", 4)),
    schema("multiple stated", "BC", "limit-tightened", WHOLE, put("multipleOf", 5)),
    schema(
        "most items stated",
        "BC",
        "limit-tightened",
        lambda n: LIST(n) and "maxItems" not in n,
        put("maxItems", 3),
    ),
    schema(
        "fewest items stated",
        "BC",
        "limit-tightened",
        lambda n: LIST(n) and "minItems" not in n,
        put("minItems", 2),
    ),
    schema("most items withdrawn", "CB", "limit-loosened", has("maxItems"), drop("maxItems")),
    schema(
        "items differ",
        "BC",
        "limit-tightened",
        lambda n: LIST(n) and "uniqueItems" not in n,
        put("uniqueItems", True),
    ),
    schema("most properties stated", "BC", "limit-tightened", OBJECT, put("maxProperties", 50)),
    schema("pattern stated", "BC", "pattern-added", TEXT, put("pattern", "^x")),
    schema("pattern changed", "BC", "pattern-changed", has("pattern"), put("pattern", "^zz")),
    schema(
        "pattern withdrawn",
        "CC",
        "pattern-removed",
        lambda n: n.get("pattern") not in (None, "", ".*"),
        drop("pattern"),
    ),
    schema(
        "member removed", "BC", "closed-member-removed", _enum, put("enum", lambda n: n["enum"][1:])
    ),
    schema(
        "member added",
        "CB",
        "closed-member-added",
        _enum,
        put("enum", lambda n: [*n["enum"], "added by a test"]),
    ),
    schema(
        "members withdrawn",
        "CB",
        "enum-withdrawn",
        lambda n: _enum(n) and "type" in n,
        drop("enum"),
    ),
    schema("members stated", "BC", "enum-stated", TEXT, put("enum", ["a", "b"])),
    schema("one value", "BC", "enum-stated", TEXT, put("const", "a")),
    schema("known values listed", "CC", "members-listed", TEXT, put("x-extensible-enum", ["a"])),
    schema("format stated", "BC", "format-stated", TEXT, put("format", "date")),
    schema("format withdrawn", "CB", "format-withdrawn", has("format", "type"), drop("format")),
    schema(
        "format changed",
        "BB",
        "format-changed",
        lambda n: n.get("format") in ("uuid", "uri", "email"),
        put("format", "ipv4"),
    ),
    schema("property added", "CC", "optional-field-added", OBJECT, _add),
    schema(
        "required property added", "BC", "required-field-added", OBJECT, lambda n: _add(n, True)
    ),
    schema(
        "property removed",
        "BB",
        "field-removed",
        OPTIONAL,
        _remove_optional,
    ),
    schema(
        "required property removed",
        "BB",
        "field-removed",
        REQUIRED,
        _remove_required,
    ),
    schema(
        "property required",
        "BC",
        "became-required",
        OPTIONAL,
        _require,
    ),
    schema(
        "property optional",
        "CB",
        "became-optional",
        REQUIRED,
        _unrequire,
    ),
    schema(
        "property read-only",
        "CD",
        "became-read-only",
        OPTIONAL,
        _mark("readOnly"),
    ),
    schema(
        "property write-only",
        "DB",
        "became-write-only",
        OPTIONAL,
        _mark("writeOnly"),
    ),
    schema(
        "closed",
        "BC",
        "additional-refused",
        lambda n: OBJECT(n) and "additionalProperties" not in n,
        put("additionalProperties", False),
    ),
    schema(
        "opened",
        "CC",
        "additional-allowed",
        lambda n: n.get("additionalProperties") is False,
        drop("additionalProperties"),
    ),
    schema("default stated", "CD", "default-stated", TEXT, put("default", "added by a test")),
    schema(
        "default changed",
        "BD",
        "default-changed",
        lambda n: isinstance(n.get("default"), bool),
        put("default", lambda n: not n["default"]),
    ),
    schema("default withdrawn", "CD", "default-withdrawn", has("default"), drop("default")),
    schema("not", "BC", "constraint-added", TEXT, put("not", {"enum": ["a"]})),
    schema("condition", "BC", "constraint-added", OBJECT, put("if", {"required": ["a"]})),
    schema(
        "names of properties",
        "BC",
        "constraint-added",
        OBJECT,
        put("propertyNames", {"maxLength": 9}),
    ),
    schema(
        "properties by pattern",
        "BC",
        "constraint-added",
        OBJECT,
        put("patternProperties", {"^y-": {"type": "string"}}),
    ),
    schema(
        "dependent properties",
        "BC",
        "constraint-added",
        OBJECT,
        put("dependentRequired", {"a": ["b"]}),
    ),
    schema(
        "dependent schemas",
        "BC",
        "constraint-added",
        OBJECT,
        put("dependentSchemas", {"a": {"required": ["b"]}}),
    ),
    schema("contains", "BC", "constraint-added", LIST, put("contains", {"type": "string"})),
    schema("unevaluated", "BC", "constraint-added", OBJECT, put("unevaluatedProperties", False)),
    schema(
        "first items",
        "BC",
        "type-narrowed type-changed",
        lambda n: n.get("type") == "array"
        and n.get("items") in ({}, None)
        and "prefixItems" not in n,
        put("prefixItems", [{"type": "string"}]),
    ),
    schema(
        "content of a text", "BB", "content-form-changed", TEXT, put("contentEncoding", "base64")
    ),
    schema(
        "option added",
        "CB",
        "option-added type-widened",
        lambda n: len(n.get("oneOf", ())) > 1,
        put(
            "oneOf",
            lambda n: [
                *n["oneOf"],
                {"type": "object", "title": "added by a test", "required": ["t"]},
            ],
        ),
        plain=False,
    ),
    schema(
        "option removed",
        "BC",
        "option-removed",
        lambda n: len(n.get("oneOf", ())) > 2 and "discriminator" not in n,
        put("oneOf", lambda n: n["oneOf"][:-1]),
        plain=False,
    ),
    schema(
        "anyOf option added",
        "CB",
        "option-added",
        lambda n: len(n.get("anyOf", ())) > 2,
        put(
            "anyOf",
            lambda n: [
                *n["anyOf"],
                {"type": "object", "title": "added by a test", "required": ["t"]},
            ],
        ),
        plain=False,
    ),
    schema(
        "discriminator renamed",
        "BB",
        "discriminator-changed",
        has("discriminator"),
        put("discriminator", lambda n: {**n["discriminator"], "propertyName": "other"}),
        plain=False,
    ),
    schema(
        "discriminator removed",
        "BB",
        "discriminator-removed",
        has("discriminator"),
        drop("discriminator"),
        plain=False,
    ),
    schema(
        "mapping removed",
        "BB",
        "mapping-removed",
        lambda n: n.get("discriminator", {}).get("mapping"),
        put(
            "discriminator",
            lambda n: {
                **n["discriminator"],
                "mapping": dict(list(n["discriminator"]["mapping"].items())[1:]),
            },
        ),
        plain=False,
    ),
    schema(
        "description changed",
        "DD",
        "text-changed",
        has("description"),
        put("description", "changed by a test"),
    ),
    schema(
        "title stated",
        "DD",
        "text-changed",
        lambda n: "title" not in n,
        put("title", "added by a test"),
    ),
    schema(
        "example stated",
        "DD",
        "example-changed",
        lambda n: TEXT(n) and not {"example", "examples"} & n.keys(),
        put("example", "added by a test"),
    ),
    schema(
        "deprecated",
        "CC",
        "deprecated",
        lambda n: n.get("deprecated") is not True,
        put("deprecated", True),
    ),
    schema("extension", "DD", "extension-changed", lambda _: True, put("x-added-by-a-test", 1)),
    schema("unknown keyword", "CC", "details-changed", lambda _: True, put("addedByATest", 1)),
]
