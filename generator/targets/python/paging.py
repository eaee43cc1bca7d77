"""Which operations have pages: they take `page` and `limit`, and answer with `data.list`."""

from __future__ import annotations

from generator.model import Api, Array, Field, Nullable, Ref, Schema, Type
from generator.targets.python.plan import Call


def way(api: Api, call: Call) -> tuple[str, ...] | None:
    """The names that lead to `page` and `limit`: () on the top, (options, pagination) deeper, else None."""
    if not _answers_list(api, call):
        return None
    fields = [argument.field for argument in call.arguments]
    if _has_pages(fields):
        return ()
    found = _nested(api, fields, 0)
    if found is None:
        return None
    outer = {argument.field.name: argument.name for argument in call.arguments}
    return (outer[found[0]], *found[1:])


def _has_pages(fields: list[Field]) -> bool:
    return {"page", "limit"} <= {item.name for item in fields}


def _nested(api: Api, fields: list[Field], depth: int) -> tuple[str, ...] | None:
    for item in fields:
        schema = _object(api, item.type)
        if schema is None or depth > 2:
            continue
        inner = list(schema.fields)
        deeper: tuple[str, ...] | None = () if _has_pages(inner) else _nested(api, inner, depth + 1)
        if deeper is not None:
            return (item.name, *deeper)
    return None


def _object(api: Api, kind: Type | None) -> Schema | None:
    if isinstance(kind, Nullable):
        return _object(api, kind.inner)
    return api.schemas.get(kind.name) if isinstance(kind, Ref) else None


def _answers_list(api: Api, call: Call) -> bool:
    response = call.operation.success
    answer = _object(api, response.type) if response is not None else None
    data = _field(answer, "data")
    page = _object(api, data.type) if data is not None else None
    items = _field(page, "list")
    kind = items.type if items is not None else None
    return isinstance(kind.inner if isinstance(kind, Nullable) else kind, Array)


def _field(schema: Schema | None, name: str) -> Field | None:
    return next((f for f in schema.fields if f.name == name), None) if schema else None
