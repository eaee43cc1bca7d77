"""Fields of two schemas, and the schemas behind them, compared once for each direction that callers use them in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.drift.change import REQUEST, RESPONSE, Change
from generator.drift.semantic_change import change
from generator.drift.semantic_types import (
    Difference,
    Pair,
    Types,
    limit_differences,
)
from generator.model import (
    OBJECT,
    UNSET,
    Api,
    Array,
    Field,
    Map,
    Nullable,
    OpenEnum,
    Schema,
    Type,
    references,
)
from generator.model.spelling import spell, value_text


@dataclass(slots=True)
class Walker:
    """Collects changes; pairs of schemas wait until `schemas` compares them, so recursion ends by itself."""

    old: Api
    new: Api
    found: list[Change] = field(default_factory=list)
    seen: dict[tuple[Pair, str], None] = field(default_factory=dict)
    waiting: list[tuple[Pair, str]] = field(default_factory=list)
    types: Types = field(init=False)

    def __post_init__(self) -> None:
        self.types = Types(self.old.schemas, self.new.schemas)

    def add(self, code: str, direction: str, where: str, old: str = "", new: str = "") -> None:
        """Add a change that the table judges."""
        self.found.append(change(code, direction, where, old, new))

    def type(self, old: Type, new: Type, direction: str, where: str) -> None:
        """Compare two types at a place; the schemas that they refer to come later."""
        pairs: list[Pair] = []
        for code, before, after in self.types.differences(old, new, pairs):
            self.add(code, direction, where, before, after)
        self.pairs(pairs, direction)

    def pairs(self, pairs: Iterable[Pair], direction: str) -> None:
        """Let pairs of schemas wait for comparison, each once in a direction."""
        for pair in pairs:
            if (pair, direction) not in self.seen:
                self.seen[pair, direction] = None
                self.waiting.append((pair, direction))

    def schemas(self) -> None:
        """Compare all pairs that wait, and those that they lead to."""
        while self.waiting:
            (before, after), direction = self.waiting.pop()
            old, new = self.old.schemas.get(before), self.new.schemas.get(after)
            if old is not None and new is not None:
                self.schema(old, new, direction)

    def schema(self, old: Schema, new: Schema, direction: str) -> None:
        """Compare two named schemas."""
        if old == new and old.name == new.name:
            self.pairs(_own_pairs(old), direction)
            return
        for code, was, now in _schema_texts(old, new):
            self.add(code, direction, old.name, was, now)
        if old.type is None and new.type is None:
            self.fields(old.fields, new.fields, direction, old.name)
            self._additional(old, new, direction)
        else:
            self.type(old.type or OBJECT, new.type or OBJECT, direction, old.name)
        for code, was, now in limit_differences(old.limits, new.limits):
            self.add(code, direction, old.name, was, now)

    def _additional(self, old: Schema, new: Schema, direction: str) -> None:
        if old.additional is not None and new.additional is not None:
            self.type(old.additional, new.additional, direction, f"{old.name}.*")
        elif old.additional is not None or new.additional is not None:
            was, now = _further(old), _further(new)
            self.add("additional-changed", direction, f"{old.name}.*", was, now)

    def fields(
        self, old: Sequence[Field], new: Sequence[Field], direction: str, owner: str
    ) -> None:
        """Compare fields by name; what a direction never holds is left out of it."""
        before, after = _by_name(old, direction), _by_name(new, direction)
        for name, item in before.items():
            if name not in after:
                self.add("field-removed", direction, f"{owner}.{name}", _summary(item))
            else:
                self.field(item, after[name], direction, f"{owner}.{name}")
        for name, item in after.items():
            if name not in before:
                code = f"{'required' if item.required else 'optional'}-field-added"
                self.add(code, direction, f"{owner}.{name}", "", _summary(item))

    def field(self, old: Field, new: Field, direction: str, where: str) -> None:
        """Compare two fields of one name."""
        self.type(old.type, new.type, direction, where)
        if old == new:
            return
        if old.required != new.required:
            code = "became-required" if new.required else "became-optional"
            self.add(code, direction, where, _summary(old), _summary(new))
        for code, was, now in (
            *limit_differences(old.limits, new.limits),
            *_defaults(old, new),
            *_marks(old, new),
            *_texts(old, new),
        ):
            self.add(code, direction, where, was, now)


def _own_pairs(schema: Schema) -> Iterator[Pair]:
    kinds = [item.type for item in schema.fields]
    kinds += [kind for kind in (schema.type, schema.additional) if kind is not None]
    for kind in kinds:
        yield from ((name, name) for name in references(kind))


def _by_name(items: Sequence[Field], direction: str) -> Mapping[str, Field]:
    """Requests hold no read-only field, answers no write-only one (OpenAPI 3.1, `readOnly`, `writeOnly`)."""
    absent = {REQUEST: "read_only", RESPONSE: "write_only"}.get(direction)
    return {item.name: item for item in items if absent is None or not getattr(item, absent)}


def _summary(item: Field) -> str:
    return f"{spell(item.type)}, {'required' if item.required else 'optional'}"


def _further(schema: Schema) -> str:
    return "" if schema.additional is None else spell(schema.additional)


def _defaults(old: Field, new: Field) -> Iterator[Difference]:
    if old.default is UNSET and new.default is not UNSET:
        yield "default-stated", "", value_text(new.default)
    elif old.default is not UNSET and new.default is UNSET:
        yield "default-withdrawn", value_text(old.default), ""
    elif old.default is not UNSET and value_text(old.default) != value_text(new.default):
        yield "default-changed", value_text(old.default), value_text(new.default)


def _marks(old: Field | Schema, new: Field | Schema) -> Iterator[Difference]:
    if old.deprecated != new.deprecated:
        yield "deprecated" if new.deprecated else "deprecation-lifted", "", ""


def _texts(old: Field | Schema, new: Field | Schema) -> Iterator[Difference]:
    if old.description != new.description:
        yield "text-changed", value_text(old.description), value_text(new.description)
    if value_text(old.example) != value_text(new.example):
        yield "example-changed", _example(old), _example(new)
    if isinstance(old, Field) and isinstance(new, Field):
        before, after = member_texts(old.type), member_texts(new.type)
        for name in (one for one in before if before[one] != after.get(one, before[one])):
            yield "text-changed", f"{name}: {before[name]}", f"{name}: {after[name]}"


def member_texts(kind: Type) -> Mapping[str, str]:
    """What is said of each known value of a type."""
    match kind:
        case OpenEnum(_, members):
            return {value_text(member.value): member.description for member in members}
        case Array(inner) | Map(inner) | Nullable(inner):
            return member_texts(inner)
        case _:
            return {}


def _example(item: Field | Schema) -> str:
    return "" if item.example is UNSET else value_text(item.example)


def _schema_texts(old: Schema, new: Schema) -> Iterator[Difference]:
    yield from _marks(old, new)
    yield from _texts(old, new)
    if old.include != new.include:
        yield "include-changed", old.include, new.include
