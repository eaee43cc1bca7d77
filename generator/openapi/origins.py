"""Origins after overlays: what an overlay left alone still stands on its page."""

from __future__ import annotations

from dataclasses import replace

from generator.model import Api, Body, Field, Operation, Origin, Parameter, Schema
from generator.source import Span


def keep_origins(changed: Api, original: Api, overlay: str) -> Api:
    """The changed Api with the origins of the original; what differs is configured by the overlay's file."""
    configured = Origin("configured", Span(overlay))
    before = {operation.id: operation for operation in original.operations}
    return replace(
        changed,
        operations=tuple(
            _operation(one, before.get(one.id), configured) for one in changed.operations
        ),
        schemas={
            name: _schema(one, original.schemas.get(name), configured)
            for name, one in changed.schemas.items()
        },
    )


def _operation(new: Operation, old: Operation | None, configured: Origin) -> Operation:
    if old is None:
        return replace(new, origin=configured)
    if new == old:
        return old
    known = {(one.field.name, one.location): one.field for one in old.parameters}
    parameters = tuple(
        Parameter(
            _field(one.field, known.get((one.field.name, one.location)), configured), one.location
        )
        for one in new.parameters
    )
    return replace(
        new, parameters=parameters, body=_body(new.body, old.body, configured), origin=old.origin
    )


def _body(new: Body | None, old: Body | None, configured: Origin) -> Body | None:
    if new is None:
        return None
    return replace(new, fields=_fields(new.fields, old.fields if old else (), configured))


def _schema(new: Schema, old: Schema | None, configured: Origin) -> Schema:
    if old is None:
        return replace(new, origin=configured)
    if new == old:
        return old
    return replace(new, fields=_fields(new.fields, old.fields, configured), origin=old.origin)


def _fields(
    new: tuple[Field, ...], old: tuple[Field, ...], configured: Origin
) -> tuple[Field, ...]:
    known = {field.name: field for field in old}
    return tuple(_field(field, known.get(field.name), configured) for field in new)


def _field(new: Field, old: Field | None, configured: Origin) -> Field:
    return old if new == old else replace(new, origin=configured)
