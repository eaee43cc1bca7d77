"""Do two versions of a page state the same facts? Asked of everything that is about to be written over a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Final, get_args

from generator.model import UNSET, Field, Limits, Type
from generator.pages.cells import request_type, spell
from generator.pages.facts import MethodFacts, PageFacts, RowFacts, SchemaFacts
from generator.pages.ids import named
from generator.pages.registry import sections
from generator.pages.sections.kind import Stated
from generator.source import Diagnostic, Span, diagnostic

FACTS: Final = ("type", "required", "default", "description", "example", "limits")
_COLUMN: Final = {"example": "sample", "limits": "description"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that two versions of a page state differently (None: one of them has no such thing), and where."""

    what: str
    old: object
    new: object
    old_place: Span
    new_place: Span
    key: str = ""
    """The id of the block or row that states it."""


def differences(old: PageFacts, new: PageFacts) -> list[Difference]:
    """All facts that differ, in the order of the page; how the two are laid out does not count."""
    return [*_texts(old, new), *_tables(old, new)]


def loss_of(page: PageFacts) -> Diagnostic | None:
    """The first finding that says that the page holds something that was not read; None for a sound page."""
    return next((one for one in sorted(page.diagnostics) if one.loss), None)


def refusal(old: PageFacts, new: PageFacts) -> Diagnostic | None:
    """Why the page must not be written over with `new`: something of it is unread, or a fact would differ."""
    if lost := loss_of(old):
        return diagnostic(
            "P045", lost.span, f"{old.path} is left as it is: {lost.code} ({lost.seen})"
        )
    found = differences(old, new)
    if not found:
        return None
    first = found[0]
    seen = f"{first.what} would change from {short(first.old)} to {short(first.new)} at line {first.new_place.line}"
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return diagnostic(
        "P048",
        first.old_place,
        f"{old.path} is left as it is: {seen}{more}",
        related=(first.new_place,),
    )


def _texts(old: PageFacts, new: PageFacts) -> Iterator[Difference]:
    """Facts that stand outside tables of fields."""
    if old.locale != new.locale:
        places = old.span("head"), new.span("head")
        yield Difference("the locale", old.locale, new.locale, *places)
    for role, kind in sections().items():
        was, now = ({one.what: one for one in kind.stated(kind.of(page))} for page in (old, new))
        for what in [*was, *(more for more in now if more not in was)]:
            yield from _unlike(role, (old, was.get(what)), (new, now.get(what)))
    if _notes(old) != _notes(new):
        places = old.span("head"), new.span("head")
        yield Difference("a note", _notes(old), _notes(new), *places)


def _unlike(
    role: str, old: tuple[PageFacts, Stated | None], new: tuple[PageFacts, Stated | None]
) -> Iterator[Difference]:
    one = old[1] or new[1]
    was, now = (said.value if said else None for _, said in (old, new))
    if one and (was != now or repr(was) != repr(now)):
        places = [page.span(role, said.line if said else 0) for page, said in (old, new)]
        yield Difference(one.what, was, now, places[0], places[1], one.key)


def _notes(page: PageFacts) -> list[tuple[str, str]]:
    return sorted((note.after, note.text) for note in page.notes)


def _tables(old: PageFacts, new: PageFacts) -> Iterator[Difference]:
    for role in ("parameters", "response"):
        before, after = getattr(old, role).rows, getattr(new, role).rows
        yield from _Tables(role, role, role, old, new).rows(before, after)
    was, now = _numbered(old.schemas), _numbered(new.schemas)
    for name, number in [*was, *(key for key in now if key not in was)]:
        tables = _Tables(name, "schemas", named(name, number), old, new)
        yield from tables.schemas(was.get((name, number)), now.get((name, number)))


def _numbered(schemas: Sequence[SchemaFacts]) -> dict[tuple[str, int], SchemaFacts]:
    """Data structures by name and, of one name, by number."""
    counts: dict[str, int] = {}
    numbered = {}
    for schema in schemas:
        counts[schema.name] = counts.get(schema.name, 0) + 1
        numbered[schema.name, counts[schema.name]] = schema
    return numbered


def _there(thing: object | None) -> object:
    return None if thing is None else UNSET


@dataclass(frozen=True, slots=True)
class _Tables:
    """One table in two versions of a page."""

    name: str
    role: str
    id: str
    old: PageFacts
    new: PageFacts

    def _differ(
        self,
        what: str,
        facts: tuple[object, object],
        lines: tuple[int, int],
        key: str = "",
        columns: tuple[int, int] = (1, 1),
    ) -> Difference:
        places = (
            self.old.span(self.role, lines[0], columns[0]),
            self.new.span(self.role, lines[1], columns[1]),
        )
        return Difference(what, *facts, *places, key or self.id)

    def schemas(self, was: SchemaFacts | None, now: SchemaFacts | None) -> Iterator[Difference]:
        """How two data structures of one name differ."""
        lines = was.line if was else 0, now.line if now else 0
        if was is None or now is None:
            facts = _there(was), _there(now)
            yield self._differ(f"the data structure `{self.name}`", facts, lines)
        elif was.include != now.include:
            facts = was.include, now.include
            yield self._differ(f"the include of `{self.name}`", facts, lines)
        else:
            yield from self.rows(was.rows, now.rows)

    def rows(self, before: Sequence[RowFacts], after: Sequence[RowFacts]) -> Iterator[Difference]:
        """How the rows of two tables differ, by name."""
        was = {row.view.field.name: row for row in before}
        now = {row.view.field.name: row for row in after}
        for name in [*was, *(name for name in now if name not in was)]:
            yield from self._row(name, was.get(name), now.get(name))

    def _row(self, name: str, was: RowFacts | None, now: RowFacts | None) -> Iterator[Difference]:
        where, key = f"`{self.name}.{name}`", f"{self.id}.{named(name)}"
        lines = was.line if was else 0, now.line if now else 0
        if was is None or now is None:
            yield self._differ(f"the row {where}", (_there(was), _there(now)), lines, key)
            return
        if was.view.query != now.view.query:
            yield self._differ(f"the place of {where}", (_sent(was), _sent(now)), lines, key)
        for fact in unlike(was.view.field, now.view.field):
            column = _COLUMN.get(fact, fact)
            facts = getattr(was.view.field, fact), getattr(now.view.field, fact)
            columns = was.columns.get(column, 1), now.columns.get(column, 1)
            yield self._differ(f"the {fact} of {where}", facts, lines, key, columns)


def _sent(row: RowFacts) -> object:
    """How compact pages say that a parameter is sent."""
    return "query" if row.view.query else "body"


def unlike(old: Field, new: Field) -> Iterator[str]:
    """Names of the facts that two fields state differently; `1` and `true`, which Python calls equal, differ."""
    for fact in FACTS:
        was, now = getattr(old, fact), getattr(new, fact)
        if was is not now and (was != now or repr(was) != repr(now)):
            yield fact


def short(value: object) -> str:
    """A fact's value in a few words."""
    if value is UNSET:
        return "empty"
    if isinstance(value, get_args(Type)):
        return repr(request_type(value))
    if isinstance(value, Limits):
        return repr({f.name: getattr(value, f.name) for f in fields(value)})
    if isinstance(value, MethodFacts):
        return f"'{value.client}.{value.function}'"
    text = spell(value)
    return repr(text if len(text) <= 60 else f"{text[:57]}...")
