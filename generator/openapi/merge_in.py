"""`allOf` of documents from elsewhere as one schema object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.model import Json
from generator.openapi.reading import EMPTY, Node, Reading
from generator.yaml import DEEPEST, At

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


def merged(reading: Reading, node: Node, at: At) -> Node:
    """The node without `allOf`. With one structural member it is that member, with the node's own notes."""
    parts = list(_parts(reading, node, at))
    structural = [part for part in parts if not NOTES.issuperset(part)]
    notes = {key: value for part in parts for key, value in part.items() if key in NOTES}
    if len(structural) == 1:
        only = {**structural[0], **notes}
        return merged(reading, only, at) if "allOf" in only else only
    whole: dict[str, Json] = {}
    done: set[int] = set()
    for part in structural:
        for leaf in _leaves(reading, part, at, frozenset(), done):
            _add(reading, whole, leaf, at)
    return {**whole, **notes}


def _parts(reading: Reading, node: Node, at: At) -> Iterator[Node]:
    for index, part in enumerate(reading.items(node.get("allOf"), (*at, "allOf"))):
        yield reading.mapping(part, (*at, "allOf", index), "a schema")
    yield {key: value for key, value in node.items() if key != "allOf"}


def _leaves(
    reading: Reading, node: Node, at: At, above: frozenset[int], done: set[int]
) -> Iterator[Node]:
    """The schema objects below references and `allOf`, without the notes of those that are referred to.

    Each object counts once, however often it is met, so that the time stays linear.
    """
    if id(node) in above or len(above) > DEEPEST:
        seen = "leads back to itself" if id(node) in above else "is nested too deep"
        reading.find("O016", at, f"allOf {seen}", "schemas that end")
    elif id(node) not in done:
        done.add(id(node))
        yield from _below(reading, node, at, above | {id(node)}, done)


def _below(
    reading: Reading, node: Node, at: At, above: frozenset[int], done: set[int]
) -> Iterator[Node]:
    if isinstance(node.get("$ref"), str):
        target = reading.target(str(node["$ref"]), at)
        known = target if isinstance(target, Mapping) else EMPTY
        for leaf in _leaves(reading, known, at, above, done):
            yield {key: value for key, value in leaf.items() if key not in NOTES}
    elif "allOf" in node:
        for part in _parts(reading, node, at):
            yield from _leaves(reading, part, at, above, done)
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
