"""Which module a schema goes to: its tag's, if only that tag uses it, else `shared`.

A schema that several tags reach stands in `shared`, and so does everything that it refers to. So modules of tags
import from `shared` and never from each other, however schemas refer to themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.model import Api, Operation, Schema, references

SHARED: Final = "shared"
UNUSED: Final = "unused"


def homes(api: Api, tags: Mapping[str, str]) -> dict[str, str]:
    """The module of each schema; schemas that no operation reaches stand in `unused`."""
    users: dict[str, set[str]] = {name: set() for name in api.schemas}
    for operation in api.operations:
        module = tags[operation.tag]
        for name in reachable(api, _roots(operation)):
            users[name].add(module)
    return {name: _home(modules) for name, modules in users.items()}


def _home(modules: set[str]) -> str:
    if not modules:
        return UNUSED
    return next(iter(modules)) if len(modules) == 1 else SHARED


def _roots(operation: Operation) -> Iterator[str]:
    for parameter in operation.parameters:
        yield from references(parameter.field.type)
    if operation.body is not None:
        for item in operation.body.fields:
            yield from references(item.type)
        if operation.body.type is not None:
            yield from references(operation.body.type)
    if operation.success is not None and operation.success.type is not None:
        yield from references(operation.success.type)


def reachable(api: Api, roots: Iterator[str]) -> set[str]:
    """The schemas that can be reached, the roots included."""
    waiting = list(roots)
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in api.schemas:
            continue
        seen.add(name)
        waiting.extend(mentioned(api.schemas[name]))
    return seen


def mentioned(schema: Schema) -> Iterator[str]:
    """The names of all schemas that a schema mentions, repeats included."""
    for item in schema.fields:
        yield from references(item.type)
    for kind in (schema.type, schema.additional):
        if kind is not None:
            yield from references(kind)
