"""Schemas of OpenAPI 3.0 as JSON Schema 2020-12, the form that 3.1 and later have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.model import Json
from generator.openapi.merge_in import NOTES

Node = dict[str, Json]
_BOUNDS: Final = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}
_CHANGED: Final = frozenset((*_BOUNDS, "nullable"))
_APPLICATORS: Final = frozenset(("$ref", "allOf", "anyOf", "oneOf", "not"))


def upgraded(schema: Mapping[str, Json]) -> Mapping[str, Json]:
    """The schema with `nullable` and boolean `exclusiveMinimum` as 3.1 says them; only its own keywords.

    Beside a reference or an alternative, where 3.0 gives it no meaning, `nullable` is taken as it is meant.
    """
    if _CHANGED.isdisjoint(schema):
        return schema
    node = dict(schema)
    for exclusive, bound in _BOUNDS.items():
        if isinstance(node.get(exclusive), bool):
            strict = node.pop(exclusive)
            if strict and bound in node:
                node[exclusive] = node.pop(bound)
    return _with_null(node) if node.pop("nullable", False) is True else node


def _with_null(node: Node) -> Node:
    values, kind = node.get("enum"), node.get("type")
    if isinstance(values, list) and None not in values:
        node["enum"] = [*values, None]
    if isinstance(kind, str) and _APPLICATORS.isdisjoint(node):
        return node if kind == "null" else node | {"type": [kind, "null"]}
    core = {key: value for key, value in node.items() if key not in NOTES}
    if not core or core.keys() == {"enum"}:
        return node
    notes = {key: value for key, value in node.items() if key in NOTES}
    return {"anyOf": [core, {"type": "null"}], **notes}
