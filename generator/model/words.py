"""What a document says otherwise than our writer would: carried word for word, and printed again.

A reader compares what it read with what the writer makes of it (`difference`). The writer puts the words back
(`spoken`), so that nothing a document says is lost, whether the program understands it or not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from generator.model.types import Json


@dataclass(frozen=True, slots=True)
class Words:
    """The differences of one object or list of a document from what the writer prints.

    `said` holds members with the document's own value, `below` those that are objects or lists and differ
    somewhere inside (items of a list by their index as text); `unsaid` names what only the writer would say.
    """

    said: Mapping[str, Json]
    below: Mapping[str, Words]
    unsaid: tuple[str, ...] = ()


def difference(written: Json, document: Json) -> Words | None:
    """What the document says otherwise; None when it says the same. Both are objects, or lists of one length."""
    old, new = members(written), members(document)
    said: dict[str, Json] = {}
    below: dict[str, Words] = {}
    for key, value in new.items():
        if key in old and (words := _inner(old[key], value)):
            below[key] = words
        elif key not in old or old[key] != value:
            said[key] = value
    unsaid = tuple(sorted(key for key in old if key not in new))
    return Words(said, below, unsaid) if said or below or unsaid else None


def _inner(old: Json, new: Json) -> Words | None:
    """Words for the inside of two objects, or of two lists of one length; None where a value is replaced."""
    if old == new:
        return None
    lists = isinstance(old, list) and isinstance(new, list) and len(old) == len(new)
    alike = lists or (isinstance(old, Mapping) and isinstance(new, Mapping))
    return difference(old, new) if alike else None


def spoken(written: Json, words: Words | None) -> Json:
    """What the writer prints, with the document's own words in place; places that are gone are passed over."""
    if words is None:
        return written
    if isinstance(written, list):
        return [
            spoken(words.said.get(str(index), value), words.below.get(str(index)))
            for index, value in enumerate(written)
        ]
    if not isinstance(written, Mapping):
        return written
    kept = {key: value for key, value in written.items() if key not in words.unsaid}
    inner = {key: spoken(kept[key], one) for key, one in words.below.items() if key in kept}
    return {**kept, **inner, **words.said}


def members(value: Json) -> Mapping[str, Json]:
    """What an object or a list holds, items of a list by their index."""
    if isinstance(value, Mapping):
        return value
    return {str(index): one for index, one in enumerate(value)} if isinstance(value, list) else {}


_OURS: Final = frozenset((
    "openapi", "info", "paths", "servers", "tags", "security", "components", "schemas",
    "securitySchemes", "operationId", "summary", "description", "deprecated", "parameters",
    "requestBody", "responses", "content", "headers", "encoding", "name", "in", "required",
    "style", "explode", "allowReserved", "schema", "itemSchema", "example", "examples", "$ref",
    "type", "format", "properties", "items", "prefixItems", "additionalProperties", "allOf",
    "anyOf", "oneOf", "enum", "const", "nullable", "discriminator", "default", "readOnly",
    "writeOnly", "maxItems", "minItems", "maxLength", "minLength", "maximum", "minimum",
    "pattern", "exclusiveMaximum", "exclusiveMinimum", "multipleOf", "maxProperties",
    "minProperties", "uniqueItems", "x-docs", "x-name", "x-bases", "x-include", "x-inferred",
    "x-default", "x-extensible-enum", "x-enum-descriptions", "x-missing", "url", "variables",
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
    "additionalOperations", "x-operations",
))  # fmt: skip
"""The keys that our writer prints, or that say the same otherwise."""


def beside(words: Words | None) -> Words | None:
    """The words without what is said in place of ours, which would undo a change of the model."""
    if words is None:
        return None
    said = {
        key: value
        for key, value in words.said.items()
        # a path that only the words have holds hidden operations: no page is theirs (O023)
        if key not in _OURS and not key.startswith("/")
    }
    inner = {key: beside(one) for key, one in words.below.items()}
    below = {key: one for key, one in inner.items() if one is not None}
    return Words(said, below) if said or below else None
