"""Does a value suit a type? One answer for documents, overlays, examples, sample code and requests.

The meaning is JSON Schema 2020-12's for the schema that `openapi` exports, with formats asserted (validation
vocabulary, 7.2). Two things go beyond it, as problems that a caller may ignore: fields that nothing documents
(`UNKNOWN`) and values that an open enum does not list (`UNLISTED`). Literals of source code may have parts
that are not known: `Unseen` and `Partial`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Final, assert_never

from generator.model.api import Schema
from generator.model.fields import NO_LIMITS, Field, Limits
from generator.model.limits import broken_limits, undecided
from generator.model.origin import NOT_SAID, Origin
from generator.model.spelling import in_words
from generator.model.types import (
    ANY,
    OBJECT,
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
from generator.model.values import Partial, Unseen, disguised, has_format, is_of, json_kind, same

Path = tuple[str | int, ...]

UNKNOWN: Final = "unknown field"
MISSING: Final = "missing field"
WRONG: Final = "wrong type"
TEXT: Final = "JSON as text"
SINGLE: Final = "list as one object"
FORMAT: Final = "wrong format"
MEMBER: Final = "no member of a closed enum"
UNLISTED: Final = "unlisted member of an open enum"
LIMIT: Final = "outside of the limits"
UNDECIDED: Final = "a pattern that cannot be tried"
BEYOND: Final = "too large to be judged"

DOCUMENT: Final = frozenset({UNKNOWN, UNLISTED})
"""What counts for nothing in a document: JSON Schema allows both."""
CALL: Final = frozenset({UNLISTED, UNDECIDED})
"""What counts for nothing in a call or an example: all fields are documented, enums are open."""

_MOST_STEPS: Final = 200_000
_DEEPEST: Final = 100  # types in types, names for types included; 6 frames each


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not suit: `kind` is one of the words above, `path` leads to it from the whole value.

    `seen` is the value (UNSET for a missing one), `type` what is expected, `said` the limit or format in words,
    `known` the names or members that there are, `field` what is missing or has the limit. `origin` is where
    what is expected is documented.
    """

    kind: str
    path: Path
    seen: Json | Unset = UNSET
    type: Type = ANY
    said: str = ""
    known: tuple[str, ...] = ()
    field: Field | None = None
    origin: Origin = dataclass_field(default=Origin(), compare=False)

    @property
    def expected(self) -> str:
        """What is expected, in words."""
        return self.said or " or ".join(self.known) or in_words(self.type)


class Judge:
    """Compares values with the types of some schemas; a schema that nobody describes takes all.

    `ignored` are the kinds of problems that do not keep a value from suiting. `sending` tells whether the
    values are what a caller sends or what a server answers; None where they are neither.
    """

    def __init__(
        self,
        schemas: Mapping[str, Schema],
        *,
        ignored: frozenset[str] = DOCUMENT,
        sending: bool | None = None,
    ) -> None:
        self._schemas = schemas
        self._sending = sending
        self._ignored = ignored
        self._found: list[Problem] = []
        self._steps = 0
        self._depth = 0

    def suits(self, value: Json, kind: Type, limits: Limits = NO_LIMITS) -> bool:
        """Is the value an instance of the type within the limits? What can not be judged is none."""
        return not self._counted(self.field(value, Field("", kind, limits=limits)))

    def value(self, value: Json, kind: Type, path: Path = ()) -> list[Problem]:
        """All that does not suit in a value."""
        return self.field(value, Field("", kind), path)

    def field(self, value: Json, one: Field, path: Path = ()) -> list[Problem]:
        """All that does not suit in the value of a field, its limits included."""
        self._begin()
        self._field(value, one, path)
        return self._found

    def fields(
        self, value: Json, fields: Iterable[Field], path: Path = (), origin: Origin = NOT_SAID
    ) -> list[Problem]:
        """All that does not suit in an object with these fields."""
        self._begin()
        self._object(value, Schema("", tuple(fields)), path, origin, OBJECT)
        return self._found

    def _begin(self) -> None:
        self._found, self._steps, self._depth = [], 0, 0

    def _counted(self, found: Iterable[Problem]) -> list[Problem]:
        return [one for one in found if one.kind not in self._ignored]

    def _find(self, kind: str, path: Path, origin: Origin, **said: object) -> None:
        self._found.append(Problem(kind, path, origin=origin, **said))  # type: ignore[arg-type]

    def _field(self, value: Json, one: Field, path: Path) -> None:
        self._type(value, one.type, path, one.origin)
        if one.limits == NO_LIMITS:
            return
        for broken in broken_limits(value, one.limits):
            self._find(LIMIT, path, one.origin, seen=value, type=one.type, said=broken, field=one)
        if undecided(value, one.limits):
            self._find(UNDECIDED, path, one.origin, seen=value, type=one.type)

    def _type(self, value: Json, kind: Type, path: Path, origin: Origin) -> None:
        if isinstance(value, Unseen) and not value.kind:
            return
        self._steps += 1
        if self._steps > _MOST_STEPS or self._depth >= _DEEPEST:
            if not self._found or self._found[-1].kind != BEYOND:
                self._find(BEYOND, path, origin, said="fewer values and types")
            return
        self._depth += 1
        self._judged(value, kind, path, origin)
        self._depth -= 1

    def _judged(self, value: Json, kind: Type, path: Path, origin: Origin) -> None:
        match kind:
            case Scalar():
                self._scalar(value, kind, path, origin)
            case OpenEnum():
                self._enum(value, kind, path, origin)
            case Array():
                self._array(value, kind, path, origin)
            case Tuple():
                self._tuple(value, kind, path, origin)
            case Map(inner):
                self._object(value, Schema("", additional=inner), path, origin, kind)
            case Nullable(inner):
                if json_kind(value) != "null":
                    self._type(value, inner, path, origin)
            case Ref(name):
                self._ref(value, self._schemas.get(name), path, origin, kind)
            case Union():
                self._union(value, kind, path, origin)
            case _:
                assert_never(kind)

    def _wrong(self, value: Json, kind: Type, path: Path, origin: Origin) -> None:
        self._find(TEXT if disguised(value, kind) else WRONG, path, origin, seen=value, type=kind)

    def _scalar(self, value: Json, kind: Scalar, path: Path, origin: Origin) -> None:
        if not is_of(value, kind.kind):
            self._wrong(value, kind, path, origin)
        elif kind.format and not has_format(value, kind.format):
            said = f"format {kind.format}"
            self._find(FORMAT, path, origin, seen=value, type=kind, said=said)

    def _enum(self, value: Json, kind: OpenEnum, path: Path, origin: Origin) -> None:
        """The base type; then membership. Pages that list no members still show one: it is no list."""
        before = len(self._found)
        self._type(value, kind.base, path, origin)
        listed = kind.closed or len(kind.members) > 1
        if len(self._found) > before or not listed or isinstance(value, Unseen):
            return
        if not any(same(value, member.value) for member in kind.members):
            known = tuple(str(member.value) for member in kind.members)
            found = MEMBER if kind.closed else UNLISTED
            self._find(found, path, origin, seen=value, type=kind, known=known)

    def _array(self, value: Json, kind: Array, path: Path, origin: Origin) -> None:
        """A list, item by item; an object with fields of the item's schema is one item without its list."""
        if isinstance(value, list):
            for index, item in enumerate(value):
                self._type(item, kind.item, (*path, index), origin)
        elif self._single(value, kind.item):
            self._find(SINGLE, path, origin, seen=value, type=kind)
            self._type(value, kind.item, (*path, 0), origin)
        else:
            self._wrong(value, kind, path, origin)

    def _tuple(self, value: Json, kind: Tuple, path: Path, origin: Origin) -> None:
        """A list by the places of its items; those behind them are of the rest's type."""
        if not isinstance(value, list):
            self._wrong(value, kind, path, origin)
            return
        for index, item in enumerate(value):
            own = kind.items[index] if index < len(kind.items) else kind.rest
            if own is None:
                said = f"at most {len(kind.items)} items"
                self._find(LIMIT, path, origin, seen=value, type=kind, said=said)
                return
            self._type(item, own, (*path, index), origin)

    def _single(self, value: Json, item: Type) -> bool:
        if not isinstance(value, Mapping) or not value or not isinstance(item, Ref):
            return False
        schema = self._schemas.get(item.name)
        names = {one.name for one in schema.fields} if schema else set()
        return not names or any(name in names for name in value)

    def _ref(
        self, value: Json, schema: Schema | None, path: Path, origin: Origin, kind: Ref
    ) -> None:
        if schema is None:
            return
        if schema.type is not None:
            self._type(value, schema.type, path, origin)
            return
        own = schema.origin if schema.origin.span.file else origin
        self._object(value, schema, path, own, kind, wrong=origin)

    def _object(
        self,
        value: Json,
        schema: Schema,
        path: Path,
        origin: Origin,
        kind: Type,
        wrong: Origin | None = None,
    ) -> None:
        if not isinstance(value, Mapping):
            if not is_of(value, "object"):
                self._wrong(value, kind, path, wrong or origin)
            return
        known = {one.name: one for one in schema.fields}
        for one in schema.fields:
            if one.name not in value and self._needed(one) and not isinstance(value, Partial):
                self._find(MISSING, (*path, one.name), one.origin, type=one.type, field=one)
        for name, item in value.items():
            if name in known:
                self._field(item, known[name], (*path, name))
            elif schema.additional is not None:
                self._type(item, schema.additional, (*path, name), origin)
            elif known:
                self._find(UNKNOWN, (*path, name), origin, seen=item, known=tuple(known))

    def _needed(self, one: Field) -> bool:
        """Is it required, in this direction? What is read-only is not asked of a caller (OpenAPI 3.1, 4.8.24.4)."""
        kept = {True: one.read_only, False: one.write_only, None: False}
        return one.required and not kept[self._sending]

    def _union(self, value: Json, kind: Union, path: Path, origin: Origin) -> None:
        """One option suits, exactly one where the union is exclusive; else what the nearest option finds."""
        tried = [self._option(value, option, path, origin) for option in kind.options]
        suiting = sum(not self._counted(found) for found in tried)
        if suiting > 1 and kind.exclusive:
            said = f"only one of the types, not {suiting}"
            self._find(WRONG, path, origin, seen=value, type=kind, said=said)
        elif not suiting and (
            beyond := [one for found in tried for one in found if one.kind == BEYOND]
        ):
            self._found += beyond[:1]
        elif not suiting:
            best = min(tried, key=lambda found: len(self._counted(found)), default=[])
            if all(one.path == path for one in best if one.kind in {WRONG, TEXT}):
                self._wrong(value, kind, path, origin)
            else:
                self._found += best

    def _option(self, value: Json, kind: Type, path: Path, origin: Origin) -> list[Problem]:
        kept, self._found = self._found, []
        self._type(value, kind, path, origin)
        found, self._found = self._found, kept
        return found
