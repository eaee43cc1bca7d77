"""The request-parameter section: one table of six columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from generator.markdown.blocks import blocks
from generator.markdown.tables import read_table
from generator.model import Json
from generator.pages.facts import Section, TableFacts
from generator.pages.frame import Frame, Piece
from generator.pages.sections.headings import heading
from generator.pages.sections.kind import SectionKind
from generator.pages.sections.rows import read_rows, roles
from generator.pages.tables import Memory, RowView, TableSpec, print_table, recorded_spec
from generator.pages.vocabulary import Dialect


def write(
    views: Sequence[RowView],
    dialect: Dialect,
    exceptions: Mapping[str, Json],
    memory: Memory | None = None,
) -> list[Piece]:
    """The section's blocks; the table has its exceptions in place already."""
    spec = recorded_spec("request", "parameters", dialect, exceptions, memory)
    table = Piece("parameters.table", print_table(views, spec), final=True)
    return [heading("parameters", dialect), table]


def read(lines: Sequence[str], dialect: Dialect) -> Section:
    """Read the section; anything but the table is a note."""
    frame = Frame("parameters", lines, dialect)
    facts = TableFacts()
    for block in blocks(lines):
        if block.kind == "heading" and not frame.ids:
            frame.put(heading("parameters", dialect), block.start, block.end)
        elif block.kind == "docs_table" and not facts.present:
            facts = _table(lines, block.start, frame, dialect)
            frame.put(Piece("parameters.table", "", final=True), block.start, block.end)
        else:
            frame.stray(block)
    if not facts.present:
        frame.find("P012", 0, "no parameter table", "a table of six columns")
    return frame.done(facts)


def _table(lines: Sequence[str], at: int, frame: Frame, dialect: Dialect) -> TableFacts:
    table = read_table(lines, at)
    found = roles(table.header, "request", dialect)
    if found is None:
        frame.find(
            "P020", at, f"a header of {len(table.header.cells)} unknown columns", "six columns"
        )
        return TableFacts(present=True)
    spec = TableSpec("request", "parameters", dialect, found)
    return TableFacts(read_rows(table, spec, frame), present=True)


def _blocks(_: TableFacts) -> tuple[str, ...]:
    return "parameters", "parameters.table"


SECTION: Final = SectionKind("parameters", 20, TableFacts(), read, _blocks, needed=True)
