"""Which object of an OpenAPI document holds which: the grammar of 3.0, 3.1 and 3.2 as data.

Keys that are not here hold data (examples, defaults, extensions), in which nothing is a reference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from generator.yaml import At
from generator.yaml.values import Json

Node = Mapping[str, Json]
Rewrite = Callable[[str, Json, At], Json]

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
ANY_KEY: Final = ""

_CONTENT: Final = {"content": "{media}"}
_PARAMETER: Final = {"schema": "schema", "examples": "{example}"} | _CONTENT
_SCHEMA_LISTS: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
_SCHEMA_MAPS: Final = (
    "properties",
    "patternProperties",
    "dependentSchemas",
    "$defs",
    "definitions",
)
_SCHEMAS: Final = (
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
)

HOLDS: Final[Mapping[str, Mapping[str, str]]] = {
    "document": {"paths": "paths", "webhooks": "{item}", "components": "components"},
    "paths": {ANY_KEY: "item"},
    "components": {
        "schemas": "{schema}",
        "responses": "{response}",
        "parameters": "{parameter}",
        "examples": "{example}",
        "requestBodies": "{body}",
        "headers": "{header}",
        "securitySchemes": "{scheme}",
        "links": "{link}",
        "callbacks": "{callback}",
        "pathItems": "{item}",
        "mediaTypes": "{media}",
    },
    "item": {"parameters": "[parameter]", "additionalOperations": "{operation}"}
    | dict.fromkeys(METHODS, "operation"),
    "operation": {
        "parameters": "[parameter]",
        "requestBody": "body",
        "responses": "{response}",
        "callbacks": "{callback}",
    },
    "callback": {ANY_KEY: "item"},
    "parameter": _PARAMETER,
    "header": _PARAMETER,
    "body": _CONTENT,
    "response": {"headers": "{header}", "links": "{link}"} | _CONTENT,
    "media": {
        "schema": "schema",
        "itemSchema": "schema",
        "examples": "{example}",
        "encoding": "{encoding}",
        "prefixEncoding": "[encoding]",
        "itemEncoding": "encoding",
    },
    "encoding": {
        "headers": "{header}",
        "encoding": "{encoding}",
        "prefixEncoding": "[encoding]",
        "itemEncoding": "encoding",
    },
    "schema": dict.fromkeys(_SCHEMA_LISTS, "[schema]")
    | dict.fromkeys(_SCHEMA_MAPS, "{schema}")
    | dict.fromkeys(_SCHEMAS, "schema"),
}
"""What a kind of object holds under a key: `{x}` is a mapping of x by name, `[x]` a list of x."""


def rewritten(kind: str, node: Node, at: At, rewrite: Rewrite) -> Node:
    """The object with each object that it holds rewritten; data, and what has another shape, stays.

    An object that holds none is given back as it is.
    """
    holds = HOLDS.get(kind, {})
    other = holds.get(ANY_KEY)
    if other is None and holds.keys().isdisjoint(node):
        return node
    made = dict(node)
    for key, value in node.items():
        held = holds.get(key) or (other if other and not key.startswith("x-") else None)
        if held is not None:
            made[key] = _held(held, value, (*at, key), rewrite)
    return made


def _held(held: str, value: Json, at: At, rewrite: Rewrite) -> Json:
    if held[0] == "{":
        if not isinstance(value, Mapping):
            return value
        return {
            name: rewrite(held[1:-1], one, (*at, name)) if not _data(held, name) else one
            for name, one in value.items()
        }
    if held[0] == "[":
        if not isinstance(value, list):
            return value
        return [rewrite(held[1:-1], one, (*at, index)) for index, one in enumerate(value)]
    return rewrite(held, value, at)


def _data(held: str, name: str) -> bool:
    """An extension among the answers of an operation; anywhere else such a name is only a name."""
    return held == "{response}" and name.startswith("x-")


Wrong = tuple[At, str]
"""The place of what is of another shape than the grammar has there, and what it should be."""
References = Mapping[str, Sequence[At]]
"""The objects that hold a reference, by what it says."""


def inspected(kind: str, node: Json) -> tuple[list[Wrong], References]:
    """What in an object has another shape than the grammar has there, and all its references."""
    wrong: list[Wrong] = []
    references: dict[str, list[At]] = {}
    waiting: list[tuple[str, Json, At]] = [(kind, node, ())]
    while waiting:
        kind, node, at = waiting.pop()
        if type(node) is not dict and not isinstance(node, Mapping):
            if kind != "schema" or not isinstance(node, bool):
                wrong.append((at, "an object"))
            continue
        if isinstance(said := node.get("$ref"), str):
            references.setdefault(said, []).append(at)
        holds = HOLDS.get(kind, {})
        other = holds.get(ANY_KEY)
        for key in node if other else node.keys() & holds.keys():
            held = holds.get(key) or ("" if key.startswith("x-") else other or "")
            waiting += _held_by(held, node[key], (*at, key), wrong) if held else ()
    return sorted(wrong, key=str), references


def _held_by(held: str, value: Json, at: At, wrong: list[Wrong]) -> list[tuple[str, Json, At]]:
    """The objects that a key holds; what is no mapping or list of them is wrong."""
    match held[0], value:
        case "{", Mapping():
            inner = held[1:-1]
            return [(inner, one, (*at, key)) for key, one in value.items() if not _data(held, key)]
        case "[", list():
            return [(held[1:-1], one, (*at, index)) for index, one in enumerate(value)]
        case "{" | "[", _:
            wrong.append((at, "an object" if held[0] == "{" else "a list"))
            return []
        case _:
            return [(held, value, at)]
