"""Rows of many tables become fields: structure from all pages, texts from the pages of one locale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.assembly.vote import Said, Split, choose, distinct, flat
from generator.model import EnumMember, Field, OpenEnum, Origin, Scalar, Type
from generator.model.editions import edition
from generator.pages.bullets import bullet_members
from generator.pages.cells import spell
from generator.pages.facts import PageFacts, RowFacts
from generator.pages.sections.method import model_names
from generator.pages.vocabulary import styles
from generator.source import Diagnostic, Span, diagnostic

_WORDS: Final = frozenset({"description", "sample"})
"""What pages may say in words of their own."""
Rows = tuple[RowFacts, ...]
Table = tuple[Said[Rows], Mapping[str, RowFacts]]
"""A table, and its rows by the names that the model has for them."""


@dataclass(frozen=True, slots=True)
class MergedField:
    """A field of all pages; `query` is how most compact pages show it.

    `everywhere`: no page leaves it out. `said` are the fields as the pages of the locale have them.
    """

    field: Field
    page: PageFacts
    query: bool
    everywhere: bool = True
    said: tuple[Field, ...] = ()


@dataclass(slots=True)
class Merger:
    """Merges tables of one kind of section; collects where pages disagree."""

    role: str
    locale: str
    found: list[Diagnostic]

    def merge(self, tables: Sequence[Said[Rows]], owner: str) -> list[MergedField]:
        """The merged fields: in the first table's order, then those that only others have."""
        by_table = _by_name(distinct(tables))
        merged = []
        for name in dict.fromkeys(name for _, rows in by_table for name in rows):
            rows = [
                Said(said.page, rows[name], rows[name].line, said.others)
                for said, rows in by_table
                if name in rows
            ]
            everywhere = len(rows) == len(by_table) or self._everywhere(name, owner, by_table, rows)
            merged.append(self._field(rows, owner, name, everywhere=everywhere))
        return merged

    def _everywhere(
        self, name: str, owner: str, tables: Sequence[Table], rows: Sequence[Said[RowFacts]]
    ) -> bool:
        """Do all pages have the field that some tables do not have? A page that is not wholly read may have it."""
        without = [
            page.span(self.role, said.line)
            for said, known in tables
            if name not in known
            for page in said.pages
            if page.whole
        ]
        if not without:
            return True
        have = rows[0].page
        seen = f"`{owner}.{name}` is on {have.path} but not on {without[0].file}"
        self._report("A101", without, seen, have.span(self.role, rows[0].line))
        return False

    def _field(
        self, rows: Sequence[Said[RowFacts]], owner: str, name: str, *, everywhere: bool
    ) -> MergedField:
        page, called = rows[0].page, f"{owner}.{name}"
        column = rows[0].value.columns.get("name", 1)
        origin = Origin("stated", page.span(self.role, rows[0].line, column))
        if len(rows) == 1:
            view = rows[0].value.view
            required = view.field.required and everywhere
            field = replace(view.field, name=name, required=required, origin=origin)
            return MergedField(field, page, view.query, everywhere)
        own = [row for row in rows if row.page.locale == self.locale] or list(rows)
        text, split = choose(own, lambda row: row.view.field.description, flat)
        self._differs(split, called, "description")
        example, split = choose(own, lambda row: row.view.field.example)
        self._differs(split, called, "sample")
        self._vote(rows, "required", called)
        field = Field(
            name=name,
            type=_described(joined(self._vote(rows, "type", called), _types(rows)), text),
            required=everywhere and all(row.value.view.field.required for row in rows),
            description=text,
            default=self._vote(rows, "default", called),
            example=example,
            limits=self._vote(rows, "limits", called),
            origin=origin,
        )
        compact = [row for row in rows if not styles()[row.page.style].aligned]
        query = choose(compact or rows, lambda row: row.view.query)[0]
        said = tuple(row.value.view.field for row in own)
        return MergedField(field, page, query, everywhere, said)

    def _vote(self, rows: Sequence[Said[RowFacts]], fact: str, name: str):  # type: ignore[no-untyped-def]
        key = _type_key if fact == "type" else repr
        value, split = choose(rows, lambda row: getattr(row.view.field, fact), key)
        self._differs(split, name, fact)
        return value

    def _differs(self, split: Split[RowFacts] | None, name: str, fact: str) -> None:
        if split is not None:
            code = "A108" if fact in _WORDS else "A101"
            column = split.kept.value.columns.get(fact, 1)
            kept = split.kept.page.span(self.role, split.kept.line, column)
            places = [
                page.span(self.role, said.line, said.value.columns.get(fact, 1))
                for said in (split.other, *split.more)
                for page in said.pages
            ]
            self._report(code, places, f"another {fact} of `{name}`", kept)

    def _report(self, code: str, places: Sequence[Span], seen: str, kept: Span) -> None:
        """A finding at the first place, which the others have too."""
        first, *also = places
        expected = "what the other pages say"
        found = diagnostic(code, first, seen, expected, related=(kept,))
        self.found.append(replace(found, also=tuple(also)))


def _by_name(tables: Iterable[Said[Rows]]) -> list[Table]:
    """Tables by the model's names: what an edition spells as it spells functions is the field of the other pages."""
    tables = list(tables)
    usual = [
        row.view.field.name
        for said in tables
        if edition(said.page.edition).functions == "camel"
        for row in said.value
    ]
    by_name: list[Table] = []
    for said in tables:
        own = [row.view.field.name for row in said.value]
        names = model_names(own, usual, edition(said.page.edition))
        rows = zip(reversed(names), reversed(said.value), strict=True)  # of two alike, the first
        found = dict(rows)
        by_name.append((said, {name: found[name] for name in names}))
    return by_name


def _types(rows: Iterable[Said[RowFacts]]) -> list[Type]:
    return [row.value.view.field.type for row in rows]


def joined(kind: Type, kinds: Iterable[Type]) -> Type:
    """A type with the enum members of all pages; a page without them does not say that there are none."""
    base = kind.base if isinstance(kind, OpenEnum) else kind
    enums = [one for one in (kind, *kinds) if isinstance(one, OpenEnum) and one.base == base]
    if not enums or not isinstance(base, Scalar):
        return kind
    members = {spell(m.value): m for one in reversed(enums) for m in one.members}
    order = dict.fromkeys(spell(m.value) for one in enums for m in one.members)
    return OpenEnum(base, tuple(members[value] for value in order))


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
