"""What a generated sample gives to a call: the documented examples where they fit, else a value of the type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.model import (
    ANY,
    INTEGER,
    UNSET,
    Api,
    Array,
    Field,
    Json,
    Nullable,
    OpenEnum,
    Operation,
    Ref,
    Scalar,
    Type,
    Union,
)
from generator.model.judge import CALL, Judge
from generator.naming import snake
from generator.rules.book import arguments
from generator.rules.literals import Binary

_MOST_VALUES: Final = 500
_SOME: Final = 3
_SCALARS: Final = {"number": 1, "integer": 1, "boolean": True, "null": None}


def sample_arguments(api: Api, operation: Operation, edition: str) -> dict[str, Json]:
    """The arguments by name: all required ones; without any, a few that have an example."""
    fields = arguments(api, operation, edition)
    maker = _Maker(api)
    required = [item for item in fields if item.required]
    return {item.name: maker.value(item) for item in required or _shown(api, fields)}


def _shown(api: Api, fields: Sequence[Field]) -> list[Field]:
    """The first few optional arguments with an example of their type."""
    return [item for item in fields if next(_stated(api, item), None) is not None][:_SOME]


def _stated(api: Api, item: Field) -> Iterator[tuple[Json]]:
    """The documented values of a field that are of its type: example, then default."""
    judge = Judge(api.schemas, ignored=CALL)
    for data in (item.example, item.default):
        if (
            data is not UNSET
            and judge.suits(data, item.type, item.limits)
            and (portable(data, item.type))
        ):
            yield (data,)


def portable(data: Json, kind: Type) -> bool:
    """Can typed code of any language hold it? Numbers: at most 2**53 - 1, whole where they must; no files."""
    if isinstance(data, float) and kind == INTEGER:
        return False
    if isinstance(data, Mapping):
        return all(portable(one, ANY) for one in data.values())
    if isinstance(data, list):
        return all(portable(one, ANY) for one in data)
    small = not isinstance(data, int | float) or abs(data) < 2**53
    return small and kind != Scalar("string", "binary")


@dataclass(slots=True)
class _Maker:
    """Makes values; `open` are the schemas that a value is being made of, `left` ends what grows too large."""

    api: Api
    open: list[str] = field(default_factory=list)
    left: int = _MOST_VALUES

    def value(self, item: Field) -> Json:
        """A field's example or default, else a value of its type."""
        stated = next(_stated(self.api, item), None)
        return stated[0] if stated else self.of(item.type, item.name)

    def of(self, kind: Type, name: str) -> Json:
        """A value of a type; a text is named after what it stands for."""
        self.left -= 1
        match kind:
            case Scalar():
                return _scalar(kind, name)
            case OpenEnum(base, members):
                return members[0].value if members else _scalar(base, name)
            case Array(item):
                return [] if self._closed(item) else [self.of(item, name)]
            case Nullable(inner):
                return None if self._closed(inner) else self.of(inner, name)
            case Ref(schema):
                return self._object(schema, name)
        first = kind.options[:1] if isinstance(kind, Union) else ()
        return self.of(first[0], name) if first else {}

    def _closed(self, kind: Type) -> bool:
        """Would a value of the type go on without end?"""
        return self.left < 0 or (isinstance(kind, Ref) and kind.name in self.open)

    def _object(self, name: str, owner: str) -> Json:
        schema = self.api.schemas.get(name)
        if schema is None or name in self.open or self.left < 0:
            return {}
        self.open.append(name)
        if schema.type is not None:
            made = self.of(schema.type, owner)
        else:
            needed = (item for item in schema.fields if item.required and not item.read_only)
            made = {item.name: self.value(item) for item in needed}
        self.open.pop()
        return made


def _scalar(kind: Scalar, name: str) -> Json:
    if kind.kind == "string":
        if kind.format == "binary":
            return Binary()
        return snake(name).upper() or "TEXT"
    return _SCALARS.get(kind.kind, {})
