"""Schemas that are nothing but another name for themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.model import ANY, Nullable, Ref, Schema, Type, Union
from generator.openapi.reading import Reading


def without_loops(reading: Reading, schemas: Mapping[str, Schema]) -> dict[str, Schema]:
    """The schemas; each alias that leads back to itself is a finding and becomes `any`."""
    result = dict(schemas)
    for name, schema in schemas.items():
        if schema.type is not None and _leads_to(name, schema.type, result):
            reading.find(
                "O013", ("components", "schemas", name), f"`{name}` is another name for itself"
            )
            result[name] = replace(schema, type=ANY)
    return result


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
