"""Which schemas are reached from where, and which name is only another name for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.model.api import Operation, Schema
from generator.model.types import Nullable, Ref, Type, Union, references


def closure(roots: Iterable[str], following: Callable[[str], Iterable[str]]) -> list[str]:
    """All names that the roots lead to, themselves included: each once, depth first."""
    seen: dict[str, None] = {}
    waiting = [*roots][::-1]
    while waiting:  # no recursion: chains of a document may be long
        name = waiting.pop()
        if name not in seen:
            seen[name] = None
            waiting += [*following(name)][::-1]
    return list(seen)


def reached(schemas: Mapping[str, Schema], roots: Iterable[str]) -> list[str]:
    """The schemas that are reached from some names, in the order of `closure`; those that are missing too."""
    return closure(roots, lambda name: mentioned(schemas[name]) if name in schemas else ())


def mentioned(schema: Schema) -> Iterator[str]:
    """The names of all schemas that a schema mentions, repeats included."""
    for item in schema.fields:
        yield from references(item.type)
    for kind in (schema.type, schema.additional):
        if kind is not None:
            yield from references(kind)


def sent(operation: Operation) -> Iterator[str]:
    """The names of the schemas that what a caller sends mentions, repeats included."""
    for parameter in operation.parameters:
        yield from references(parameter.field.type)
    if operation.body is not None:
        for item in operation.body.fields:
            yield from references(item.type)
        if operation.body.type is not None:
            yield from references(operation.body.type)


def answered(operation: Operation) -> Iterator[str]:
    """The names of the schemas that the answers mention, repeats included."""
    for response in operation.responses:
        if response.type is not None:
            yield from references(response.type)


def named(kind: Type) -> Iterator[str]:
    """The names of the schemas that a type is, not only holds."""
    match kind:
        case Ref(name):
            yield name
        case Nullable(inner):
            yield from named(inner)
        case Union(options):
            for option in options:
                yield from named(option)
        case _:
            return


def leads_to(
    schemas: Mapping[str, Schema],
    start: Type,
    goal: str,
    names: Callable[[Type], Iterable[str]] = references,
) -> bool:
    """Does a type lead to a name through other names only? `names`: those it mentions, or those it is."""

    def following(name: str) -> Iterable[str]:
        kind = schemas[name].type if name in schemas else None
        return names(kind) if kind is not None else ()

    return goal in closure(names(start), following)
