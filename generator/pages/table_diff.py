"""How a page's table differs from its print: the exceptions that make the print what the page has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.markdown.tables import Row, Table
from generator.pages import edits
from generator.pages.ids import numbered
from generator.pages.layout import LAYOUTS, TIGHT, Line, delimiter, lay_out, line_text
from generator.pages.tables import (
    Exceptions,
    RowView,
    TableSpec,
    header_line,
    label_spellings,
    row_line,
)


def diff_table(
    views: Sequence[RowView], table: Table, spec: TableSpec
) -> tuple[Exceptions, list[str]]:
    """Exceptions that make `print_table` print the page's table, and the rows where that can not be."""
    raws = [table.header, *([table.delimiter] if table.delimiter else []), *table.rows]
    names = ["header", "delimiter", *numbered(view.field.name for view in views)]
    lines = [header_line(spec), delimiter(spec.kind, len(spec.roles), spec.dialect)]
    lines += [row_line(view, spec) for view in views]
    if len(raws) != len(lines):
        return {}, [spec.prefix]
    best: tuple[int, Exceptions, list[str]] | None = None
    for layout in LAYOUTS:
        found, lost = _diff_rows(names, lines, raws, layout, spec)
        cost = sum(len(str(value)) for value in found.values()) + 1000 * len(lost)
        if best is None or cost < best[0]:
            best = (cost, found, lost)
        if not cost:
            break
    return (best[1], best[2]) if best else ({}, [])


def _diff_rows(
    names: Sequence[str], lines: Sequence[Line], raws: Sequence[Row], layout: str, spec: TableSpec
) -> tuple[Exceptions, list[str]]:
    exceptions: Exceptions = (
        {} if layout == "style" else {f"{spec.prefix}.table": {"layout": layout}}
    )
    edited, all_edits, lost = [], [], []
    free = layout != "style" or spec.dialect.style.aligned
    for name, line, raw in zip(names, lines, raws, strict=True):
        try:
            found, contents = _content_edits(name, line, raw, spec, free=free)
        except edits.UnrecordableError:
            found, contents = [], line.contents
            lost.append(f"{spec.prefix}.{name}")
        edited.append(Line(contents, line.pads[: len(contents)], line.lead, line.tail))
        all_edits.append(found)
    laid = lay_out(edited, layout, spec.dialect)
    laid[1], whole = _dashes(laid[1], raws[1], all_edits[1])
    lost += [] if whole else [f"{spec.prefix}.delimiter"]
    for name, line, raw, found in zip(names, laid, raws, all_edits, strict=True):
        changes = [*found, *_pad_edits(line, raw)]
        if raw.parts and line_text(line) != "\n".join(raw.parts):
            lost.append(f"{spec.prefix}.{name}")
        if changes:
            exceptions[f"{spec.prefix}.{name}"] = edits.recorded(changes)
    return exceptions, lost


def _dashes(line: Line, raw: Row, found: list[str]) -> tuple[Line, bool]:
    """Add the delimiter row's edits, relative to its laid out form; False where they can not be recorded."""
    contents, whole = [], len(raw.cells) <= len(line.contents)
    for index, (dashes, cell) in enumerate(zip(line.contents, raw.cells, strict=False)):
        actual = cell.strip(" ")
        try:
            found += [f"{index}{edit}" for edit in edits.diff(dashes, actual)]
        except edits.UnrecordableError:
            actual, whole = dashes, False
        contents.append(actual)
    found += [f"#{len(raw.cells)}"] if len(raw.cells) < len(line.contents) else []
    return replace(line, contents=tuple(contents), pads=line.pads[: len(contents)]), whole


def _content_edits(
    name: str, line: Line, raw: Row, spec: TableSpec, *, free: bool
) -> tuple[list[str], tuple[str, ...]]:
    if name == "delimiter":
        return [], line.contents
    if len(raw.cells) > len(line.contents):
        raise edits.UnrecordableError(raw.text[:40])
    found: list[str] = []
    if len(raw.cells) < len(line.contents):
        found.append(f"#{len(raw.cells)}")
    contents = []
    for index, cell in enumerate(raw.cells):
        canonical = line.contents[index]
        actual = _content(canonical, cell, TIGHT if free else line.pads[index], free=free)
        if actual != canonical:
            found += [
                f"{index}{edit}" for edit in _cell_edits(index, name, spec, canonical, actual)
            ]
        contents.append(actual)
    return found, tuple(contents)


def _cell_edits(index: int, row: str, spec: TableSpec, canonical: str, actual: str) -> list[str]:
    if labels := label_spellings(index, row, spec, canonical):
        return edits.label_diff(labels, actual, canonical)
    return edits.diff(canonical, actual)


def _content(canonical: str, cell: str, pads: tuple[int, int], *, free: bool) -> str:
    """A raw cell's content: what is left without its padding."""
    bare = cell.strip(" ")
    if canonical != bare == canonical.strip(" ") and cell.startswith(f" {canonical}"):
        return canonical  # it begins with a space of its own
    left, right = pads
    if free or bare == canonical or len(cell) < left + right:
        return bare
    inner = cell[left : len(cell) - right]
    if cell.startswith(" " * left) and cell.endswith(" " * right) and not inner.startswith(" "):
        return inner
    return bare


def _pad_edits(line: Line, raw: Row) -> list[str]:
    if raw.parts:
        return []
    found = []
    for index, (content, pads, cell) in enumerate(
        zip(line.contents, line.pads, raw.cells, strict=False)
    ):
        if cell != f"{' ' * pads[0]}{content}{' ' * pads[1]}":
            left = len(cell) - len(cell.lstrip(" ")) if content else len(cell)
            right = len(cell) - left - len(content)
            found.append(f"{index}_{left},{max(right, 0)}")
    if raw.lead != line.lead:
        found.append(f"<{raw.lead}")
    if raw.tail != line.tail:
        found.append(f">{raw.tail}")
    return found
