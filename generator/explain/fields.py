"""What is known of one field of a data structure, or of one input of an operation."""

from __future__ import annotations

from collections.abc import Iterator

from generator.explain.facts import field_facts, listed
from generator.model import Api, Field, Operation, body_fields
from generator.model.reach import answered as answered_by
from generator.model.reach import reached
from generator.model.reach import sent as sent_by
from generator.source.visible import visible

_MOST = 8


def explain_field(api: Api, name: str) -> str | None:
    """The facts of `Schema.field` or `operation.field` with their origins; None when there is no such field."""
    owner, _, key = name.partition(".")
    operation = next((one for one in api.operations if one.id == owner), None)
    found = dict(_inputs(api, operation)) if operation else {}
    schema = api.schemas.get(owner)
    if key in found:
        field, place = found[key]
        return _text(name, f"input in the {place}, client {api.client}", field, [])
    known = next((one for one in schema.fields if one.name == key), None) if schema else None
    if known is None:
        return None
    return _text(name, f"field of client {api.client}", known, _users(api, owner))


def _inputs(api: Api, operation: Operation) -> Iterator[tuple[str, tuple[Field, str]]]:
    for item in body_fields(api, operation.body):
        yield item.name, (item, "body")
    for one in operation.parameters:
        yield one.field.name, (one.field, one.location)


def _text(name: str, kind: str, field: Field, users: list[str]) -> str:
    lines = [f"{visible(name)} ({visible(kind)})", *listed(list(field_facts(field)))]
    return "\n".join([*lines, *users]) + "\n"


def _users(api: Api, schema: str) -> list[str]:
    """In which operations the schema is sent and answered."""
    sent = [one.id for one in api.operations if schema in reached(api.schemas, sent_by(one))]
    answered = [
        one.id for one in api.operations if schema in reached(api.schemas, answered_by(one))
    ]
    lines = []
    for verb, users in (("sent by", sent), ("answered by", answered)):
        if users:
            more = f" and {len(users) - _MOST} more" if len(users) > _MOST else ""
            lines.append(f"  {verb} {visible(', '.join(users[:_MOST]))}{more}")
    return lines
