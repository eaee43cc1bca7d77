"""Tables from raw lines: where one starts and ends, rows, cells with columns, and how cells are laid out.

markdown-it gives cells no map and drops their padding, so cells are split here (GFM 0.29, 4.10, with
one liberty: a cell may hold line breaks when its code span is still open, as published pages have it).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_ROW: Final = re.compile(r" {0,3}\|")
_DELIMITER: Final = re.compile(r" {0,3}\|(?:\s*:?-+:?\s*\|)+\s*$")
_PIPE: Final = re.compile(r"(?<!\\)\|")
_CELL_OR_CODE: Final = re.compile(
    r"(`+)(?:(?!`).|(?<!`)\1`+|`+(?!\1))*?(?<!`)\1(?!`)|(?<!\\)\|", re.DOTALL
)
MAX_ROW_LINES: Final = 400
CODE_INDENT: Final = "    "


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands: text before the first pipe, raw cells, text after the last pipe.

    `line` counts from 0 within the region. `parts` are the lines of a row that a formatter has broken up
    (`| code {|`, `| more |`, ..., `` }`| ``); its last cell holds them joined.
    """

    line: int
    lead: str
    cells: tuple[str, ...]
    tail: str
    parts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The row as it stood, line breaks of multi-line cells included."""
        return self.lead + "|" + "".join(cell + "|" for cell in self.cells) + self.tail

    def column(self, index: int) -> int:
        """Where the cell's content starts, counted from 1 on the row's first line."""
        at = max(index, 0)
        before = self.lead + "|" + "".join(cell + "|" for cell in self.cells[:at])
        cell = self.cells[at] if at < len(self.cells) else ""
        return len(before) + len(cell) - len(cell.lstrip(" ")) + 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: header, delimiter (None when the page lost it) and body rows."""

    header: Row
    delimiter: Row | None
    rows: tuple[Row, ...]
    end: int


def is_row(line: str) -> bool:
    """Does the line start like a table row?"""
    return bool(_ROW.match(line))


def is_delimiter(line: str) -> bool:
    """Is the line a table's delimiter row?"""
    return bool(_DELIMITER.match(line))


def starts_table(lines: Sequence[str], at: int) -> bool:
    """Is `lines[at]` a header row, that is, does a delimiter row follow it?"""
    return is_row(lines[at]) and at + 1 < len(lines) and is_delimiter(lines[at + 1])


def split_row(text: str, line: int, width: int = 0) -> Row:
    """Split a row into raw cells; pipes in code spans count only when the row has too many cells."""
    first = text.index("|")
    lead, body = text[:first], text[first + 1 :]
    parts = body.split("|") if "\\|" not in body else _PIPE.split(body)
    if width and len(parts) - 1 > width and "`" in body:
        guarded = _split_guarded(body)
        parts = guarded if len(guarded) - 1 == width else parts
    *cells, tail = parts
    return Row(line, lead, tuple(cells), tail)


def _split_guarded(body: str) -> list[str]:
    parts, start = [], 0
    for match in _CELL_OR_CODE.finditer(body):
        if match.group() == "|":
            parts.append(body[start : match.start()])
            start = match.end()
    return [*parts, body[start:]]


def read_table(lines: Sequence[str], at: int) -> Table:
    """Read the table whose header is `lines[at]` and whose delimiter follows it."""
    header = split_row(lines[at], at)
    delimiter = split_row(lines[at + 1], at + 1)
    width = len(header.cells)
    rows, position = [], at + 2
    while position < len(lines) and is_row(lines[position]):
        size = _row_lines(lines, position, width)
        rows.append(_row(lines[position : position + size], position, width))
        position += size
    return Table(header, delimiter, tuple(rows), position)


def _row(lines: Sequence[str], at: int, width: int) -> Row:
    if len(lines) == 1 or not _closed(lines[0], width):
        return split_row("\n".join(lines), at, width)
    main = split_row(lines[0], at, width)
    body = lines[1:] if lines[-1] else lines[1:-1]
    rest = [*body[:-1], body[-1].rstrip().removesuffix("|")]
    joined = [line.strip().strip("|").strip() if is_row(line) else line for line in rest]
    cell = "\n".join([main.cells[-1].strip(), *joined])
    return Row(at, main.lead, (*main.cells[:-1], f" {cell} "), main.tail, tuple(lines))


def table_end(lines: Sequence[str], at: int) -> int:
    """The line after the table that starts at `lines[at]`."""
    width = lines[at].count("|") - 1
    position = at + 2
    while position < len(lines) and is_row(lines[position]):
        position += _row_lines(lines, position, width)
    return position


def _closed(line: str, width: int) -> bool:
    return line.rstrip().endswith("|") and line.count("|") > width


def _row_lines(lines: Sequence[str], at: int, width: int) -> int:
    """How many lines the row takes: one, or up to the line that closes an open last cell."""
    line = lines[at]
    closed = _closed(line, width)
    if closed and not _open_code(line):
        return 1
    cells = line.count("|") - 1
    for size in range(1, min(MAX_ROW_LINES, len(lines) - at)):
        following = lines[at + size]
        if following.startswith(("#", "```")) or (
            is_row(following) and not _continues(following, closed=closed)
        ):
            return 1
        cells += following.count("|")
        ended = following.rstrip().endswith("|")
        if ended and (_odd(following) if closed else cells >= width):
            return size + 1 + (closed and _goes_on(lines, at + size))
    return 1


def _goes_on(lines: Sequence[str], last: int) -> bool:
    """Does a blank line after indented code part the table from its other rows?"""
    code = lines[last].startswith(CODE_INDENT)
    return code and last + 2 < len(lines) and not lines[last + 1] and is_row(lines[last + 2])


def _odd(text: str) -> bool:
    return text.count("`") % 2 == 1


def _open_code(line: str) -> bool:
    """Does the last cell open a code span that the line does not close?"""
    return _odd(line) and _odd(line.rstrip().removesuffix("|").rpartition("|")[2])


def _continues(line: str, *, closed: bool) -> bool:
    """Is the line a row of one cell, as a formatter leaves of a broken cell?"""
    return closed and line.count("|") == 2
