"""Which operations answer page by page: an argument `page`, and an answer with a list and a total."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.model import Api, Array, Field, Nullable, Operation, Ref, Schema, Type
from generator.targets.typescript.inputs import Inputs

PAGE: Final = "page"
_LISTS: Final = ("list", "data", "items")
_TOTALS: Final = ("totalCount", "total", "count")


@dataclass(frozen=True, slots=True)
class Paging:
    """Where an answer holds the items and the total, and what an item is."""

    items: tuple[str, ...]
    total: tuple[str, ...]
    item: Type


def paging_of(api: Api, operation: Operation, inputs: Inputs) -> Paging | None:
    """How an operation pages, or None if it does not."""
    paged = any(one.name == PAGE and one.place in {"query", "body"} for one in inputs.arguments)
    success = operation.success
    if not paged or success is None or success.type is None:
        return None
    answer = _schema(api, success.type)
    if answer is None:
        return None
    holder = _field(answer, "data")
    inner = _schema(api, holder.type) if holder is not None else None
    return (_found(inner, ("data",)) if inner is not None else None) or _found(answer, ())


def _found(schema: Schema, path: tuple[str, ...]) -> Paging | None:
    total = next((name for name in _TOTALS if _field(schema, name)), None)
    for name in _LISTS:
        field = _field(schema, name)
        kind = _inner(field.type) if field is not None else None
        if isinstance(kind, Array) and total is not None:
            return Paging((*path, name), (*path, total), kind.item)
    return None


def _field(schema: Schema, name: str) -> Field | None:
    return next((field for field in schema.fields if field.name == name), None)


def _schema(api: Api, kind: Type) -> Schema | None:
    kind = _inner(kind)
    return api.schemas.get(kind.name) if isinstance(kind, Ref) else None


def _inner(kind: Type) -> Type:
    return kind.inner if isinstance(kind, Nullable) else kind
