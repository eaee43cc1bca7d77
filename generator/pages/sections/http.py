"""The HTTP section: method, path, the place of each field, media types, status and security of a call.

A field of the request table that no row here places is in the body (OpenAPI 3.1, 4.8.10 to 4.8.17).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.markdown.blocks import Block, blocks
from generator.markdown.tables import read_table
from generator.model import (
    ANY,
    UNSET,
    Body,
    Field,
    Media,
    Need,
    Operation,
    Parameter,
    Response,
    Security,
)
from generator.pages.escape import code_text, decode
from generator.pages.facts import Section
from generator.pages.frame import Frame, Piece
from generator.pages.sections.headings import heading
from generator.pages.sections.kind import SectionKind, Stated, Written
from generator.pages.sections.plain import names, print_rows, read_names, read_rows
from generator.pages.vocabulary import Dialect, printed

_CALL: Final = re.compile(r"`([A-Z][A-Z-]{0,19}) (/[^`\n]*)`")
PLACES: Final = ("path", "query", "header", "cookie")
_JSON: Final = "application/json"
_NOBODY: Final = "-"
"""What stands for no credentials at all, as in a default cell for no default."""


@dataclass(frozen=True, slots=True)
class HttpFacts:
    """What goes over the wire. `places` are names by place, `body` and `answer` media types, the usual one first.

    `body` is empty where nothing is sent, `security` None where that of the whole API holds.
    """

    method: str = ""
    path: str = ""
    places: tuple[tuple[str, tuple[str, ...]], ...] = ()
    body: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    security: Security | None = None


def shown(operation: Operation) -> HttpFacts:
    """What the section says of an operation."""
    by_place = {
        place: tuple(p.field.name for p in operation.parameters if p.location == place)
        for place in PLACES
    }
    body, answer = operation.body, operation.success
    return HttpFacts(
        operation.method,
        operation.path,
        tuple((place, found) for place, found in by_place.items() if found),
        tuple(one.name for one in body.contents) if body else (),
        (answer.status,) if answer else (),
        tuple(one.name for one in answer.contents if one.name) if answer and answer.type else (),
        operation.security,
    )


def _rows(facts: HttpFacts) -> Iterator[tuple[str, str]]:
    """The rows of the table: the key of their label, and their text."""
    for place, found in facts.places:
        yield place, names(found)
    if facts.body:
        yield "body", names(facts.body)
    if facts.status:
        yield "status", names(facts.status)
    if facts.answer:
        yield "answer", names(facts.answer)
    if facts.security is not None:
        yield "security", ", ".join(map(_requirement, facts.security)) or _NOBODY


def _requirement(needs: Sequence[Need]) -> str:
    """Schemes that are asked for at once, each with its scopes."""
    return " + ".join(names([" ".join((need.scheme, *need.scopes))]) for need in needs) or _NOBODY


def write(facts: HttpFacts, dialect: Dialect) -> list[Piece]:
    """The section's blocks."""
    labels = dialect.words.terms["http"]
    rows = [(printed(labels[key]), text) for key, text in _rows(facts)]
    call = Piece("http.call", f"`{facts.method} {code_text(facts.path)}`")
    pieces = [heading("http", dialect), call]
    if rows:
        header = printed(labels["part"]), printed(labels["value"])
        pieces.append(Piece("http.table", print_rows("http", [header, *rows], dialect)))
    return pieces


def read(lines: Sequence[str], dialect: Dialect) -> Section:
    """Read the section; what is neither the call nor the table is a note."""
    frame = Frame("http", lines, dialect)
    facts = HttpFacts()
    for block in blocks(lines):
        facts = _block(block, lines, facts, frame)
    if not facts.method:
        frame.find("P052", 0, "no call", "a line such as `POST /api/v3/create-user`")
    return frame.done(facts)


def _block(block: Block, lines: Sequence[str], facts: HttpFacts, frame: Frame) -> HttpFacts:
    text = "\n".join(lines[block.start : block.end])
    if block.kind == "heading" and not frame.ids:
        frame.put(heading("http", frame.dialect), block.start, block.end)
        return facts
    if not facts.method and (match := _CALL.fullmatch(text.strip())):
        facts = replace(facts, method=match[1], path=decode(match[2]))
        frame.put(write(facts, frame.dialect)[1], block.start, block.end)
        return facts
    if block.kind == "docs_table" and "http.table" not in frame.ids:
        found = _table(read_rows(read_table(lines, block.start)), facts, frame.dialect)
        if found is not None:
            frame.put(write(found, frame.dialect)[-1], block.start, block.end)
            return found
    frame.stray(block)
    return facts


def _table(rows: list[list[str]], facts: HttpFacts, dialect: Dialect) -> HttpFacts | None:
    """The facts of a table; None for one that is no such table."""
    terms = dialect.words.terms["http"]
    keys = {label.casefold(): key for key, all_ in terms.items() for label in all_.values()}
    if any(len(row) != 2 for row in rows):
        return None
    said = {keys.get(name.casefold(), ""): text for name, text in rows[1:]}
    if not said or not set(said) <= {*PLACES, "body", "status", "answer", "security"}:
        return None
    return replace(
        facts,
        places=tuple((place, read_names(said[place])) for place in PLACES if place in said),
        body=read_names(said.get("body", "")),
        status=read_names(said.get("status", ""))[:1],
        answer=read_names(said.get("answer", "")),
        security=_security(said["security"]) if "security" in said else None,
    )


def _security(text: str) -> Security:
    if text == _NOBODY:
        return ()
    return tuple(
        tuple(Need(word[0], tuple(word[1:])) for word in map(str.split, read_names(one)) if word)
        for one in re.split(r",\s*(?=`|-)", text)
    )


def join(operation: Operation, facts: HttpFacts) -> Operation:
    """The operation with its fields where the page says that they are."""
    left = Counter((name, place) for place, found in facts.places for name in found)
    parameters = [_placed(one.field, one.location, left) for one in operation.parameters]
    body = [_placed(field, "body", left) for field in _body_fields(operation)]
    every = [*parameters, *body]
    return replace(
        operation,
        parameters=_ordered([one for one in every if one.location != "body"], facts),
        body=_body(tuple(one.field for one in every if one.location == "body"), facts.body),
        responses=tuple(_answer(one, facts) for one in operation.responses if _is_said(one, facts)),
        security=facts.security,
    )


def _ordered(parameters: Sequence[Parameter], facts: HttpFacts) -> tuple[Parameter, ...]:
    """The parameters of each place in the order in which the page names them; places stay mixed as they are."""
    turns = {
        place: sorted(
            (one for one in parameters if one.location == place),
            key=lambda one: found.index(one.field.name),
        )
        for place, found in facts.places
    }
    return tuple(turns[one.location].pop(0) for one in parameters)


def _placed(field: Field, usual: str, left: Counter[tuple[str, str]]) -> Parameter:
    """The field at a place that the page names for it, where it has several the usual one first; else in the body.

    Each place that is named serves one field: the others of this name are elsewhere.
    """
    places = (usual, *(place for place in PLACES if place != usual))
    place = next((one for one in places if left[field.name, one]), "body")
    left[field.name, place] -= 1
    required = field.required or place == "path"  # always, by OpenAPI 3.1, 4.8.12.1
    return Parameter(replace(field, required=required), place)


def _body_fields(operation: Operation) -> tuple[Field, ...]:
    return operation.body.fields if operation.body else ()


def _body(fields: tuple[Field, ...], media: Sequence[str]) -> Body | None:
    if not fields and not media:
        return None
    first, *others = media or (_JSON,)
    return Body(fields, media=first, others=tuple(Media(one, None, fields) for one in others))


def _is_said(response: Response, facts: HttpFacts) -> bool:
    """Does the page say of a success? A call that only fails or leads on has neither status nor type."""
    said = response.type is not None or response.example is not UNSET
    return said or bool(facts.status) or not facts.method


def _answer(response: Response, facts: HttpFacts) -> Response:
    status = next(iter(facts.status), response.status)
    if not facts.answer:
        return replace(response, status=status)
    kind = ANY if response.type is None else response.type  # something is answered
    others = tuple(Media(one, kind) for one in facts.answer[1:])
    return replace(response, status=status, type=kind, media=facts.answer[0], others=others)


def _tells(facts: HttpFacts) -> Mapping[str, str]:
    return {"method": facts.method, "path": facts.path} if facts.method else {}


def _blocks(facts: HttpFacts) -> list[str]:
    table = ["http.table"] if any(_rows(facts)) else []
    return ["http", *(["http.call"] if facts.method else []), *table]


def _stated(facts: HttpFacts) -> Iterator[Stated]:
    yield Stated("the call", "http.call", f"{facts.method} {facts.path}".strip())
    for key, text in _rows(facts):
        yield Stated(f"the {key} of the call", "http.table", text)


SECTION: Final = SectionKind(
    "http", 15, HttpFacts(), read, _blocks, _stated, _tells, join, written=Written(shown, write)
)
