"""Does a page that was printed say, when it is read, what it was printed from? As far as pages can say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model import UNSET, Api, Field, Operation, PageRecord, Ref, Response
from generator.pages import cells
from generator.pages.facts import PageFacts, RowFacts
from generator.pages.tables import RowView
from generator.pages.variants import own_rows, settled
from generator.pages.write import inputs, response_fields, shown_schemas

Said = tuple[str, object]
"""What is said, in words, and the value."""


def lost_on(page: PageFacts, api: Api, operation: Operation, told: PageRecord) -> str:
    """The first thing that the operation says and its page does not, in words; empty when there is none.

    `told` is the page's record: which data structures it describes, and what it says otherwise.
    """
    stated = [*_texts_of_page(page), *_rows_of_page(page)]
    wanted = [*_texts(operation, told), *_rows(api, operation, told)]
    for have, want in zip(stated, wanted, strict=False):
        if have != want:
            return f"{want[0]} is {_short(want[1])}, and the page reads {have[0]} {_short(have[1])}"
    missing = wanted[len(stated) :] or stated[len(wanted) :]
    return f"{missing[0][0]} is on one side only" if missing else ""


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _texts(operation: Operation, told: PageRecord) -> Iterator[Said]:
    found = operation.success or Response()
    yield "the title", operation.summary.strip()
    yield "the description", operation.description.strip()
    yield "the response type", found.type.name if isinstance(found.type, Ref) else ""
    yield "the example", repr(settled(found.example, told.variant.get("response.example")))


def _texts_of_page(page: PageFacts) -> Iterator[Said]:
    yield "the title", page.head.title.strip()
    yield "the description", page.head.description.strip()
    yield "the response type", page.response.name
    yield "the example", repr(page.response.example)


def _rows(api: Api, operation: Operation, told: PageRecord) -> Iterator[Said]:
    def own(rows: Sequence[RowView], prefix: str) -> list[Field]:
        return [view.field for view in own_rows(rows, prefix, told.variant)]

    yield from _fields("request", "parameters", own(inputs(api, operation), "parameters"))
    yield from _fields("response", "response", response_fields(api, operation))
    for step, schema, fields in shown_schemas(api, operation, told):
        yield "a data structure", schema.name
        whole = api.schemas[schema.name].fields if schema.name in api.schemas and fields else ()
        rows = [RowView(field) for field in whole or fields]
        yield from _fields("schema", schema.name, own(rows, step))


def _rows_of_page(page: PageFacts) -> Iterator[Said]:
    yield from _fields("request", "parameters", _read(page.parameters.rows))
    yield from _fields("response", "response", _read(page.response.rows))
    for schema in page.schemas:
        yield "a data structure", schema.name
        yield from _fields("schema", schema.name, _read(schema.rows))


def _read(rows: Sequence[RowFacts]) -> list[Field]:
    return [row.view.field for row in rows]


def _fields(kind: str, owner: str, fields: Sequence[Field]) -> Iterator[Said]:
    for one in fields:
        word = {"request": cells.request_type, "response": cells.response_type}.get(kind)
        spelled = (
            word(one.type) if word else (cells.scalar_word(one.type), cells.nested_ref(one.type))
        )
        said: list[object] = [one.name, spelled, one.description.strip()]
        if kind != "response":
            said += [one.required, one.limits.max_items, _value(one.example)]
        if kind == "request":
            said.append(_value(one.default))
        yield f"the row `{owner}.{one.name}`", tuple(said)


def _value(value: object) -> str | None:
    return None if value is UNSET else cells.spell(value)
