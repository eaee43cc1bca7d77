"""Give me a value of this type: the documented one where it suits, else a made one; the same every time.

All values suit their types by `judge`. A documented value is mended before it is passed over: lists that are
shown as text or as one object first, then what is missing or wrong in it is made.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, assert_never

from generator.model.api import Api, Schema
from generator.model.fields import NO_LIMITS, Field, Limits
from generator.model.judge import CALL, DOCUMENT, Judge, Problem
from generator.model.limits import broken_limits
from generator.model.mend import mended, right_form
from generator.model.texts import text_of
from generator.model.types import (
    ANY,
    INTEGER,
    UNSET,
    Array,
    Json,
    Map,
    Nullable,
    OpenEnum,
    Ref,
    Scalar,
    Tuple,
    Type,
    Union,
    Unset,
)
from generator.model.wire import Response

_DEEPEST: Final = 48
_DEEPEST_OPTIONAL: Final = 8
_MOST_OPTIONAL: Final = 2_000
_MOST: Final = 20_000
_LARGEST: Final = 2**53 - 1  # of a JavaScript number that is whole for sure (ECMA-262, 21.1.2.6)
_SUCCESS: Final[Mapping[str, int]] = {"statusCode": 1, "apiCode": 100}
"""Fields of an envelope that repeat the answer's status, and what it is multiplied by."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What values are for.

    `optional`: also the fields that are not required. `sending`: what a caller sends, without read-only
    fields; else what a server answers, without write-only ones. `code`: for source code, which holds `file`
    for the content of a file, and only numbers that every language has.
    """

    optional: bool = True
    sending: bool = False
    code: bool = False
    file: Json = "content"


class Maker:
    """Makes values of one Api's types; a value that cannot be made within the bounds is `UNSET`."""

    def __init__(self, api: Api, wish: Wish = Wish()) -> None:
        self._schemas = api.schemas
        self._wish = wish
        self._judge = Judge(api.schemas, ignored=CALL, sending=wish.sending)
        self._open: list[str] = []
        self._made = 0

    def field(self, one: Field) -> Json | Unset:
        """The documented example, else the default, where they suit; else a made value."""
        told = self.told(one)
        return self.type(one.type, one.limits, one.name) if told is UNSET else told

    def told(self, one: Field) -> Json | Unset:
        """The documented example or default of a field, in its right form; UNSET where none suits."""
        for said in (one.example, one.default):
            if said is not UNSET:
                value = mended(self._judge, said, one.type)
                if self._suits(value, one.type, one.limits):
                    self._made += 1
                    return value
        return UNSET

    def _suits(self, value: Json, kind: Type, limits: Limits = NO_LIMITS) -> bool:
        plain = not self._wish.code or _in_code(value, kind)
        return plain and self._judge.suits(value, kind, limits)

    def type(  # noqa: PLR0911 - one for each type
        self, kind: Type, limits: Limits = NO_LIMITS, name: str = ""
    ) -> Json | Unset:
        """A value of the type; a text is named after what it stands for."""
        self._made += 1
        if self._made > _MOST or len(self._open) > _DEEPEST:
            return UNSET
        match kind:
            case Scalar():
                return self._scalar(kind, limits, name)
            case OpenEnum(base, members):
                values = (one.value for one in members if self._suits(one.value, kind, limits))
                return next(values, self._scalar(base, limits, name) if not members else UNSET)
            case Array(item):
                return self._array(item, limits, name)
            case Tuple():
                return self._tuple(kind, limits, name)
            case Map(inner):
                value = self.type(inner, name=name) if self._wanted() else UNSET
                return {} if value is UNSET else {"key": value}
            case Nullable(inner):
                value = self.type(inner, limits, name)
                return None if value is UNSET else value
            case Union(options):
                made = (self.type(option, limits, name) for option in options)
                suits = (one for one in made if one is not UNSET and self._suits(one, kind, limits))
                return next(suits, UNSET)
            case Ref(schema):
                return self._ref(schema, limits, name)
            case _:
                assert_never(kind)

    def fields(self, fields: tuple[Field, ...]) -> dict[str, Json] | Unset:
        """An object with these fields; UNSET when one that is required cannot be made."""
        made: dict[str, Json] = {}
        for one in fields:
            hidden = one.read_only if self._wish.sending else one.write_only
            if hidden or not (one.required or self._wanted()):
                continue
            value = self.field(one)
            if value is not UNSET:
                made[one.name] = value
            elif one.required:
                return UNSET
        return made

    def answer(self, response: Response) -> Json | Unset:
        """The documented example, made valid, else a value of the response's type; its envelope says success."""
        kind, example = response.type, response.example
        if kind is None:
            return example
        if example is UNSET or (isinstance(example, str) and not self._suits(example, kind)):
            return self._successful(self.type(kind), {}, response)
        value = self.right(example, kind)
        if not Judge(self._schemas, ignored=DOCUMENT, sending=False).suits(value, kind):
            value = self.type(kind)
        return self._successful(value, example, response)

    def right(self, value: Json, kind: Type) -> Json:
        """The value put right: lists and objects in their form first, then what is missing or wrong is made."""
        return mended(self._judge, mended(self._judge, value, kind), kind, self._right)

    def _right(self, problem: Problem) -> Json | Unset:
        """The right form, else a made value; fields that nobody documents stay."""
        right = right_form(problem)
        if right is not UNSET or problem.kind in DOCUMENT:
            return right
        return self.field(problem.field or Field("", problem.type))

    def _successful(self, value: Json | Unset, told: Json, response: Response) -> Json | Unset:
        if not isinstance(value, dict) or not response.status.isdecimal():
            return value
        kept = told if isinstance(told, Mapping) else {}
        status = int(response.status)
        for name, times in _SUCCESS.items():
            changed = {**value, name: status * times}
            if name in value and name not in kept and self._suits(changed, response.type or ANY):
                value = changed
        return value

    def _wanted(self) -> bool:
        few = self._made < _MOST_OPTIONAL and len(self._open) < _DEEPEST_OPTIONAL
        return self._wish.optional and few

    def _scalar(self, kind: Scalar, limits: Limits, name: str) -> Json | Unset:
        match kind.kind:
            case "number" | "integer":
                return _number(limits, whole=kind.kind == "integer")
            case "string" if kind.format == "binary":
                return self._wish.file
            case "string" | "any":
                return text_of(kind.format, limits, name)
            case "boolean":
                return True
            case "null":
                return None
            case _:
                return {}

    def _array(self, kind: Type, limits: Limits, name: str) -> Json | Unset:
        """One item, or as many as there must be."""
        count = min(max(1, limits.min_items or 0), 100)
        if limits.max_items is not None and count > limits.max_items:
            return UNSET if limits.min_items else []
        item = self.type(kind, name=name)
        if item is UNSET:
            return UNSET if limits.min_items else []
        return [item] * count

    def _tuple(self, kind: Tuple, limits: Limits, name: str) -> Json | Unset:
        """An item for each place, and as many behind them as there must be."""
        kinds = [*kind.items]
        if kind.rest is not None:
            kinds += [kind.rest] * min(100, (limits.min_items or 0) - len(kinds))
        items = [self.type(one, name=name) for one in kinds[: limits.max_items]]
        return UNSET if UNSET in items else items

    def _ref(self, name: str, limits: Limits, owner: str) -> Json | Unset:
        """An object of the schema; none inside itself."""
        if name not in self._schemas:
            return {}
        if name in self._open:
            return UNSET
        self._open.append(name)
        value = self._schema(self._schemas[name], limits, owner)
        self._open.pop()
        return value

    def _schema(self, schema: Schema, limits: Limits, owner: str) -> Json | Unset:
        if schema.example is not UNSET and self._suits(schema.example, Ref(schema.name), limits):
            return schema.example
        if schema.type is not None:
            return self.type(schema.type, limits, owner)
        return self.fields(schema.fields)


def _number(limits: Limits, *, whole: bool) -> Json | Unset:
    """The first of some numbers near the limits that suits them."""
    for value in _numbers(limits):
        if not (whole and value != int(value)) and not broken_limits(value, limits):
            return int(value) if whole else value
    return UNSET


def _numbers(limits: Limits) -> Iterator[int | float]:
    yield 1
    bounds = (limits.minimum, limits.maximum, limits.exclusive_minimum, limits.exclusive_maximum)
    known = [one for one in bounds if one is not None]
    for bound in known:
        yield from (math.ceil(bound), math.floor(bound), bound)
        yield from (math.floor(bound) + 1, math.ceil(bound) - 1)
        if step := limits.multiple_of:
            yield from (
                step * (bound // step),
                step * (bound // step + 1),
                step * (bound // step - 1),
            )
    yield from (limits.multiple_of or 0, 0, sum(known) / max(1, len(known)))


def _in_code(value: Json, kind: Type) -> bool:
    """Can source code of any language hold it? No files, and no numbers that some language cannot tell apart."""
    match value:
        case Mapping():
            return all(_in_code(one, ANY) for one in value.values())
        case list():
            return all(_in_code(one, ANY) for one in value)
        case float():
            return kind != INTEGER and abs(value) <= _LARGEST
        case int():
            return abs(value) <= _LARGEST
        case _:
            return kind != Scalar("string", "binary")
