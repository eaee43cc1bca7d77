"""All that a page states, of three versions: what it said before, what it says now, what its twin says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.model import UNSET
from generator.model.editions import edition
from generator.naming import camel
from generator.pages.facts import PageFacts, ResponseFacts, RowFacts, SchemaFacts
from generator.pages.registry import further
from generator.pages.sections.method import operation_id
from generator.spread.log import Log
from generator.spread.rows import Naming, Rows, Table
from generator.spread.texts import alike, merged

_SAME: float = 0.5
"""The share of rows by which a data structure of another name is the same one."""


@dataclass(frozen=True, slots=True)
class Merge:
    """What a page said before, what it says now, a twin of it; `close`: is that a page of the same operation?"""

    before: PageFacts
    mine: PageFacts
    twin: PageFacts
    close: bool
    log: Log

    def page(self) -> PageFacts:
        """The twin with what changed on the page."""
        spelled = _spelled((self.before, self.mine), self.twin)
        naming = Naming(self.twin.edition, spelled, self._structures())
        found = self.twin.saying("schemas", self._schemas(naming))
        found = found.saying("response", self._response(naming))
        if not self.close:
            return found
        was, now, own = (one.parameters for one in (self.before, self.mine, self.twin))
        if now.present and own.present:
            rows = self._table("request", naming).merge(was.rows, now.rows, own.rows)
            found = found.saying("parameters", replace(own, rows=rows))
        return self._further(self._samples(self._method(self._head(found))))

    def _table(self, what: str, naming: Naming) -> Table:
        return Table(what, self.twin, naming, self.log)

    def _structures(self) -> dict[str, str]:
        """Data structures that were renamed, by their names of before."""
        if not self.close and not self.log.known:
            return {}
        was, now = ({one.name: one for one in page.schemas} for page in (self.before, self.mine))
        gone = [name for name in was if name not in now]
        new = [name for name in now if name not in was]
        pairs = {
            old: name
            for old, name in zip(gone, new, strict=False)
            if _same_rows(was[old].rows, now[name].rows)
        }
        if self.before.response.name != self.mine.response.name and self._same_response():
            pairs[self.before.response.name] = self.mine.response.name
        named = {one.name for one in self.twin.schemas} | {self.twin.response.name}
        return {
            old: name
            for old, name in pairs.items()
            if old in named and self.log.takes("names", f"{old} -> {name}")
        }

    def _same_response(self) -> bool:
        return _same_rows(self.before.response.rows, self.mine.response.rows)

    def _schemas(self, naming: Naming) -> tuple[SchemaFacts, ...]:
        was, now = (_by_name(page.schemas) for page in (self.before, self.mine))
        was = {naming.structures.get(name, name): one for name, one in was.items()}
        found: list[SchemaFacts] = []
        for schema in self.twin.schemas:
            name = naming.structures.get(schema.name, schema.name)
            gone = self.close and name in was and name not in now
            if gone and self.log.takes("structures", f"without `{name}`"):
                continue
            found.append(
                replace(schema, name=name, rows=self._rows(name, schema, was, now, naming))
            )
        for at, name in enumerate(now):
            fresh = name not in was and name not in {one.name for one in found}
            if self.close and fresh and self.log.takes("structures", f"`{name}`"):
                table = self._table(name, naming)
                new = replace(now[name], rows=tuple(map(table.new, now[name].rows)))
                above = [one.name for one in found].index
                before = [n for n in list(now)[:at] if n in {one.name for one in found}]
                found.insert(above(before[-1]) + 1 if before else 0, new)
        return tuple(found)

    def _rows(
        self,
        name: str,
        schema: SchemaFacts,
        was: Mapping[str, SchemaFacts],
        now: Mapping[str, SchemaFacts],
        naming: Naming,
    ) -> tuple[RowFacts, ...]:
        """The rows of one data structure of the twin."""
        known = [one for one in (was.get(name), now.get(name), schema) if one and one.present]
        if len(known) < 3 or any(one.include for one in known):
            return tuple(map(naming.row, schema.rows))
        return self._table(name, naming).merge(was[name].rows, now[name].rows, schema.rows)

    def _response(self, naming: Naming) -> ResponseFacts:
        was, now, own = self.before.response, self.mine.response, self.twin.response
        name = naming.structures.get(own.name, own.name)
        if self.close and now.name not in {was.name, name}:
            name = now.name if self.log.takes("responses", f"`{now.name}`") else name
        rows = tuple(map(naming.row, own.rows))
        if now.present and own.present and (self.close or name == now.name):
            rows = self._table(now.name, naming).merge(was.rows, now.rows, own.rows)
        found = replace(own, name=name, rows=rows)
        if not self.close or alike(was.example, now.example):
            return found
        example = merged(was.example, now.example, own.example) if self.log.words else own.example
        if alike(example, own.example) or UNSET in (example, own.example):
            self.log.left += [] if alike(own.example, now.example) else ["the example"]
            return found
        return replace(found, example=example) if self.log.takes("examples", "") else found

    def _head(self, page: PageFacts) -> PageFacts:
        """Title and description, which are words of one locale."""
        head = page.head
        for fact in ("title", "description"):
            was, now, own = (getattr(one.head, fact) for one in (self.before, self.mine, self.twin))
            if alike(was, now) or alike(now, own):
                continue
            if not self.log.near or not alike(was, own):
                self.log.left.append(f"the {fact}")
            elif self.log.takes("texts", fact):
                head = replace(head, **{fact: now})
        return page.saying("head", head)

    def _method(self, page: PageFacts) -> PageFacts:
        """The function, as the twin's edition spells it."""
        was, now, own = self.before.method, self.mine.method, self.twin.method
        changed = (
            operation_id(was.function) != operation_id(now.function) or was.client != now.client
        )
        if not own.function or not now.function or not changed or own == now:
            return page
        function = edition(page.edition).spell(operation_id(now.function))
        if not self.log.takes("functions", f"`{now.client}.{function}`"):
            return page
        return page.saying("method", replace(own, client=now.client, function=function))

    def _samples(self, page: PageFacts) -> PageFacts:
        """Sample code, which is the same in all locales of an edition."""
        was, now, own = self.before.samples, self.mine.samples, self.twin.samples
        if page.edition != self.mine.edition or now.source is None or own.source is None:
            return page
        if now.source in {was.source, own.source}:
            return page
        if was.source != own.source or not self.log.words:
            self.log.left.append("the sample code")
        elif self.log.takes("code", ""):
            return page.saying("samples", replace(own, source=now.source, lang=now.lang))
        return page

    def _further(self, page: PageFacts) -> PageFacts:
        """Sections that not all pages have: as a whole."""
        for kind in further():
            was, now, own = (kind.of(one) for one in (self.before, self.mine, self.twin))
            if kind.role not in self.twin.sections or now in (was, own):
                continue
            if was != own or not self.log.words:
                self.log.left.append(f"the section {kind.role}")
            elif self.log.takes("sections", kind.role):
                page = page.saying(kind.role, now)
        return page


def _spelled(mine: Iterable[PageFacts], twin: PageFacts) -> bool:
    """Does the twin spell fields as its edition spells functions, and the page, now or before, does not?

    By any field that both have and spell in two ways.
    """
    own = {row.view.field.name for row in _all_rows(twin)}
    names = {row.view.field.name for page in mine for row in _all_rows(page)}
    spell = edition(twin.edition).spell
    return any(spell(camel(name)) in own - names for name in names - own)


def _all_rows(page: PageFacts) -> Rows:
    tables: Iterable[Rows] = (
        page.parameters.rows,
        page.response.rows,
        *(s.rows for s in page.schemas),
    )
    return [row for rows in tables for row in rows]


def _by_name(schemas: Iterable[SchemaFacts]) -> dict[str, SchemaFacts]:
    """Data structures by name; of two of one name, the first."""
    found: dict[str, SchemaFacts] = {}
    for one in schemas:
        found.setdefault(one.name, one)
    return found


def _same_rows(one: Rows, other: Rows) -> bool:
    """Are most rows of two tables called the same?"""
    old, new = ({row.view.field.name for row in rows} for rows in (one, other))
    return len(old & new) >= _SAME * max(len(old | new), 1)
