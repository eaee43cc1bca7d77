"""The Errors section: what a call answers beside its success, by status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.markdown.blocks import blocks
from generator.markdown.tables import read_table
from generator.model import Array, Media, Operation, Ref, Response, Type, references
from generator.pages.cells import plain_text, read_type, scalar_word
from generator.pages.escape import cell_text
from generator.pages.facts import Section
from generator.pages.frame import Frame, Piece
from generator.pages.sections.headings import heading
from generator.pages.sections.kind import SectionKind, Stated, Written
from generator.pages.sections.plain import names, print_rows, read_names, read_rows
from generator.pages.vocabulary import Dialect, printed

_STATUS: Final = re.compile(r"[1-5](?:\d\d|XX)|default")
_COLUMNS: Final = ("status", "type", "media", "meaning")


@dataclass(frozen=True, slots=True)
class ErrorFacts:
    """One answer: the status (OpenAPI 3.1, 4.8.16.2), the type's name as cells have it, media types, the meaning."""

    status: str
    type: str = ""
    media: tuple[str, ...] = ()
    meaning: str = ""


Errors = tuple[ErrorFacts, ...]
_NONE: Final[Errors] = ()


def shown(operation: Operation) -> Errors:
    """What the section says of an operation."""
    others = (one for one in operation.responses if one is not operation.success)
    return tuple(
        ErrorFacts(
            one.status,
            _word(one.type),
            tuple(media.name for media in one.contents if media.name) if one.type else (),
            one.description,
        )
        for one in others
    )


def _word(kind: Type | None) -> str:
    match kind:
        case None:
            return ""
        case Ref(name):
            return name
        case Array(Ref(name)):
            return f"{name}[]"
        case _:
            return scalar_word(kind)


def _type(word: str) -> Type | None:
    many, name = word.endswith("[]"), word.removesuffix("[]")
    if not name:
        return None
    word_of_ours = read_type(name) if name.islower() else None  # `error` may be a structure's name
    kind = Ref(name) if word_of_ours is None else word_of_ours
    return Array(kind) if many else kind


def write(errors: Errors, dialect: Dialect) -> list[Piece]:
    """The section's blocks; none where there is no such answer."""
    if not errors:
        return []
    labels = dialect.words.terms["errors"]
    rows = [[printed(labels[column]) for column in _COLUMNS]]
    rows += [
        [names([one.status]), names([one.type] if one.type else []), names(one.media), _cell(one)]
        for one in errors
    ]
    table = Piece("errors.table", print_rows("errors", rows, dialect))
    return [heading("errors", dialect), table]


def _cell(error: ErrorFacts) -> str:
    return cell_text(error.meaning.strip(), breaks=True)


def read(lines: Sequence[str], dialect: Dialect) -> Section:
    """Read the section; what is not the table is a note."""
    frame = Frame("errors", lines, dialect)
    facts = _NONE
    for block in blocks(lines):
        if block.kind == "heading" and not frame.ids:
            frame.put(heading("errors", dialect), block.start, block.end)
        elif (
            block.kind == "docs_table"
            and not facts
            and (found := _table(read_rows(read_table(lines, block.start)), dialect))
        ):
            facts = found
            frame.put(write(facts, dialect)[-1], block.start, block.end)
        else:
            frame.stray(block)
    return frame.done(facts)


def _table(rows: list[list[str]], dialect: Dialect) -> Errors:
    """The answers of a table; none for one that is no such table."""
    terms = dialect.words.terms["errors"]
    roles = {label.casefold(): key for key, all_ in terms.items() for label in all_.values()}
    columns = [roles.get(label.casefold()) for label in rows[0]]
    if tuple(columns) != _COLUMNS or any(len(row) != len(columns) for row in rows):
        return ()
    found = [_error(*row) for row in rows[1:]]
    sound = all(_STATUS.fullmatch(one.status) for one in found)
    return tuple(found) if sound and len({one.status for one in found}) == len(found) else ()


def _error(status: str, kind: str, media: str, meaning: str) -> ErrorFacts:
    code, word = "".join(read_names(status)[:1]), "".join(read_names(kind)[:1])
    return ErrorFacts(code, word, read_names(media), plain_text(meaning))


def join(operation: Operation, errors: Errors) -> Operation:
    """The operation with the answers that the page lists."""
    known = {one.status for one in operation.responses}
    more = tuple(_response(one) for one in errors if one.status not in known)
    return replace(operation, responses=(*operation.responses, *more))


def _response(error: ErrorFacts) -> Response:
    kind = _type(error.type)
    first, *others = error.media or ("application/json",)
    further = tuple(Media(one, kind) for one in others)
    return Response(error.status, kind, error.meaning, media=first, others=further)


def _blocks(errors: Errors) -> tuple[str, ...]:
    return ("errors", "errors.table") if errors else ()


def _stated(errors: Errors) -> Iterator[Stated]:
    for one in errors:
        yield Stated(f"the answer `{one.status}`", "errors.table", one)


def _mentions(errors: Errors) -> Iterator[str]:
    for one in errors:
        kind = _type(one.type)
        yield from references(kind) if kind is not None else ()


SECTION: Final = SectionKind(
    "errors",
    50,
    _NONE,
    read,
    _blocks,
    _stated,
    join=join,
    mentions=_mentions,
    written=Written(shown, write),
)
