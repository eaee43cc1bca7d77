"""Types as `docs2sdk.yaml` writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from generator.model import ANY, Array, EnumMember, Map, Nullable, OpenEnum, Ref, Scalar, Type

_KINDS: Final = {str: "string", bool: "boolean", int: "number", float: "number"}


def type_of(node: Mapping[str, Any]) -> Type:
    """The type of a node that its JSON Schema allows; what is not said is `any`."""
    kind = _plain(node)
    return Nullable(kind) if node.get("nullable") else kind


def _plain(node: Mapping[str, Any]) -> Type:
    if "ref" in node:
        return Ref(node["ref"])
    if "items" in node or node.get("type") == "array":
        return Array(type_of(node["items"]) if "items" in node else ANY)
    if "values" in node:
        return Map(type_of(node["values"]))
    if "enum" in node:
        return _enum(node)
    return Scalar(node.get("type", "any"), node.get("format", ""))


def _enum(node: Mapping[str, Any]) -> Type:
    said = node["enum"]
    values = list(said)
    kinds = {_KINDS[type(value)] for value in values}
    base = node.get("type") or (kinds.pop() if len(kinds) == 1 else "any")
    texts = said if isinstance(said, Mapping) else {}
    members = tuple(EnumMember(value, texts.get(value, "")) for value in values)
    return OpenEnum(Scalar(base, node.get("format", "")), members, bool(node.get("closed")))
