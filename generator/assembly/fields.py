"""Rows of many tables become fields: structure from all pages, texts from the pages of one locale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.assembly.vote import Said, Split, choose, distinct, flat
from generator.model import EnumMember, Field, OpenEnum, Origin, Type
from generator.pages.bullets import bullet_members
from generator.pages.cells import spell
from generator.pages.facts import PageFacts, RowFacts
from generator.pages.vocabulary import styles
from generator.source import Diagnostic, Span, diagnostic

Rows = tuple[RowFacts, ...]


@dataclass(frozen=True, slots=True)
class MergedField:
    """A field of all pages; `query` is how most compact pages show it, None where no page shows it."""

    field: Field
    page: PageFacts
    query: bool


@dataclass(slots=True)
class Merger:
    """Merges tables of one kind of section; collects where pages disagree."""

    role: str
    locale: str
    found: list[Diagnostic]

    def merge(self, tables: Sequence[Said[Rows]], owner: str) -> list[MergedField]:
        """The merged fields: in the first table's order, then those that only others have."""
        joined = distinct(tables)
        names = list(dict.fromkeys(row.view.field.name for said in joined for row in said.value))
        by_table = [
            (said, {row.view.field.name: row for row in reversed(said.value)}) for said in joined
        ]
        merged = []
        for name in names:
            rows = [
                Said(said.page, rows[name], rows[name].line, said.weight)
                for said, rows in by_table
                if name in rows
            ]
            self._missing(name, owner, by_table, rows)
            merged.append(self._field(rows, f"{owner}.{name}"))
        return merged

    def _missing(
        self,
        name: str,
        owner: str,
        tables: Sequence[tuple[Said[Rows], dict[str, RowFacts]]],
        rows: Sequence[Said[RowFacts]],
    ) -> None:
        if len(rows) == len(tables):
            return
        without = next(said for said, known in tables if name not in known)
        seen = f"`{owner}.{name}` is on {rows[0].page.path} but not on {without.page.path}"
        place = without.page.span(self.role, without.line)
        self._report("A101", place, seen, rows[0].page.span(self.role, rows[0].line))

    def _field(self, rows: Sequence[Said[RowFacts]], name: str) -> MergedField:
        page = rows[0].page
        column = rows[0].value.columns.get("name", 1)
        origin = Origin("stated", page.span(self.role, rows[0].line, column))
        if len(rows) == 1:
            view = rows[0].value.view
            return MergedField(replace(view.field, origin=origin), page, view.query)
        own = [row for row in rows if row.page.locale == self.locale] or list(rows)
        text, split = choose(own, lambda row: row.view.field.description, flat)
        self._differs(split, name, "description")
        example, _ = choose(own, lambda row: row.view.field.example)
        field = Field(
            name=rows[0].value.view.field.name,
            type=_described(self._vote(rows, "type", name), text),
            required=bool(self._vote(rows, "required", name)),
            description=text,
            default=self._vote(rows, "default", name),
            example=example,
            limits=self._vote(rows, "limits", name),
            origin=origin,
        )
        compact = [row for row in rows if not styles()[row.page.style].aligned]
        query = choose(compact or rows, lambda row: row.view.query)[0]
        return MergedField(field, page, query)

    def _vote(self, rows: Sequence[Said[RowFacts]], fact: str, name: str):  # type: ignore[no-untyped-def]
        key = _type_key if fact == "type" else repr
        value, split = choose(rows, lambda row: getattr(row.view.field, fact), key)
        self._differs(split, name, fact)
        return value

    def _differs(self, split: Split[RowFacts] | None, name: str, fact: str) -> None:
        if split is not None:
            code = "A108" if fact == "description" else "A101"
            place, kept = (self._cell(said, fact) for said in (split.other, split.kept))
            self._report(code, place, f"another {fact} of `{name}`", kept)

    def _cell(self, said: Said[RowFacts], fact: str) -> Span:
        return said.page.span(self.role, said.line, said.value.columns.get(fact, 1))

    def _report(self, code: str, place: Span, seen: str, kept: Span) -> None:
        expected = "what the other pages say"
        self.found.append(diagnostic(code, place, seen, expected, related=(kept,)))


def _type_key(kind: Type) -> object:
    """Types that pages show alike: an enum's known members differ by locale in their order of words only."""
    if isinstance(kind, OpenEnum):
        return ("enum", kind.base.kind, tuple(spell(member.value) for member in kind.members))
    return repr(kind)


def _described(kind: Type, text: str) -> Type:
    """The enum with the member descriptions of a locale's text."""
    if not isinstance(kind, OpenEnum):
        return kind
    texts = {spell(member.value): member.description for member in bullet_members(text, plain=True)}
    members = tuple(
        EnumMember(m.value, texts.get(spell(m.value), m.description)) for m in kind.members
    )
    return replace(kind, members=members)
