"""Schemas that are nothing but another name for themselves, or that only a long chain of names leads to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.model import ANY, Nullable, Ref, Schema, Type, Union, references
from generator.openapi.reading import Reading
from generator.yaml import DEEPEST


def without_loops(reading: Reading, schemas: Mapping[str, Schema]) -> dict[str, Schema]:
    """The schemas; each alias that leads back to itself is a finding and becomes `any`."""
    result = _shortened(reading, schemas)
    for name, schema in list(result.items()):
        if schema.type is not None and _leads_to(name, schema.type, result):
            reading.find(
                "O013", ("components", "schemas", name), f"`{name}` is another name for itself"
            )
            result[name] = replace(schema, type=ANY)
    return result


def _shortened(reading: Reading, schemas: Mapping[str, Schema]) -> dict[str, Schema]:
    """The schemas; one that leads to others through too many names (lists and maps too) becomes `any`."""
    result = dict(schemas)
    levels: dict[str, int] = {}
    for name in _after_what_they_mention(schemas):
        inner = [levels.get(one, 0) for one in _mentioned(schemas, name)]
        levels[name] = 1 + max(inner, default=0)
        if levels[name] > DEEPEST:
            seen = f"`{name}` leads through more than {DEEPEST} names"
            reading.find("O013", ("components", "schemas", name), seen, "a schema that ends sooner")
            result[name] = replace(schemas[name], type=ANY)
            levels[name] = 0
    return result


def _mentioned(schemas: Mapping[str, Schema], name: str) -> list[str]:
    kind = schemas[name].type
    return [] if kind is None else [one for one in references(kind) if one in schemas]


def _after_what_they_mention(schemas: Mapping[str, Schema]) -> list[str]:
    """The names of schemas that are types; in a circle one is first. Without recursion: chains are long."""
    order: list[str] = []
    met: set[str] = set()
    waiting = [(name, False) for name in schemas]
    while waiting:
        name, leaving = waiting.pop()
        if leaving:
            order.append(name)
        elif name not in met and schemas[name].type is not None:
            met.add(name)
            waiting += [(name, True), *((one, False) for one in _mentioned(schemas, name))]
    return order


def _leads_to(name: str, kind: Type, schemas: Mapping[str, Schema]) -> bool:
    seen: set[str] = set()
    names = list(_aliased(kind))
    while names:
        one = names.pop()
        if one == name:
            return True
        schema = schemas.get(one)
        if one not in seen and schema is not None and schema.type is not None:
            names += _aliased(schema.type)
        seen.add(one)
    return False


def _aliased(kind: Type) -> Iterator[str]:
    match kind:
        case Ref(name):
            yield name
        case Nullable(inner):
            yield from _aliased(inner)
        case Union(options):
            for option in options:
                yield from _aliased(option)
        case _:
            return
