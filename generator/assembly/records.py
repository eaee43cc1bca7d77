"""What is recorded of each page so that it prints back: style, and exceptions from canonical print."""

from __future__ import annotations

from dataclasses import replace

from generator.model import UNSET, Api, Json, Operation, PageRecord
from generator.model.editions import edition
from generator.pages.edits import listed, recorded
from generator.pages.facts import PageFacts
from generator.pages.ids import named
from generator.pages.registry import further
from generator.pages.sections.method import name_edits, name_piece
from generator.pages.write import inputs, page_schemas


def record(page: PageFacts, api: Api, operation: Operation) -> PageRecord:
    """The record of one page of an operation."""
    exceptions = dict(page.exceptions)
    if page.response.include:
        exceptions["response.include"] = page.response.include
    for schema in page.schemas:
        known = api.schemas.get(schema.name)
        if schema.include and not (known and known.include == schema.include):
            exceptions[f"{named(schema.name)}.include-path"] = schema.include
    names = [schema.name for schema in page.schemas]
    if names != page_schemas(api, operation):
        exceptions["schemas.order"] = names
    rows = [row.view.field.name for row in page.parameters.rows]
    if rows != [view.field.name for view in inputs(api, operation)]:
        exceptions["parameters.order"] = rows
    if page.method.function:
        piece = name_piece(api.client, operation.id, edition(page.edition))
        changes = name_edits(
            piece.text, f"`{page.method.client}{page.method.between}{page.method.function}`"
        )
        if changes:
            exceptions["method.name"] = recorded(changes)
    _omissions(page, operation, exceptions)
    return PageRecord(page.path, page.locale, page.edition, page.style, exceptions)


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


def with_records(api: Api, pages: dict[str, list[PageFacts]]) -> Api:
    """The Api with the records of its pages, by operation id."""
    operations = tuple(
        replace(op, pages=tuple(record(page, api, op) for page in pages.get(op.id, ())))
        for op in api.operations
    )
    return replace(api, operations=operations)
