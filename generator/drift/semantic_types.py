"""How two types differ: narrower, wider or other. A reference is a pair of schemas, to be compared elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final

from generator.model import (
    ANY,
    OBJECT,
    Array,
    Json,
    Limits,
    Map,
    Nullable,
    OpenEnum,
    Ref,
    Scalar,
    Schema,
    Tuple,
    Type,
    Union,
)
from generator.model.spelling import spell, value_text

Difference = tuple[str, str, str]
"""A code of the table, the old text, the new text."""
Pair = tuple[str, str]
"""Names of an old and a new schema that stand at the same place."""

_DEEPEST: Final = 60
_WIDER_FORMATS: Final = frozenset({("int32", "int64"), ("float", "double"), ("date", "date-time")})


@dataclass(frozen=True, slots=True)
class Types:
    """Compares types of two Apis, by the schemas of both."""

    old: Mapping[str, Schema]
    new: Mapping[str, Schema]

    def differences(self, old: Type, new: Type, pairs: list[Pair]) -> list[Difference]:
        """What differs, in the order of the types; pairs of schemas are appended to `pairs`."""
        return list(self.compare(old, new, pairs, _DEEPEST))

    def compare(self, old: Type, new: Type, pairs: list[Pair], depth: int) -> Iterator[Difference]:
        """The differences of two types at one place."""
        if depth == 0:
            return
        inner, other = _bare(old), _bare(new)
        if isinstance(old, Nullable) and not isinstance(new, Nullable) and other != ANY:
            yield "null-refused", spell(old), spell(new)
        elif isinstance(new, Nullable) and not isinstance(old, Nullable) and inner != ANY:
            yield "null-allowed", spell(old), spell(new)
        yield from self._compared(inner, other, pairs, depth - 1)

    def _compared(  # noqa: PLR0911 - one for each type
        self, old: Type, new: Type, pairs: list[Pair], depth: int
    ) -> Iterator[Difference]:
        match old, new:
            case Scalar(), Scalar():
                return self.scalar(old, new)
            case (Array(one), Array(other)) | (Map(one), Map(other)):
                return self.compare(one, other, pairs, depth)
            case Tuple(), Tuple():
                return self.tuple(old, new, pairs, depth)
            case Ref(), Ref():
                return self.ref(old, new, pairs, depth)
            case OpenEnum(), OpenEnum():
                return self.enum(old, new, pairs, depth)
            case Union(), Union():
                return self.union(old, new, pairs, depth)
            case _:
                return self.unlike(old, new, pairs, depth)

    def tuple(self, old: Tuple, new: Tuple, pairs: list[Pair], depth: int) -> Iterator[Difference]:
        """Two lists with items of their own: by place, then what comes behind."""
        for one, other in zip(old.items, new.items, strict=False):
            yield from self.compare(one, other, pairs, depth)
        if len(old.items) != len(new.items) or (old.rest is None) != (new.rest is None):
            yield "type-changed", spell(old), spell(new)
        elif old.rest is not None and new.rest is not None:
            yield from self.compare(old.rest, new.rest, pairs, depth)

    def scalar(self, old: Scalar, new: Scalar, *_: object) -> Iterator[Difference]:
        """Two scalars."""
        if old.kind == new.kind:
            yield from _formats(old, new)
        elif new == ANY or (old.kind, new.kind) == ("integer", "number"):
            yield "type-widened", spell(old), spell(new)
        elif old == ANY or (old.kind, new.kind) == ("number", "integer"):
            yield "type-narrowed", spell(old), spell(new)
        else:
            yield "type-changed", spell(old), spell(new)

    def ref(self, old: Ref, new: Ref, pairs: list[Pair], _: int) -> Iterator[Difference]:
        """Two references; their schemas are compared once."""
        pairs.append((old.name, new.name))
        return iter(())

    def enum(
        self, old: OpenEnum, new: OpenEnum, pairs: list[Pair], depth: int
    ) -> Iterator[Difference]:
        """Two enums, by their known values."""
        yield from self.compare(old.base, new.base, pairs, depth)
        if old.closed != new.closed:
            yield "enum-closed" if new.closed else "enum-opened", spell(old), spell(new)
        before, after = _members(old), _members(new)
        closed = "closed-" if old.closed and new.closed else ""
        for text in (one for one in before if one not in after):
            yield f"{closed}member-removed", text, ""
        for text in (one for one in after if one not in before):
            yield f"{closed}member-added", "", text

    def union(self, old: Union, new: Union, pairs: list[Pair], depth: int) -> Iterator[Difference]:
        """Two unions; what only one side has is compared when it is one type each."""
        was = {spell(option): option for option in old.options}
        now = {spell(option): option for option in new.options}
        for text in (one for one in was if one in now):
            yield from self.compare(was[text], now[text], pairs, depth)
        gone = [option for text, option in was.items() if text not in now]
        come = [option for text, option in now.items() if text not in was]
        if len(gone) == len(come) == 1:
            yield from self.compare(gone[0], come[0], pairs, depth)
        else:
            yield from ((_NARROWED, spell(option), "") for option in gone)
            yield from ((_WIDENED, "", spell(option)) for option in come)
        if old.discriminator != new.discriminator:
            before, after = (
                one.property if one else "" for one in (old.discriminator, new.discriminator)
            )
            yield "discriminator-changed", before, after

    def unlike(self, old: Type, new: Type, pairs: list[Pair], depth: int) -> Iterator[Difference]:
        """Types of different kinds: an alias is followed, a union may hold the other, an enum is a scalar."""
        followed = self._followed(old, self.old), self._followed(new, self.new)
        if followed != (old, new):
            yield from self.compare(*followed, pairs, depth)
            return
        for judge in _JUDGES:
            found = judge(old, new)
            if found is not None:
                yield from ((code, spell(old), spell(new)) for code in found)
                return
        yield "type-changed", spell(old), spell(new)

    @staticmethod
    def _followed(kind: Type, schemas: Mapping[str, Schema]) -> Type:
        """What a schema that is another name for a type stands for."""
        schema = schemas.get(kind.name) if isinstance(kind, Ref) else None
        return kind if schema is None or schema.type is None else schema.type


_NARROWED: Final = "type-narrowed"
_WIDENED: Final = "type-widened"
Judge = Callable[[Type, Type], tuple[str, ...] | None]


def _by_any(old: Type, new: Type) -> tuple[str, ...] | None:
    if new == ANY:
        return (_WIDENED,)
    return (_NARROWED,) if old == ANY else None


def _by_object(old: Type, new: Type) -> tuple[str, ...] | None:
    """A free-form object holds any map and any object with fields; a map of anything is one."""
    if {old, new} == {OBJECT, Map(ANY)}:
        return ()
    if OBJECT in (new, old) or Map(ANY) in (new, old):
        other, code = (old, _WIDENED) if new in (OBJECT, Map(ANY)) else (new, _NARROWED)
        return (code,) if isinstance(other, Map | Ref) else None
    return None


def _by_enum(old: Type, new: Type) -> tuple[str, ...] | None:
    """An open enum is its scalar with known values; a closed one holds less."""
    match old, new:
        case OpenEnum(base, _, closed), Scalar() if base == new:
            return ("enum-opened",) if closed else ("members-unlisted",)
        case Scalar(), OpenEnum(base, _, closed) if base == old:
            return ("enum-closed",) if closed else ("members-listed",)
        case _:
            return None


def _by_union(old: Type, new: Type) -> tuple[str, ...] | None:
    if isinstance(new, Union) and spell(old) in map(spell, new.options):
        return (_WIDENED,)
    if isinstance(old, Union) and spell(new) in map(spell, old.options):
        return (_NARROWED,)
    return None


_JUDGES: Final[tuple[Judge, ...]] = (_by_any, _by_object, _by_enum, _by_union)


def _bare(kind: Type) -> Type:
    while isinstance(kind, Nullable):
        kind = kind.inner
    return kind


def _formats(old: Scalar, new: Scalar) -> Iterator[Difference]:
    pair = (old.format, new.format)
    if pair[0] == pair[1]:
        return
    if not old.format or pair[::-1] in _WIDER_FORMATS:
        yield "format-stated", spell(old), spell(new)
    elif not new.format or pair in _WIDER_FORMATS:
        yield "format-withdrawn", spell(old), spell(new)
    else:
        yield "format-changed", spell(old), spell(new)


def _members(kind: OpenEnum) -> dict[str, None]:
    return {value_text(member.value): None for member in kind.members}


def limit_differences(old: Limits, new: Limits) -> Iterator[Difference]:
    """The validation keywords that differ."""
    if old == new:
        return
    for item in fields(Limits):
        before, after = getattr(old, item.name), getattr(new, item.name)
        if before != after:
            yield _limit(item.name, before, after)


def _limit(name: str, old: Json, new: Json) -> Difference:
    before, after = (f"{name} {value}" if value is not None else "" for value in (old, new))
    if old is None or new is None:
        return "limit-tightened" if old is None else "limit-loosened", before, after
    if name == "pattern":
        return "pattern-changed", before, after
    tighter = (new < old) is name.startswith(("max", "exclusive_max"))  # type: ignore[operator]
    return "limit-tightened" if tighter else "limit-loosened", before, after
