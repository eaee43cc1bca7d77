"""What another locale says otherwise: pointers into the exported document and the texts that replace it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model import UNSET, Api, Array, Field, Json, Map, Nullable, OpenEnum, Operation, Type
from generator.openapi.pointers import Part, Places

Text = tuple[str, Json]


def translations(base: Api, other: Api) -> Mapping[str, Json]:
    """The texts of `other` (the same Api in another locale) that differ from `base`, by JSON Pointer."""
    places = Places(base)
    found: dict[str, Json] = {}
    for ours, theirs in zip(base.operations, other.operations, strict=True):
        found.update(_operation(ours, theirs, places))
    for name, schema in base.schemas.items():
        twin = other.schemas[name]
        if schema.description != twin.description:
            found[places.schema(name)] = twin.description
        by_name = {field.name: field for field in twin.fields}
        for field in schema.fields:
            for part, value in _field(field, by_name[field.name]):
                found[places.schema_field(name, field, part)] = value
    return found


def _operation(ours: Operation, theirs: Operation, places: Places) -> Iterator[Text]:
    for part in ("summary", "description"):
        if getattr(ours, part) != getattr(theirs, part):
            yield places.operation(ours, part), getattr(theirs, part)
    yield from _inputs(ours, theirs, places)
    for index, (sample, code) in enumerate(zip(ours.samples, theirs.samples, strict=True)):
        if sample.source != code.source:
            yield places.sample(ours, index), code.source
    for response, answer in zip(ours.responses, theirs.responses, strict=True):
        if response.example != answer.example and answer.example is not UNSET:
            yield places.response(ours, response, "example"), answer.example


def _inputs(ours: Operation, theirs: Operation, places: Places) -> Iterator[Text]:
    for parameter, twin in zip(ours.parameters, theirs.parameters, strict=True):
        for name, value in _field(parameter.field, twin.field):
            yield places.parameter(ours, parameter, name), value
    if ours.body and theirs.body:
        for field, other in zip(ours.body.fields, theirs.body.fields, strict=True):
            for name, value in _field(field, other):
                yield places.body_field(ours, field, name), value


def _field(ours: Field, theirs: Field) -> Iterator[tuple[Part, Json]]:
    if ours.description != theirs.description:
        yield "description", theirs.description
    if ours.example != theirs.example and theirs.example is not UNSET:
        yield "example", theirs.example
    for member, twin in zip(_members(ours.type), _members(theirs.type), strict=False):
        if member.description != twin.description:
            yield member, twin.description


def _members(kind: Type):  # type: ignore[no-untyped-def]
    match kind:
        case OpenEnum(_, members):
            return members
        case Array(inner) | Map(inner) | Nullable(inner):
            return _members(inner)
        case _:
            return ()
