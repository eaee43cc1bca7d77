"""The rows of a table of three versions: as a page had them, as it has them, as a twin has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model import UNSET, Array, Field, Json, OpenEnum, Ref, Scalar, Type, Unset
from generator.model.editions import edition
from generator.naming import camel
from generator.pages import cells
from generator.pages.facts import PageFacts, RowFacts
from generator.pages.sections.method import operation_id
from generator.pages.tables import RowView
from generator.pages.vocabulary import styles
from generator.spread.log import Log
from generator.spread.texts import alike, only_members, with_members

Rows = Sequence[RowFacts]


@dataclass(frozen=True, slots=True)
class Naming:
    """How a twin spells fields and data structures that a page spells in its own way.

    `spelled`: does its edition spell fields as it spells functions? `structures` are those that were renamed.
    """

    edition: str
    spelled: bool
    structures: Mapping[str, str]

    def name(self, name: str) -> str:
        """A field of the page as the twin writes it."""
        return edition(self.edition).spell(camel(name)) if self.spelled else name

    def type(self, kind: Type) -> Type:
        """A type with the names that its data structures have now."""
        match kind:
            case Ref(name):
                return Ref(self.structures.get(name, name))
            case Array(item):
                return Array(self.type(item))
            case _:
                return kind

    def row(self, row: RowFacts) -> RowFacts:
        """A row with such types."""
        return _with(row, type=self.type(row.view.field.type))


def keys(rows: Rows) -> list[str]:
    """The names of rows, however an edition spells them; as they stand where two would be one."""
    names = [row.view.field.name for row in rows]
    found = [operation_id(name) for name in names]
    return found if len(set(found)) == len(set(names)) else names


@dataclass(frozen=True, slots=True)
class Table:
    """One table on its way to a twin; `what` names it."""

    what: str
    twin: PageFacts
    naming: Naming
    log: Log

    def merge(self, before: Rows, mine: Rows, own: Rows) -> tuple[RowFacts, ...]:
        """The twin's rows with what changed on the page."""
        was = self._by_key(map(self.naming.row, before))
        now = self._by_key(mine)
        there = self._by_key(map(self.naming.row, own))
        there, was = self._renamed(was, now, there)
        found: dict[str, RowFacts] = {}
        for key, row in there.items():
            if key in now or key not in was:
                found[key] = self._row(was.get(key), now.get(key), row)
            elif not self.log.takes("rows", f"without `{self.what}.{key}`"):
                found[key] = row
        found = self._added(was, now, found)
        return tuple(self._ordered(was, now, found).values())

    def _by_key(self, rows: Iterable[RowFacts]) -> dict[str, RowFacts]:
        """Rows by their names; of two alike, the first."""
        listed = list(rows)
        found: dict[str, RowFacts] = {}
        for key, row in zip(keys(listed), listed, strict=True):
            found.setdefault(key, row)
        return found

    def _renamed(
        self,
        was: Mapping[str, RowFacts],
        now: Mapping[str, RowFacts],
        there: Mapping[str, RowFacts],
    ) -> tuple[dict[str, RowFacts], dict[str, RowFacts]]:
        """The twin's rows, and those of before, under the names that rows at the same places have now."""
        pairs = {
            old: new
            for old, new in zip(was, now, strict=False)
            if old not in now and new not in was and _same_field(was[old], now[new])
        }
        pairs = {
            old: new
            for old, new in pairs.items()
            if old in there and new not in there and self.log.takes("names", f"{old} -> {new}")
        }
        called = {
            pairs.get(key, key): (
                _with(row, name=self.naming.name(now[pairs[key]].view.field.name))
                if key in pairs
                else row
            )
            for key, row in there.items()
        }
        return called, {pairs.get(key, key): row for key, row in was.items()}

    def _added(
        self,
        was: Mapping[str, RowFacts],
        now: Mapping[str, RowFacts],
        found: dict[str, RowFacts],
    ) -> dict[str, RowFacts]:
        order = list(now)
        for key, row in now.items():
            fresh = key not in was and key not in found
            if not fresh or not self.log.takes("rows", f"`{self.what}.{key}`"):
                continue
            above = next((k for k in reversed(order[: order.index(key)]) if k in found), None)
            at = list(found).index(above) + 1 if above else 0
            rows = list(found.items())
            found = dict([*rows[:at], (key, self.new(row)), *rows[at:]])
        return found

    def new(self, row: RowFacts) -> RowFacts:
        """A row of the page as it is on the twin: in another locale its words have still to be written."""
        field = row.view.field
        text = field.description if self.log.near else only_members(field.description)
        if text != field.description:
            self.log.unwritten.append(f"the description of `{self.what}.{field.name}`")
        return self._settled(_with(row, name=self.naming.name(field.name), description=text))

    def _ordered(
        self,
        was: Mapping[str, RowFacts],
        now: Mapping[str, RowFacts],
        found: dict[str, RowFacts],
    ) -> dict[str, RowFacts]:
        """The rows in the page's new order, where the twin had the old one."""
        common = [key for key in now if key in was and key in found]
        old = [key for key in was if key in common]
        there = [key for key in found if key in common]
        if old == common or there != old or not self.log.takes("order", f"of `{self.what}`"):
            return found
        queue = iter(common)
        return {k: found[k] for k in (next(queue) if key in common else key for key in found)}

    def _row(self, was: RowFacts | None, now: RowFacts | None, own: RowFacts) -> RowFacts:
        """One row of the twin with the facts that changed on the page."""
        if was is None or now is None:
            return own
        row = own
        for fact, (kind, take) in _FACTS.items():
            before, mine = (take(one.view.field) for one in (was, now))
            if alike(before, mine) or alike(mine, take(own.view.field)):
                continue
            row = self._changed(row, fact, kind, was, now)
        if now.view.query not in {was.view.query, row.view.query}:
            row = replace(row, view=replace(row.view, query=now.view.query))
        row = self._described(row, was.view.field.description, now.view.field.description)
        return row if row is own else self._settled(row)

    def _changed(
        self, row: RowFacts, fact: str, kind: str, was: RowFacts, now: RowFacts
    ) -> RowFacts:
        what = f"{fact} of `{self.what}.{row.view.field.name}`"
        value, own = getattr(now.view.field, fact), getattr(row.view.field, fact)
        if fact == "example" and not self._may(was.view.field.example, value, own):
            self.log.left.append(what)
            return row
        if fact == "example" and self.log.takes(kind, what):
            return _bare(_with(row, example=value), bare=isinstance(now.view.field.type, OpenEnum))
        if fact == "type" and self.log.takes(kind, what):
            bare = isinstance(row.view.field.type, OpenEnum)
            return _bare(_with(row, type=_plain(value)), bare=bare)
        return _with(row, **{fact: value}) if self.log.takes(kind, what) else row

    def _may(self, before: object, mine: object, own: object) -> bool:
        """May the page's sample stand on the twin? Its words only where the twin had the same."""
        return alike(_cell(before), _cell(own)) and (self.log.words or not isinstance(mine, str))

    def _described(self, row: RowFacts, before: str, mine: str) -> RowFacts:
        """The row with the description as it is now; in another locale with its enum members alone."""
        own, what = row.view.field.description, f"`{self.what}.{row.view.field.name}`"
        if alike(before, mine) or alike(mine, own):
            return row
        fuller = with_members(own, before, mine, words=self.log.near)
        if self.log.near and alike(before, own):
            if self.log.takes("texts", f"description of {what}"):
                return _with(row, description=mine)
        elif alike(fuller, own):
            self.log.left.append(f"description of {what}")
        if not alike(fuller, own) and self.log.takes("members", f"of {what}"):
            return _with(row, description=fuller)
        return row

    def _settled(self, row: RowFacts) -> RowFacts:
        """The row with its sample and default as values of its type, as they are read."""
        field = row.view.field
        plain = _plain(field.type)
        default, example = (
            value if value is UNSET else cells.typed(cells.spell(value), plain)
            for value in (field.default, field.example)
        )
        row = _with(row, default=default, example=example)
        aligned = styles()[self.twin.style].aligned
        return row if not aligned else replace(row, view=RowView(row.view.field))


def _plain(kind: Type) -> Type:
    return kind.base if isinstance(kind, OpenEnum) else kind


def _cell(value: Json | Unset) -> Json:
    """A value as its cell has it, whatever the type is that it is read as."""
    return value if value is UNSET else cells.spell(value)


def _bare(row: RowFacts, *, bare: bool) -> RowFacts:
    """The row; with a bare sample (without backticks) it says that its sample is one of some values."""
    plain = _plain(row.view.field.type)
    return _with(row, type=OpenEnum(plain) if bare and isinstance(plain, Scalar) else plain)


def _same_field(one: RowFacts, other: RowFacts) -> bool:
    """Is it the same row under another name? Its words are, or all else is."""
    old, new = one.view.field, other.view.field
    words = bool(old.description) and alike(old.description, new.description)
    return words or replace(old, name="", description="") == replace(new, name="", description="")


def _with(row: RowFacts, **facts: object) -> RowFacts:
    field = replace(row.view.field, **facts)  # type: ignore[arg-type]
    return replace(row, view=replace(row.view, field=field))


_FACTS: Mapping[str, tuple[str, Callable[[Field], object]]] = {
    "type": ("types", lambda field: _plain(field.type)),
    "required": ("required", lambda field: field.required),
    "default": ("defaults", lambda field: _cell(field.default)),
    "limits": ("types", lambda field: field.limits),
    "example": ("samples", lambda field: (_cell(field.example), isinstance(field.type, OpenEnum))),
}
"""Facts of a row beside its texts: the kind that they are asked by, and what is compared."""
