"""How a table's cells stand on their lines: padded to columns (aligned) or with fixed spaces (compact)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from generator.markdown.tables import CODE_INDENT
from generator.markdown.width import display_width
from generator.pages.vocabulary import Dialect

Pads = tuple[int, int]
TIGHT: Final[Pads] = (1, 1)
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "request": ("name", "type", "required", "default", "description", "sample"),
        "schema": ("name", "type", "required", "description", "sample"),
        "response": ("name", "type", "description"),
    }
)
DIV_WIDTHS: Final = MappingProxyType(
    {"required": 80, "default": 60, "description": 300, "sample": 200}
)


EARLY: Final = "early"
HEADER_FORM: Final = MappingProxyType(
    {"default": "{label}", "sample": '<div style="width:200px"></div>{label}</div>'}
)
"""How one generation of the template printed request headers (spelling `header=early`): a `div` closed too early."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed row: cell contents without padding, their compact padding, and what stands outside the pipes."""

    contents: tuple[str, ...]
    pads: tuple[Pads, ...]
    lead: str = ""
    tail: str = ""
    more: tuple[str, ...] = ()
    verbatim: tuple[str, ...] = ()


def unfold(line: Line) -> Line:
    """What a formatter makes of a cell with line breaks: rows of one cell, then, after a blank, plain lines."""
    first, *rest = line.contents[-1].split("\n") if line.contents else [""]
    if not rest:
        return line
    stop = next((i for i, text in enumerate(rest) if not text.strip()), len(rest))
    more, verbatim = tuple(text.strip() for text in rest[:stop]), tuple(rest[stop:])
    return replace(line, contents=(*line.contents[:-1], first), more=more, verbatim=verbatim)


def columns(kind: str, dialect: Dialect) -> tuple[str, ...]:
    """The columns of a kind of table in a style."""
    if kind == "schema" and not dialect.style.sample_column:
        return COLUMNS[kind][:-1]
    return COLUMNS[kind]


def header_cell(role: str, label: str, kind: str, dialect: Dialect) -> str:
    """A header cell: the label, in a sized `div` where the style has those."""
    if not dialect.style.div or kind == "response" or role not in DIV_WIDTHS:
        return label
    if kind == "request" and dialect.header_form == EARLY and role in HEADER_FORM:
        return HEADER_FORM[role].format(label=label)
    return f'<div style="width:{DIV_WIDTHS[role]}px">{label}</div>'


def delimiter(kind: str, count: int, dialect: Dialect) -> Line:
    """The delimiter row of a compact table; an aligned layout fills it to the columns' widths."""
    second = dialect.style.delimiters.get(kind, (1, 1))[1]
    pads = tuple((second, 1) if index == 1 else TIGHT for index in range(count))
    return Line(("----",) * count, pads)


def widths(lines: Sequence[Line]) -> tuple[int, ...]:
    """The columns' widths of an aligned table: the widest cell, at least three."""
    count = max(len(line.contents) for line in lines)
    return tuple(
        max([3, *(display_width(text) for line in lines for text in _column(line, i))])
        for i in range(count)
    )


def _column(line: Line, index: int) -> tuple[str, ...]:
    own = line.contents[index : index + 1]
    return own + line.more if index == 0 else own


def aligned(lines: Sequence[Line], dashes: int) -> list[Line]:
    """Lay lines out in columns; `lines[dashes]` is the delimiter row."""
    lines = [unfold(line) for line in lines]
    broken = next((i + 1 for i, line in enumerate(lines) if line.verbatim), len(lines))
    body = [line for index, line in enumerate(lines[:broken]) if index != dashes]
    sizes = widths(body) if body else ()
    fill = tuple("-" * size for size in sizes[: len(lines[dashes].contents)])
    lines[dashes] = replace(lines[dashes], contents=fill)
    return [_padded(line, sizes) for line in lines[:broken]] + tight(lines[broken:])


def _padded(line: Line, sizes: Sequence[int]) -> Line:
    padding = zip(sizes, line.contents, strict=False)
    pads = tuple((1, 1 + size - display_width(content)) for size, content in padding)
    more = tuple(text + " " * (sizes[0] - display_width(text)) for text in line.more)
    return replace(line, pads=pads, more=more)


def tight(lines: Sequence[Line]) -> list[Line]:
    """One space around each cell, one in an empty one."""
    return [replace(x, pads=tuple((1, 1) if c else (1, 0) for c in x.contents)) for x in lines]


def cell_text(content: str, pads: Pads) -> str:
    """A raw cell."""
    return f"{' ' * pads[0]}{content}{' ' * pads[1]}"


def line_text(line: Line) -> str:
    """The row's text."""
    cells = zip(line.contents, line.pads, strict=True)
    main = f"{line.lead}|{''.join(cell_text(c, p) + '|' for c, p in cells)}{line.tail}"
    if not line.more and not line.verbatim:
        return main
    rest = [*line.verbatim[:-1], *map(_last_line, line.verbatim[-1:])]
    return "\n".join([main, *(f"| {text} |" for text in line.more), *rest])


def _last_line(text: str) -> str:
    """The end of a broken row; indented code is parted from the rows that follow."""
    return f"{text.rstrip()} |\n" if text.startswith(CODE_INDENT) else f"{text}|"


LAYOUTS: Final = ("style", "aligned", "tight")


def lay_out(lines: Sequence[Line], layout: str, dialect: Dialect) -> list[Line]:
    """Pad the lines as a layout says: the style's own, aligned, or tight."""
    if layout == "tight":
        return tight(lines)
    if layout == "aligned" or dialect.style.aligned:
        return aligned(lines, 1)
    return list(lines)
