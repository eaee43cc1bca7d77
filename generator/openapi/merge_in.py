"""`allOf` of documents from elsewhere as one schema object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.model import Json
from generator.openapi.reading import EMPTY, Node, Reading
from generator.yaml import At

NOTES: Final = frozenset(
    [
        "description",
        "title",
        "default",
        "x-default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "nullable",
        "externalDocs",
        "xml",
        "$comment",
        "discriminator",
        "x-inferred",
    ]
)
"""Keywords that say something about a schema and do not change its structure."""

_DEEPEST: Final = 32


def merged(reading: Reading, node: Node, at: At) -> Node:
    """The node without `allOf`. With one structural member it is that member, with the node's own notes."""
    parts = list(_parts(reading, node, at))
    structural = [part for part in parts if not NOTES.issuperset(part)]
    notes = {key: value for part in parts for key, value in part.items() if key in NOTES}
    if len(structural) == 1:
        only = {**structural[0], **notes}
        return merged(reading, only, at) if "allOf" in only else only
    whole: dict[str, Json] = {}
    for part in structural:
        for leaf in _leaves(reading, part, at, frozenset()):
            _add(reading, whole, leaf, at)
    return {**whole, **notes}


def _parts(reading: Reading, node: Node, at: At) -> Iterator[Node]:
    for index, part in enumerate(reading.items(node.get("allOf"), (*at, "allOf"))):
        yield reading.mapping(part, (*at, "allOf", index), "a schema")
    yield {key: value for key, value in node.items() if key != "allOf"}


def _leaves(reading: Reading, node: Node, at: At, seen: frozenset[int]) -> Iterator[Node]:
    """The schema objects below references and `allOf`, without the notes of those that are referred to."""
    if id(node) in seen or len(seen) > _DEEPEST:
        reading.find("O016", at, "allOf leads back to itself", "schemas that end")
        return
    seen |= {id(node)}
    if isinstance(node.get("$ref"), str):
        target = reading.target(str(node["$ref"]), at)
        known = target if isinstance(target, Mapping) else EMPTY
        for leaf in _leaves(reading, known, at, seen):
            yield {key: value for key, value in leaf.items() if key not in NOTES}
    elif "allOf" in node:
        for part in _parts(reading, node, at):
            yield from _leaves(reading, part, at, seen)
    else:
        yield node


def _add(reading: Reading, whole: dict[str, Json], part: Node, at: At) -> None:
    for key, value in part.items():
        old = whole.get(key)
        if key not in whole or old == value:
            whole[key] = value
        elif key == "properties" and isinstance(old, Mapping) and isinstance(value, Mapping):
            whole[key] = _properties(reading, old, value, at)
        elif key == "required" and isinstance(old, list) and isinstance(value, list):
            whole[key] = [*old, *(name for name in value if name not in old)]
        elif key not in NOTES:
            reading.find("O015", at, f"members of allOf disagree about `{key}`; the last is taken")
            whole[key] = value


def _properties(reading: Reading, old: Node, new: Node, at: At) -> Node:
    for name in new:
        if name in old and old[name] != new[name]:
            reading.find(
                "O015", at, f"members of allOf disagree about property `{name}`; the last is taken"
            )
    return {**old, **new}
