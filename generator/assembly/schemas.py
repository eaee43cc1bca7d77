"""Data structures and response types of all pages of a client become named schemas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.assembly.fields import Merger, Rows
from generator.assembly.infer.types import Hints, infer_integer, infer_items, infer_required
from generator.assembly.vote import Said
from generator.model import (
    ANY,
    Array,
    Field,
    Inference,
    Origin,
    Ref,
    Scalar,
    Schema,
    Type,
    references,
)
from generator.model.reach import closure
from generator.pages.facts import PageFacts, SchemaFacts
from generator.pages.registry import further
from generator.source import Diagnostic, diagnostic


class SchemaBook:
    """Collects tables by schema name and merges them for one locale."""

    def __init__(self, pages: Sequence[PageFacts]) -> None:
        self.stated: dict[str, list[Said[Rows]]] = defaultdict(list)
        self.responses: dict[str, list[Said[Rows]]] = defaultdict(list)
        self.includes: dict[str, tuple[str, PageFacts, int]] = {}
        self.items: dict[str, str] = {}
        self.mentioned: dict[str, Origin] = {}
        for page in pages:
            self._collect(page)

    def _collect(self, page: PageFacts) -> None:
        for schema in page.schemas:
            if schema.include:
                self.includes.setdefault(schema.name, (schema.include, page, schema.line))
            else:
                self.stated[schema.name].append(Said(page, schema.rows, schema.line))
        for kind in further():
            for name in kind.mentions(kind.of(page)) if kind.role in page.sections else ():
                self.mentioned.setdefault(name, Origin("stated", page.span(kind.role)))
        response = page.response
        if response.name and response.present:
            self.responses[response.name].append(Said(page, response.rows))
            item = response_item(page)
            if item:
                self.items.setdefault(response.name, item)

    def merge(
        self,
        locale: str,
        hints: Hints,
        types: Mapping[str, Type],
        found: list[Diagnostic],
    ) -> dict[str, Schema]:
        """All schemas, sorted by name, with the texts of one locale."""
        names = sorted({*self.stated, *self.responses, *self.includes})
        made = {}
        for name in names:
            schema = self._schema(name, locale, found)
            fields = [self._finished(name, item, hints, types) for item in schema.fields]
            made[name] = replace(schema, fields=tuple(fields))
        for name, origin in _missing(made, self.mentioned):
            made[name] = Schema(name, additional=ANY, origin=origin)
            found.append(diagnostic("A105", origin.span, f"no data structure `{name}`"))
        return dict(sorted(made.items()))

    def _schema(self, name: str, locale: str, found: list[Diagnostic]) -> Schema:
        if name in self.stated:
            merged = Merger("schemas", locale, found).merge(self.stated[name], name)
            said = self.stated[name][0]
            origin = Origin("stated", said.page.span("schemas", said.line))
            return Schema(name, tuple(item.field for item in merged), origin=origin)
        if name in self.responses:
            merged = Merger("response", locale, found).merge(self.responses[name], name)
            page = self.responses[name][0].page
            always = {item.field.name for item in merged if item.everywhere}
            fields = infer_required([item.field for item in merged], always)
            return Schema(
                name, self._arrays(name, fields), origin=Origin("stated", page.span("response"))
            )
        include, page, line = self.includes[name]
        origin = Origin("stated", page.span("schemas", line))
        return Schema(name, include=include, additional=ANY, origin=origin)

    def _arrays(self, name: str, fields: Sequence[Field]) -> tuple[Field, ...]:
        """The first array of a response table holds the data structure that nothing on the page links to."""
        item = self.items.get(name)
        at = next((i for i, field in enumerate(fields) if field.type == Array(ANY)), None)
        if item is None or at is None:
            return tuple(fields)
        why = Inference("items", "unlinked-structure", 0.95, f"nothing else links to `{item}`")
        field = replace(fields[at], type=Array(Ref(item)), inferred=(*fields[at].inferred, why))
        return (*fields[:at], field, *fields[at + 1 :])

    def _finished(self, name: str, item: Field, hints: Hints, types: Mapping[str, Type]) -> Field:
        configured = types.get(f"{name}.{item.name}")
        if configured is not None:
            return replace(item, type=configured)
        return infer_integer(infer_items(item, hints))


def off_the_page(pages: Sequence[PageFacts]) -> Iterator[Diagnostic]:
    """Links to data structures that the page itself does not describe, while others do; each once a page."""
    known = {schema.name for page in pages for schema in page.schemas}
    for page in pages:
        told = {schema.name for schema in page.schemas}
        tables = [("parameters", page.parameters.rows), ("response", page.response.rows)]
        tables += [("schemas", schema.rows) for schema in page.schemas]
        for role, rows in tables:
            for row in rows:
                kind = row.view.field.type
                for name in () if isinstance(kind, Scalar) else references(kind):
                    if name in known and name not in told:
                        told.add(name)
                        place = page.span(role, row.line, row.columns.get("type", 1))
                        yield diagnostic("A109", place, f"`{name}` is not described on this page")


def _missing(
    schemas: Mapping[str, Schema], mentioned: Mapping[str, Origin]
) -> list[tuple[str, Origin]]:
    missing = {name: origin for name, origin in mentioned.items() if name not in schemas}
    for schema in schemas.values():
        for item in schema.fields:
            for name in references(item.type):
                if name not in schemas:
                    missing.setdefault(name, item.origin)
    return sorted(missing.items())


def response_item(page: PageFacts) -> str:
    """The data structure that a response array holds: the first section that neither request nor fields explain."""
    rows = page.response.rows
    if not any(row.view.field.type == Array(ANY) for row in rows):
        return ""
    by_name = {schema.name: schema for schema in reversed(page.schemas)}
    request = reachable(
        by_name, (r for row in page.parameters.rows for r in references(row.view.field.type))
    )
    names = [schema.name for schema in page.schemas]
    if names[: len(request)] == request:
        names = names[len(request) :]
    linked = set(request) | set(
        reachable(by_name, (ref for row in rows for ref in references(row.view.field.type)))
    )
    inner = {
        r
        for s in page.schemas
        for row in s.rows
        for r in references(row.view.field.type)
        if r != s.name
    }
    free = [name for name in names if name not in linked and name not in inner]
    return next(iter(free), "") or next((name for name in names if name not in linked), "")


def reachable(schemas: Mapping[str, SchemaFacts], roots: Iterable[str]) -> list[str]:
    """Names of the page's structures that can be reached from the roots, depth first."""

    def following(name: str) -> Iterator[str]:
        for row in schemas[name].rows if name in schemas else ():
            yield from references(row.view.field.type)

    return [name for name in closure(roots, following) if name in schemas]
