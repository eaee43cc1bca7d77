"""An example of what is documented: an answer of the examples of its fields, valid, and short."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.model.api import Api, Schema
from generator.model.fields import Field
from generator.model.judge import Judge
from generator.model.maker import Maker
from generator.model.mend import mended
from generator.model.types import STRING, UNSET, Array, Json, Nullable, Ref, Type, Unset
from generator.model.wire import Response

_DEEPEST = 24
"""Data structures inside one another; deeper ones stand in no example."""


def documented(api: Api, response: Response) -> Json | Unset:
    """The answer: each field's example where it says something, objects of those, and what else is required.

    UNSET where none suits the answer's type.
    """
    if response.type is None:
        return UNSET
    made = _Documented(api).type(response.type)
    return made if made is not UNSET and Judge(api.schemas).suits(made, response.type) else UNSET


def says_something(value: Json | Unset) -> bool:
    """Is it more than no, nothing, zero or an empty text?"""
    return value is not UNSET and (bool(value) or isinstance(value, list | dict))


class _Documented:
    def __init__(self, api: Api) -> None:
        self._schemas = api.schemas
        self._judge = Judge(api.schemas)
        self._maker = Maker(api)
        self._open: list[str] = []

    def type(self, kind: Type) -> Json | Unset:
        """An object of documented values; UNSET for what holds no data structure, or none that may stand here."""
        match kind:
            case Ref(name) if name in self._schemas:
                return self._schema(self._schemas[name])
            case Array(item):
                one = self.type(item)
                return UNSET if one is UNSET else [one]
            case Nullable(inner):
                return self.type(inner)
            case _:
                return UNSET

    def _schema(self, schema: Schema) -> Json | Unset:
        if schema.type is not None or schema.name in self._open or len(self._open) > _DEEPEST:
            return UNSET
        self._open.append(schema.name)
        found = {one.name: self._field(one) for one in schema.fields if not one.write_only}
        self._open.pop()
        return {name: value for name, value in found.items() if value is not UNSET}

    def _field(self, one: Field) -> Json | Unset:
        suits = (value for value in self._said(one) if self._suits(value, one))
        return next(suits, self._maker.field(one) if one.required else UNSET)

    def _suits(self, value: Json | Unset, one: Field) -> bool:
        return value is not UNSET and self._judge.suits(value, one.type, one.limits)

    def _said(self, one: Field) -> Iterator[Json | Unset]:
        """An example or default that says something; a data structure of such."""
        for said in filter(says_something, (one.example, one.default)):
            yield said
            yield self._right(said, one.type)
        yield self.type(one.type)

    def _right(self, said: Json | Unset, kind: Type) -> Json | Unset:
        """A list or object as its type asks for it: with all fields, or as text where the type is one."""
        match said:
            case list() | dict() if kind == STRING:
                return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
            case list() | dict():
                return self._maker.right(said, kind)
            case _:
                return mended(self._judge, said, kind)
