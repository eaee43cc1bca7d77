"""What is recorded of each page so that it prints back: style, exceptions from canonical print, own facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.model import UNSET, Api, Json, Operation, PageRecord, Response
from generator.model.editions import edition
from generator.pages.edits import listed, recorded
from generator.pages.facts import PageFacts, RowFacts
from generator.pages.ids import numbered
from generator.pages.registry import further
from generator.pages.sections.method import model_names, name_edits, name_piece
from generator.pages.tables import recorded_spec
from generator.pages.variants import against, names_variant, rows_variant
from generator.pages.vocabulary import Dialect, dialect
from generator.pages.write import (
    inputs,
    page_schemas,
    response_name,
    sample_of,
    sample_value,
    schema_rows,
)

Memory = dict[object, dict[str, Json]]
"""Variants of tables that were compared: pages of an operation share most of them."""


@dataclass(frozen=True, slots=True)
class Recorder:
    """Makes the records of the pages of one locale of an Api."""

    api: Api
    memory: Memory = field(default_factory=dict)

    def record(self, page: PageFacts, operation: Operation) -> PageRecord:
        """The record of one page of an operation."""
        exceptions = self._exceptions(page, operation)
        variant = {**_texts(page, operation), **self._tables(page, operation)}
        return PageRecord(page.path, page.locale, page.edition, page.style, exceptions, variant)

    def _exceptions(self, page: PageFacts, operation: Operation) -> dict[str, Json]:
        exceptions = dict(page.exceptions)
        if page.response.include:
            exceptions["response.include"] = page.response.include
        for step, schema in zip(_steps(page), page.schemas, strict=True):
            known = self.api.schemas.get(schema.name)
            if schema.include and not (known and known.include == schema.include):
                exceptions[f"{step}.include-path"] = schema.include
        if page.method.function:
            piece = name_piece(self.api.client, operation.id, edition(page.edition))
            called = f"{page.method.client}{page.method.between}{page.method.function}"
            changes = name_edits(piece.text, f"`{called}`")
            if changes:
                exceptions["method.name"] = recorded(changes)
        _omissions(page, operation, exceptions)
        return exceptions

    def _tables(self, page: PageFacts, operation: Operation) -> dict[str, Json]:
        """What tables of the page have otherwise than the model, and which data structures it has."""
        names = [schema.name for schema in page.schemas]
        found = names_variant(names, page_schemas(self.api, operation), "schemas")
        found |= self._table(page, "request", "parameters", page.parameters.rows, operation)
        rows = page.response.rows
        found |= self._table(page, "response", "response", rows, page.response.name)
        for step, schema in zip(_steps(page), page.schemas, strict=True):
            if not schema.include:
                found |= self._table(page, "schema", step, schema.rows, schema.name)
        return found

    def _table(
        self, page: PageFacts, kind: str, prefix: str, rows: Sequence[RowFacts], of: Operation | str
    ) -> dict[str, Json]:
        owner = of if isinstance(of, str) else of.id
        key = (kind, owner, prefix, id(rows))  # pages of one reading have columns and words alike
        if key not in self.memory:
            model = schema_rows(self.api, of) if isinstance(of, str) else inputs(self.api, of)
            spec = recorded_spec(kind, prefix, _frame(page), page.exceptions, None)
            known = [view.field.name for view in model]
            names = model_names([row.view.field.name for row in rows], known, edition(page.edition))
            self.memory[key] = rows_variant([row.view for row in rows], model, names, spec)
        return self.memory[key]


def _steps(page: PageFacts) -> list[str]:
    return numbered(schema.name for schema in page.schemas)


def _frame(page: PageFacts) -> Dialect:
    return dialect(page.locale, page.style, str(page.exceptions.get("spelling", "")))


def _texts(page: PageFacts, operation: Operation) -> dict[str, Json]:
    """What stands outside tables and is another than the model's."""
    found = operation.success or Response()
    sample = sample_value(sample_of(operation, page.edition))
    code: Json = {"lang": page.samples.lang, "source": page.samples.source}
    texts = (
        ("title", page.head.title, operation.summary, True),
        ("description", page.head.description, operation.description, True),
        ("samples.code", code, sample, page.samples.source is not None),
        ("response.type", page.response.name, response_name(operation), True),
        ("response.example", page.response.example, found.example, True),
    )
    return {
        key: against(model, own)
        for key, own, model, there in texts
        if there and own is not model and (own != model or repr(own) != repr(model))
    }


def _omissions(page: PageFacts, operation: Operation, exceptions: dict[str, Json]) -> None:
    """What other pages of the operation have and this one leaves out."""
    absent: list[str] = []
    if page.samples.source is None and any(s.edition == page.edition for s in operation.samples):
        absent += ["samples", "samples.code"]
    success = operation.success
    shown = page.response.example is not UNSET or page.response.include
    if not shown and success is not None and success.example is not UNSET:
        absent += ["response.example-line", "response.example"]
    if not page.head.description and operation.description:
        absent.append("description")
    absent += [name for kind in further() for name in kind.absent(operation, page)]
    known = listed(exceptions.get("omit"))
    if more := [name for name in absent if name not in known]:
        exceptions["omit"] = [*known, *more]


def with_records(apis: Mapping[str, Api], pages: Mapping[str, Sequence[PageFacts]]) -> list[Api]:
    """The Apis of a client, by locale, with the records of its pages, by operation id.

    What a page has otherwise is measured against the Api of its own locale.
    """
    recorders = {locale: Recorder(api) for locale, api in apis.items()}
    by_id = {locale: {op.id: op for op in api.operations} for locale, api in apis.items()}
    records = {
        name: tuple(recorders[p.locale].record(p, by_id[p.locale][name]) for p in group)
        for name, group in pages.items()
    }
    return [
        replace(
            api,
            operations=tuple(replace(op, pages=records.get(op.id, ())) for op in api.operations),
        )
        for api in apis.values()
    ]
