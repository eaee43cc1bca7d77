"""The data-structure section: one heading with an anchor and one table for each DTO."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from typing import Final
from urllib.parse import quote

from generator.markdown.blocks import Block, blocks
from generator.markdown.tables import Table, read_table
from generator.model import Json
from generator.pages.cells import anchor
from generator.pages.escape import decode
from generator.pages.facts import SchemaFacts, Section
from generator.pages.frame import Frame, Piece
from generator.pages.ids import named, numbered
from generator.pages.sections.headings import heading
from generator.pages.sections.kind import SectionKind
from generator.pages.sections.response import INCLUDE, include_line
from generator.pages.sections.rows import read_rows, roles
from generator.pages.tables import Memory, RowView, TableSpec, print_table, recorded_spec
from generator.pages.vocabulary import Dialect

_ANCHOR: Final = re.compile(r'#{1,6}\s*<a\s+(?:id|name)\s*=\s*"([^"]*)"\s*/?>\s*(?:</a>)?\s*(.*)')


_LINK: Final = re.compile(r"\s*\[([^\[\]\n]+)\]\((?:[^()\s#]*/)?\1\.md(#[^()\s]+)\)\s*")
_UNSAFE: Final = re.compile(r"[^\w.~/-]")

MAX_TWICE: Final = 16
"""How often a page may describe one data structure; each time its whole table is printed."""


def title_piece(name: str, step: str) -> Piece:
    """The heading of a data structure, whose id is a step (`ids.named`)."""
    safe = anchor(name)
    return Piece(step, f'### <a id="{safe}"></a> {safe}', "schema")


def link(name: str, home: str, page: str) -> str:
    """The place of a data structure that is whole on another page, as that page says it (RFC 3986, 5.2)."""
    path = posixpath.relpath(home, posixpath.dirname(page))
    return f"{_quoted(path)}#{_quoted(name)}"


def _quoted(text: str) -> str:
    """Letters stay, of any script; what Markdown or a URL could take for its own is percent-encoded."""
    return _UNSAFE.sub(lambda match: quote(match[0], safe=""), text)


def place_line(place: str) -> str:
    """The line below the heading of a structure that is described elsewhere: a link, or an include."""
    path, mark, _ = place.partition("#")
    line = f"[{path.rpartition('/')[2].removesuffix('.md')}]({place})"
    return line if mark and _LINK.fullmatch(line) else include_line(place)


def _place(text: str) -> str | None:
    """The place that a line leads to."""
    if match := INCLUDE.fullmatch(text):
        return decode(match[1])
    match = _LINK.fullmatch(text)
    return text.strip().partition("](")[2].removesuffix(")") if match else None


def write(
    schema: SchemaFacts,
    step: str,
    views: Sequence[RowView],
    dialect: Dialect,
    exceptions: Mapping[str, Json],
    memory: Memory | None = None,
) -> list[Piece]:
    """The blocks of one data structure, whose id is a step."""
    title = title_piece(schema.name, step)
    if schema.include:
        return [title, Piece(f"{step}.include", place_line(schema.include))]
    spec = recorded_spec("schema", step, dialect, exceptions, memory)
    return [title, Piece(f"{step}.table", print_table(views, spec), final=True)]


def read(lines: Sequence[str], dialect: Dialect) -> Section:
    """Read the section; a table without a heading of its own is lost and reported.

    A data structure that stands again and again is not read further.
    """
    frame = Frame("schemas", lines, dialect)
    found: list[SchemaFacts] = []
    counts: Counter[str] = Counter()
    name = step = ""
    for block in blocks(lines):
        text = lines[block.start]
        if block.kind == "heading" and not frame.ids:
            frame.put(heading("schemas", dialect), block.start, block.end)
        elif block.kind == "heading" and (match := _ANCHOR.fullmatch(text.strip())):
            name = unescape(match[1] or match[2])
            counts[name] += 1
            step = named(name, counts[name])
            if counts[name] <= MAX_TWICE:
                found.append(SchemaFacts(name, block.start, present=False))
                frame.put(title_piece(name, step), block.start, block.end)
            elif counts[name] == MAX_TWICE + 1:
                frame.find("P049", block.start, f"`{name}` more than {MAX_TWICE} times")
        elif counts[name] > MAX_TWICE or (
            found and not found[-1].present and _content(block, lines, found, step, frame)
        ):
            continue
        else:
            frame.stray(block)
    _twice(found, frame)
    return frame.done(tuple(found))


def _twice(found: Sequence[SchemaFacts], frame: Frame) -> None:
    """Data structures that stand twice: harmless when alike."""
    first: dict[str, SchemaFacts] = {}
    for schema in found:
        other = first.setdefault(schema.name, schema)
        if other is not schema:
            alike = [row.view for row in other.rows] == [row.view for row in schema.rows]
            code = "P043" if alike and other.include == schema.include else "P044"
            frame.find(code, schema.line, f"`{schema.name}` a second time")


def _content(
    block: Block, lines: Sequence[str], found: list[SchemaFacts], step: str, frame: Frame
) -> bool:
    schema, text = found[-1], "\n".join(lines[block.start : block.end])
    if place := _place(text):
        piece = Piece(f"{step}.include", place_line(place))
        frame.put(piece, block.start, block.end)
        found[-1] = replace(schema, include=place, present=True)
        return True
    if block.kind != "docs_table":
        return False
    found[-1] = _table(read_table(lines, block.start), schema, step, frame)
    frame.put(Piece(f"{step}.table", "", final=True), block.start, block.end)
    return True


def _table(table: Table, schema: SchemaFacts, step: str, frame: Frame) -> SchemaFacts:
    found = roles(table.header, "schema", frame.dialect)
    if found is None:
        line, seen = table.header.line, f"a header of {len(table.header.cells)} unknown columns"
        frame.find("P020", line, seen, "name, type, required, description and sample")
        return replace(schema, present=True)
    spec = TableSpec("schema", step, frame.dialect, found)
    return replace(schema, rows=read_rows(table, spec, frame), present=True)


def _blocks(facts: tuple[SchemaFacts, ...]) -> Iterator[str]:
    yield "schemas"
    for own, schema in zip(numbered(one.name for one in facts), facts, strict=True):
        yield from (own, f"{own}.{'include' if schema.include else 'table'}")


_NONE: Final[tuple[SchemaFacts, ...]] = ()
SECTION: Final = SectionKind("schemas", 60, _NONE, read, _blocks, needed=True)
