"""An Api in the form that pages can show: clients named as a class can be, bodies as their fields, named answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from generator.model import Api, Body, Operation, Ref, Schema
from generator.model.reach import answered, mentioned, sent
from generator.naming import free, pascal
from generator.openapi import for_pages

_NO_LETTER: Final = re.compile(r"[^a-z0-9]")


def normal(apis: Sequence[Api]) -> list[Api]:
    """The Apis under clients' names that are apart, each with inline bodies."""
    taken: set[str] = set()
    made = []
    for api in apis:
        client = free(_client(api.client), taken.__contains__)
        taken.add(client)
        plain = replace(for_pages(api), client=client, locale="en")
        made.append(_with_named_answers(_inline(plain)))
    return made


def _client(name: str) -> str:
    """Lower-case letters and digits, a letter first: pages name the class `<Name>Client`."""
    text = _NO_LETTER.sub("", name.lower())[:40].removesuffix("client")
    return text if text[:1].isalpha() else f"api{text}"


def _inline(api: Api) -> Api:
    """Bodies that are an object schema become its fields; schemas that nothing else uses go."""
    operations = tuple(_by_default(api, _with_fields(api, one)) for one in api.operations)
    roots = {
        one.body.type.name
        for one in api.operations
        if one.body is not None and isinstance(one.body.type, Ref)
    }
    lean = replace(api, operations=operations)
    unused = roots - _used(lean)
    kept = {name: schema for name, schema in api.schemas.items() if name not in unused}
    return replace(lean, schemas=kept)


def _by_default(api: Api, operation: Operation) -> Operation:
    """An operation that asks for what the Api asks for needs not say so."""
    usual = operation.security is not None and operation.security == api.security
    return replace(operation, security=None) if usual else operation


def _with_fields(api: Api, operation: Operation) -> Operation:
    body = operation.body
    if body is None or not isinstance(body.type, Ref):
        return operation
    schema = api.schemas.get(body.type.name)
    if schema is None or not schema.fields or schema.additional is not None:
        return operation
    return replace(operation, body=_inlined(body, schema))


def _inlined(body: Body, schema: Schema) -> Body:
    text = body.description or schema.description
    return replace(body, fields=schema.fields, type=None, description=text)


def _with_named_answers(api: Api) -> Api:
    """A page names its answer's type; a list or a scalar gets a schema that is another name for it."""
    schemas = dict(api.schemas)
    operations = tuple(_named(one, schemas) for one in api.operations)
    return replace(api, operations=operations, schemas=dict(sorted(schemas.items())))


def _named(operation: Operation, schemas: dict[str, Schema]) -> Operation:
    answer = operation.success
    if answer is None or answer.type is None or isinstance(answer.type, Ref):
        return operation
    name = free(f"{pascal(operation.id)}Resp", schemas.__contains__)
    schemas[name] = Schema(name, type=answer.type)
    named = replace(answer, type=Ref(name))
    answers = tuple(named if one is answer else one for one in operation.responses)
    return replace(operation, responses=answers)


def _used(api: Api) -> set[str]:
    """Schemas that operations or other schemas refer to."""
    names = {name for one in api.operations for name in (*sent(one), *answered(one))}
    for schema in api.schemas.values():
        names |= {name for name in mentioned(schema) if name != schema.name}
    return names
