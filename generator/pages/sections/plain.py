"""Tables that hold no fields: cells of words and of names in code, laid out as the page's style has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from generator.markdown.tables import Table
from generator.pages.cells import cell, uncell
from generator.pages.escape import code_text, decode
from generator.pages.layout import TIGHT, Line, delimiter, lay_out, line_text
from generator.pages.vocabulary import Dialect

_CODE: Final = re.compile(r"`([^`]*)`")


def print_rows(kind: str, rows: Sequence[Sequence[str]], dialect: Dialect) -> str:
    """A table of such rows; the first is the header."""
    count = len(rows[0])
    lines = [Line(tuple(map(cell, row)), (TIGHT,) * count) for row in rows]
    lines.insert(1, delimiter(kind, count, dialect))
    return "\n".join(line_text(line) for line in lay_out(lines, "style", dialect))


def read_rows(table: Table) -> list[list[str]]:
    """The cells of a table, header first."""
    return [[uncell(one.strip(" \t")) for one in row.cells] for row in (table.header, *table.rows)]


def names(found: Iterable[str]) -> str:
    """Names in code, one after another."""
    return ", ".join(f"`{code_text(one)}`" for one in found)


def read_names(text: str) -> tuple[str, ...]:
    """The names of a cell."""
    return tuple(decode(one) for one in _CODE.findall(text))
