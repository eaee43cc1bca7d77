"""Tables from raw lines: cells with columns, pipes in code, cells over several lines, cells that a formatter broke."""

from __future__ import annotations

import pytest

from generator.markdown.blocks import blocks
from generator.markdown.chunks import section_starts
from generator.markdown.tables import is_delimiter, read_table, split_row, table_end
from generator.markdown.text import decode
from generator.markdown.width import display_width


@pytest.mark.parametrize(
    ("text", "width", "cells"),
    [
        ("| a | b |", 2, [" a ", " b "]),
        (" | a | b |", 2, [" a ", " b "]),
        ("|a||c|", 3, ["a", "", "c"]),
        (r"| a \| b | c |", 2, [r" a \| b ", " c "]),
        ("| a | `(|(x=1)(y=2))` |", 2, [" a ", " `(|(x=1)(y=2))` "]),
        ("| a | `b | c` | d |", 3, [" a ", " `b | c` ", " d "]),
        ("| a | `b | c` | d |", 4, [" a ", " `b ", " c` ", " d "]),
        ("| a | b", 2, [" a "]),
    ],
)
def test_rows(text: str, width: int, cells: list[str]) -> None:
    row = split_row(text, 0, width)
    assert list(row.cells) == cells
    assert row.text == text


def test_columns_count_from_one() -> None:
    row = split_row("| ab |  c |", 0)
    assert [row.column(0), row.column(1)] == [3, 9]
    assert "| ab |  c |"[row.column(1) - 1] == "c"


def test_columns_of_cells_that_are_not_there() -> None:
    assert [split_row("|", 0).column(index) for index in (-1, 0, 5)] == [2, 2, 2]


HEAD = ["| a | b |", "| --- | --- |"]


def test_a_cell_may_hold_lines() -> None:
    lines = [*HEAD, "| code | `f() {", "  x", "", "}` |", "| next | `1` |", "", "text"]
    table = read_table(lines, 0)
    assert [row.cells[0].strip() for row in table.rows] == ["code", "next"]
    assert table.rows[0].cells[1] == " `f() {\n  x\n\n}` "
    assert table.end == table_end(lines, 0) == 7


def test_a_cell_that_a_formatter_broke_is_joined() -> None:
    lines = [*HEAD, "| code | `f() { |", "| x;   |", "", "    y", "", "}`|", "| next | `1` |"]
    table = read_table(lines, 0)
    assert table.rows[0].cells[1].strip() == "`f() {\nx;\n\n    y\n\n}`"
    assert table.rows[0].parts == tuple(lines[2:8])
    assert table.rows[1].cells[0].strip() == "next"


def test_an_open_span_does_not_swallow_whole_rows() -> None:
    lines = [*HEAD, "| code | `open |", "| next | `1` |"]
    assert len(read_table(lines, 0).rows) == 2


@pytest.mark.parametrize(
    ("line", "yes"),
    [
        ("| --- | :-: |", True),
        ("|-|-|", True),
        ("| --- | x |", False),
        ("--- | ---", False),
        ("| |", False),
    ],
)
def test_delimiters(line: str, yes: bool) -> None:
    assert is_delimiter(line) is yes


def test_blocks_keep_tables_apart_from_text() -> None:
    lines = [
        "text",
        *HEAD,
        "| 1 | 2 |",
        "",
        "- item",
        "",
        "```ts",
        "| no | row |",
        "```",
        "| loose |",
        "> quote",
    ]
    kinds = [(block.kind, block.start, block.end) for block in blocks(lines)]
    assert kinds == [
        ("paragraph", 0, 1), ("docs_table", 1, 4), ("bullet_list", 5, 6), ("fence", 7, 10),
        ("loose_rows", 10, 11), ("blockquote", 11, 12),
    ]  # fmt: skip


def test_sections_start_outside_fences_only() -> None:
    lines = [
        "## a",
        "```",
        "## not",
        "```",
        "~~~ts",
        "## not",
        "```",
        "~~~",
        "## b",
        "````",
        "## not",
        "```",
        "````",
    ]
    assert section_starts(lines) == [0, 8]
    assert section_starts(["## a", "```", "## b"]) == [0, 2]


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("中文", 4), ("：", 2), ("e\u0301", 1), ("⚠️", 2), ("", 0)]
)
def test_width(text: str, width: int) -> None:
    assert display_width(text) == width


def test_line_endings_and_marks() -> None:
    text, found = decode(b"\xef\xbb\xbfa\r\nb\r\n", "x.md")
    assert text is not None
    assert (text.text, text.newline, text.bom, found) == ("a\nb\n", "\r\n", True, [])
    mixed, found = decode(b"a\r\nb\n", "x.md")
    assert mixed is not None
    assert [one.code for one in found] == ["P004"]
    _, found = decode("a\u202eb".encode(), "x.md")
    assert [one.code for one in found] == ["P005"]
