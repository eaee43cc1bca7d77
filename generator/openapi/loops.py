"""Schemas that are nothing but another name for themselves, or that only a long chain of names leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.model import ANY, Schema, references
from generator.model.reach import leads_to, named
from generator.openapi.reading import Reading
from generator.yaml import DEEPEST


def without_loops(reading: Reading, schemas: Mapping[str, Schema]) -> dict[str, Schema]:
    """The schemas; each alias that leads back to itself is a finding and becomes `any`."""
    result = _shortened(reading, schemas)
    for name, schema in list(result.items()):
        if schema.type is not None and leads_to(result, schema.type, name, named):
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
