"""The Api as an OpenAPI 3.1.0 document that openapi-spec-validator accepts and `load` reads back without loss.

Extensions, all of them small: `x-docs` (pages of an operation; client and locale of the document),
`x-codeSamples` (registered), `x-notes`, `x-paging`, `x-inferred`, `x-extensible-enum`, `x-enum-descriptions`,
`x-default` (a default that does not fit its type), `x-include`, `x-name` (a schema's true name), `x-missing` (a schema
that pages mention and never describe), `x-operations` (further operations of a path), `x-dto` (what samples call the
data structure of a request body).
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import Api, Body, Json, Response, spoken
from generator.openapi.keys import METHODS, MORE, OTHERS, component_keys, operation_places
from generator.openapi.operations_out import OperationWriter, requirements, server
from generator.openapi.schemas_out import Node, SchemaWriter

VERSION = "3.1.0"


def export(api: Api) -> dict[str, Json]:
    """The document: operations by path and method, schemas by name; nothing in it is shared or cyclic."""
    keys = component_keys(api)
    writer = SchemaWriter(keys, api.schemas)
    document: Node = {"openapi": _version(api), "info": _info(api)}
    if api.servers:
        document["servers"] = [server(one) for one in api.servers]
    if api.security is not None:
        document["security"] = requirements(api.security)
    tags = sorted({operation.tag for operation in api.operations if operation.tag})
    if tags:
        document["tags"] = [{"name": tag} for tag in tags]
    document["paths"] = _paths(api, OperationWriter(writer))
    document |= _components(api, keys, writer)
    document["x-docs"] = {"client": api.client, "locale": api.locale}
    whole = spoken(document, api.words)
    assert isinstance(whole, dict)  # noqa: S101 - narrows the type
    return whole


def _version(api: Api) -> str:
    """3.1.0, or 3.2.0 where something is said that 3.1 has no word for: streams, methods."""
    bodies = (one.body for one in api.operations if one.body is not None)
    answers = (each for one in api.operations for each in one.responses)
    streams = any(_streams(one) for one in bodies) or any(_streams(one) for one in answers)
    newer = any(one.method not in METHODS[:-1] for one in api.operations)
    return "3.2.0" if streams or newer else VERSION


def _streams(content: Body | Response) -> bool:
    return content.item is not None or any(one.item is not None for one in content.others)


def _info(api: Api) -> Node:
    info: Node = {"title": api.title, "version": api.version}
    return info | {"description": api.description} if api.description else info


def _paths(api: Api, writer: OperationWriter) -> Node:
    by_id = {operation.id: operation for operation in api.operations}
    paths: dict[str, Node] = {}
    for key, (_, path, slot, *more) in operation_places(api.operations).items():
        operation = by_id[key]
        item = paths.setdefault(str(path), {})
        if slot == MORE:
            others = item.setdefault(MORE, [])
            assert isinstance(others, list)  # noqa: S101 - narrows the type
            others.append({"x-method": operation.method} | writer.operation(operation))
        elif more:
            named = item.setdefault(OTHERS, {})
            assert isinstance(named, dict)  # noqa: S101 - narrows the type
            named[operation.method] = writer.operation(operation)
        else:
            item[str(slot)] = writer.operation(operation)
    return dict(paths)


def _components(api: Api, keys: Mapping[str, str], writer: SchemaWriter) -> Node:
    schemas: Node = {}
    for name, key in keys.items():
        schema = api.schemas.get(name)
        node: Node = {"x-missing": True} if schema is None else writer.schema(schema)
        schemas[key] = node if key == name else node | {"x-name": name}
    parts: Node = {"schemas": schemas} if schemas else {}
    if api.schemes:
        parts["securitySchemes"] = {one.name: dict(one.definition) for one in api.schemes}
    return {"components": parts} if parts else {}


__all__ = ["METHODS", "VERSION", "export"]
