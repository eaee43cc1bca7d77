"""Printing a page from the Api alone: the template's canonical print with the page's recorded exceptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    Schema,
    body_fields,
    references,
)
from generator.model.editions import edition
from generator.model.reach import closure
from generator.pages.edits import listed
from generator.pages.facts import HeadFacts, ResponseFacts, SchemaFacts
from generator.pages.frame import Piece, gap_text, print_pieces
from generator.pages.ids import numbered, placed
from generator.pages.registry import below_the_head, further
from generator.pages.sections import head, method, parameters, response, samples, schemas
from generator.pages.sections.head import ORDER
from generator.pages.sections.headings import heading
from generator.pages.tables import Memory, RowView, shared
from generator.pages.variants import own_names, own_rows, settled, settled_text
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

    def text(self, key: str, model: str) -> str:
        """A text of the model, or what the page says instead of it."""
        return settled_text(model, self.record.variant.get(key))

    def rows(self, model: Sequence[RowView], prefix: str) -> list[RowView]:
        """Rows of the model as the page has them."""
        return own_rows(model, prefix, self.record.variant)

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
        "parameters": _parameters(view),
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
    facts = HeadFacts(
        view.text("title", view.operation.summary),
        view.text("description", view.operation.description),
    )
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


def _parameters(view: PageView) -> list[Piece]:
    rows = view.rows(inputs(view.api, view.operation), "parameters")
    return parameters.write(rows, view.frame, view.exceptions, view.memory)


def sample_of(operation: Operation, name: str, *, generated: bool = False) -> Sample | None:
    """The operation's sample of an edition; one that was generated only where that is wanted."""
    own = (s for s in operation.samples if s.edition == name and (generated or not s.generated))
    return next(own, None)


def _samples(view: PageView) -> list[Piece]:
    found = sample_of(view.operation, view.record.edition, generated=view.generated)
    model = sample_value(found)
    own = settled(model, view.record.variant.get("samples.code"))
    match own if isinstance(own, dict) else model:
        case {"lang": str(lang), "source": str(source)}:
            return samples.write(lang, source, view.frame)
        case _:
            return []


def sample_value(found: Sample | None) -> dict[str, Json]:
    """A sample as variants have it."""
    return {"lang": found.lang, "source": found.source} if found else {}


def response_facts(view: PageView) -> ResponseFacts:
    """What the response section shows."""
    found = view.operation.success or Response()
    name = view.text("response.type", response_name(view.operation))
    include = view.exceptions.get("response.include", "")
    example = settled(found.example, view.record.variant.get("response.example"))
    return ResponseFacts(name, typed=True, example=example, include=str(include), present=True)


def response_name(operation: Operation) -> str:
    """The name of the data structure that an operation answers with; empty where there is none."""
    found = operation.success or Response()
    return found.type.name if isinstance(found.type, Ref) else ""


def _response(view: PageView) -> list[Piece]:
    facts = response_facts(view)
    views = view.rows(schema_rows(view.api, facts.name), "response")
    pieces = response.write(facts, views, view.frame, view.exceptions, view.memory)
    if "response.example-line" in view.words("with"):
        pieces.append(response.line_piece(view.frame))
    return pieces


def response_fields(api: Api, operation: Operation) -> tuple[Field, ...]:
    """The fields of the response's table."""
    return _named(api.schemas.get(response_name(operation)))


def schema_rows(api: Api, name: str) -> list[RowView]:
    """The rows of a data structure; none where the Api does not have it."""
    return [RowView(field) for field in _named(api.schemas.get(name))]


def _named(schema: Schema | None) -> tuple[Field, ...]:
    """The fields that can have a row: one whose name is empty can not."""
    return tuple(field for field in schema.fields if field.name.strip()) if schema else ()


def _schemas(view: PageView) -> list[Piece]:
    pieces = [heading("schemas", view.frame)]
    for step, facts, fields in shown_schemas(view.api, view.operation, view.record, view.memory):
        rows = view.rows([RowView(field) for field in fields], step)
        pieces += schemas.write(facts, step, rows, view.frame, view.exceptions, view.memory)
    return pieces


def shown_schemas(
    api: Api, operation: Operation, record: PageRecord, memory: Memory | None = None
) -> Iterator[tuple[str, SchemaFacts, tuple[Field, ...]]]:
    """The data structures of a page, each with the id of its blocks and those fields that it describes.

    None are of one that is described elsewhere.
    """
    key = ("structures", id(operation))
    usual = shared(memory, key, operation, lambda: page_schemas(api, operation))
    names = own_names(usual, "schemas", record.variant)
    for step, name in zip(numbered(names), names, strict=True):
        known = api.schemas.get(name)
        include = str(record.exceptions.get(f"{step}.include-path", ""))
        facts = SchemaFacts(name, 0, include=include or (known.include if known else ""))
        yield step, facts, () if facts.include else _named(known)


def page_schemas(api: Api, operation: Operation) -> list[str]:
    """The data structures of a page in canonical order: depth first from the request, then from the response."""
    request = [view.field for view in inputs(api, operation)]
    return _closure(api, request) + _closure(api, response_fields(api, operation))


def _closure(api: Api, fields: Iterable[Field]) -> list[str]:
    """The structures that the fields of tables lead to; what else a schema mentions stands on no page."""
    return led_to(api, (name for field in fields for name in references(field.type)))


def led_to(api: Api, names: Iterable[str]) -> list[str]:
    """Structures, and those that the fields of their tables lead to."""

    def following(name: str) -> Iterator[str]:
        for field in api.schemas[name].fields if name in api.schemas else ():
            yield from references(field.type)

    return closure(names, following)
