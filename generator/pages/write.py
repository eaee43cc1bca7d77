"""Printing a page from the Api alone: the template's canonical print with the page's recorded exceptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.model import (
    Api,
    Field,
    Json,
    Note,
    Operation,
    PageRecord,
    Ref,
    Response,
    Sample,
    body_fields,
    references,
)
from generator.model.editions import edition
from generator.model.reach import closure
from generator.pages.edits import listed
from generator.pages.facts import HeadFacts, ResponseFacts, SchemaFacts
from generator.pages.frame import Piece, gap_text, print_pieces
from generator.pages.ids import named, placed
from generator.pages.registry import below_the_head, further
from generator.pages.sections import head, method, parameters, response, samples, schemas
from generator.pages.sections.head import ORDER
from generator.pages.sections.headings import heading
from generator.pages.tables import Memory, RowView, shared
from generator.pages.vocabulary import Dialect, dialect
from generator.rendering.environment import environment, render
from generator.rendering.fragments import Text


@dataclass(frozen=True, slots=True)
class PageView:
    """What one page shows of an operation."""

    api: Api
    operation: Operation
    record: PageRecord
    frame: Dialect
    generated: bool = False
    memory: Memory | None = None

    @property
    def exceptions(self) -> Mapping[str, Json]:
        """The page's recorded exceptions."""
        return self.record.exceptions

    def words(self, key: str) -> list[str]:
        """A recorded list of names."""
        return listed(self.record.exceptions.get(key))


def print_page(
    api: Api,
    operation: Operation,
    record: PageRecord,
    *,
    samples: bool = False,
    memory: Memory | None = None,
) -> bytes:
    """The page's bytes, with generated sample code too where `samples` says so.

    Give the same `memory` to the pages of one Api: their editions share tables.

    KeyError when the record's locale or style has no template.
    """
    spelling = record.exceptions.get("spelling", "")
    frame = dialect(record.locale, record.style, spelling if isinstance(spelling, str) else "")
    view = PageView(api, operation, record, frame, samples, memory)
    notes = _notes(view)
    sections = {
        name: print_pieces(pieces, notes, record.exceptions, frame, name if name == "head" else "")
        for name, pieces in _sections(view).items()  # all but the head begin with their heading
    }
    order = view.words("sections")
    usual = below_the_head()
    names = sorted(usual, key=lambda n: order.index(n) if n in order else usual.index(n))
    values = {
        "head": Text("".join(sections["head"])),
        "sections": [Text("".join(sections[name])) for name in names if name in sections],
        "end": Text(gap_text(record.exceptions.get("gap.end"), frame.style.gap("end"))),
    }
    return _encode(render(_ENVIRONMENT, "page.md.j2", values).text, view)


_ENVIRONMENT = environment("reference")


def _encode(text: str, view: PageView) -> bytes:
    if view.exceptions.get("gap.end") == -1:
        text = text.removesuffix("\n" * (view.frame.style.gap("end") + 1))
    if view.exceptions.get("newline") == "crlf":
        text = text.replace("\n", "\r\n")
    return (("\ufeff" if view.exceptions.get("bom") else "") + text).encode("utf-8", "replace")


def _notes(view: PageView) -> tuple[Note, ...]:
    return tuple(note for note in view.operation.notes if note.page == view.record.path)


def _sections(view: PageView) -> dict[str, list[Piece]]:
    operation = view.operation
    made = {
        "head": _head(view),
        "method": method.write(
            view.api.client, operation.id, edition(view.record.edition), view.frame
        ),
        "parameters": parameters.write(_inputs(view), view.frame, view.exceptions, view.memory),
        "samples": _samples(view),
        "response": _response(view),
        "schemas": _schemas(view),
    }
    omit, more = set(view.words("omit")), set(view.words("with"))
    made |= {k.role: k.pieces(operation, view.frame) for k in further() if k.role in more}
    usual = view.frame.style.omit - more
    return {
        name: [p for p in pieces if p.id not in omit and p.id.split(".")[0] not in usual]
        for name, pieces in made.items()
    }


def _head(view: PageView) -> list[Piece]:
    facts = HeadFacts(view.operation.summary, view.operation.description)
    pieces = head.write(facts, view.frame)
    order = view.words("order") or list(ORDER)
    rank = {name: index for index, name in enumerate(order)}
    return sorted(pieces, key=lambda piece: rank.get(piece.id, len(rank)))


def inputs(api: Api, operation: Operation) -> list[RowView]:
    """The rows of the request table: parameters, then the body's fields; those of one name with their places."""
    found = [(p.field, p.location) for p in operation.parameters]
    found += [(field, "body") for field in body_fields(api, operation.body)]
    counts = Counter(field.name for field, _ in found)
    return [
        RowView(
            replace(field, name=placed(field.name, place)) if counts[field.name] > 1 else field,
            query=place == "query",
        )
        for field, place in found
    ]


def _inputs(view: PageView) -> list[RowView]:
    """The rows of the request table in the page's own order."""
    views, order = inputs(view.api, view.operation), view.words("parameters.order")
    if not order:
        return views
    by_name = {row.field.name: row for row in views}
    return [by_name[name] for name in order if name in by_name]


def sample_of(operation: Operation, name: str, *, generated: bool = False) -> Sample | None:
    """The operation's sample of an edition; one that was generated only where that is wanted."""
    own = (s for s in operation.samples if s.edition == name and (generated or not s.generated))
    return next(own, None)


def _samples(view: PageView) -> list[Piece]:
    found = sample_of(view.operation, view.record.edition, generated=view.generated)
    return samples.write(found.lang, found.source, view.frame) if found else []


def response_facts(view: PageView) -> ResponseFacts:
    """What the response section shows."""
    found = view.operation.success or Response()
    name = found.type.name if isinstance(found.type, Ref) else ""
    include = view.exceptions.get("response.include", "")
    return ResponseFacts(
        name, typed=True, example=found.example, include=str(include), present=True
    )


def _response(view: PageView) -> list[Piece]:
    facts = response_facts(view)
    views = [RowView(field) for field in response_fields(view.api, view.operation)]
    pieces = response.write(facts, views, view.frame, view.exceptions, view.memory)
    if "response.example-line" in view.words("with"):
        pieces.append(response.line_piece(view.frame))
    return pieces


def response_fields(api: Api, operation: Operation) -> tuple[Field, ...]:
    """The fields of the response's table."""
    found = operation.success
    if found is None or not isinstance(found.type, Ref):
        return ()
    schema = api.schemas.get(found.type.name)
    return schema.fields if schema else ()


def _schemas(view: PageView) -> list[Piece]:
    pieces = [heading("schemas", view.frame)]
    for facts, fields in shown_schemas(view.api, view.operation, view.exceptions, view.memory):
        pieces += schemas.write(
            facts, [RowView(f) for f in fields], view.frame, view.exceptions, view.memory
        )
    return pieces


def shown_schemas(
    api: Api,
    operation: Operation,
    exceptions: Mapping[str, Json],
    memory: Memory | None = None,
) -> Iterator[tuple[SchemaFacts, tuple[Field, ...]]]:
    """The data structures of a page with those fields that it describes: none of one that is described elsewhere."""
    names = listed(exceptions.get("schemas.order"))
    if "schemas.order" not in exceptions:
        key = ("structures", id(operation))
        names = shared(memory, key, operation, lambda: page_schemas(api, operation))
    for name in names:
        known = api.schemas.get(name)
        include = str(exceptions.get(f"{named(name)}.include-path", ""))
        facts = SchemaFacts(name, 0, include=include or (known.include if known else ""))
        yield facts, known.fields if known and not facts.include else ()


def page_schemas(api: Api, operation: Operation) -> list[str]:
    """The data structures of a page in canonical order: depth first from the request, then from the response."""
    request = [view.field for view in inputs(api, operation)]
    return _closure(api, request) + _closure(api, response_fields(api, operation))


def _closure(api: Api, fields: Iterable[Field]) -> list[str]:
    """The structures that the fields of tables lead to; what else a schema mentions stands on no page."""

    def following(name: str) -> Iterator[str]:
        for field in api.schemas[name].fields if name in api.schemas else ():
            yield from references(field.type)

    return closure((name for field in fields for name in references(field.type)), following)
