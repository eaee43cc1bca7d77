"""Printing a table of fields, and recording how a page's table differs from that print."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from generator.markdown.tables import Row, Table
from generator.model import Field, Json
from generator.pages import cells, edits
from generator.pages.edits import listed
from generator.pages.layout import (
    LAYOUTS,
    TIGHT,
    Line,
    columns,
    delimiter,
    header_cell,
    lay_out,
    line_text,
)
from generator.pages.vocabulary import Dialect

_PADS: Final = re.compile(r"(\d+)_(\d+),(\d+)")
_CELL: Final = re.compile(r"(\d+)([~+@].*)", re.DOTALL)
ROLES: Final = frozenset({"name", "type", "required", "default", "description", "sample"})
Exceptions = dict[str, Json]
Memory = dict[object, tuple[Sequence[object], str]]
"""Tables that were printed: key to (the rows, which keeps their identities valid; the text)."""


@dataclass(frozen=True, slots=True)
class RowView:
    """A field as a row; `query` rows are led by a space in compact styles."""

    field: Field
    query: bool = False


@dataclass(slots=True)
class TableSpec:
    """What a table is: its kind, columns and the prefix of its blocks' ids."""

    kind: str
    prefix: str
    dialect: Dialect
    roles: tuple[str, ...] = ()
    exceptions: Mapping[str, Json] = field(default_factory=dict)
    memory: Memory | None = None

    def __post_init__(self) -> None:
        self.roles = self.roles or columns(self.kind, self.dialect)

    def row_edits(self, name: str) -> list[str]:
        """The recorded edits of one row."""
        return edits.listed(self.exceptions.get(f"{self.prefix}.{name}"))


def recorded_spec(
    kind: str, prefix: str, dialect: Dialect, exceptions: Mapping[str, Json], memory: Memory | None
) -> TableSpec:
    """The spec of a table to print: the page may have recorded other columns than usual."""
    found = tuple(listed(exceptions.get(f"{prefix}.columns")))
    return TableSpec(
        kind, prefix, dialect, found if set(found) <= ROLES else (), exceptions, memory
    )


def header_line(spec: TableSpec) -> Line:
    """The canonical header row."""
    labels = spec.dialect.column_labels
    contents = tuple(header_cell(r, labels[r][0], spec.kind, spec.dialect) for r in spec.roles)
    return Line(contents, (TIGHT,) * len(contents))


def row_line(view: RowView, spec: TableSpec) -> Line:
    """The canonical row of a field."""
    style, pads = spec.dialect.style, spec.dialect.style.pads.get(spec.kind, {})
    parts = {role: _cell(role, view, spec) for role in spec.roles}
    padding = []
    for role, (_, case) in parts.items():
        known = pads.get(role, {})
        padding.append(known.get(case) or known.get("plain") or TIGHT)
    lead = style.query_lead if view.query else ""
    contents = tuple(cells.cell(text, lines=role == "sample") for role, (text, _) in parts.items())
    return Line(contents, tuple(padding), lead)


def _cell(role: str, view: RowView, spec: TableSpec) -> tuple[str, str]:
    item, required = view.field, spec.dialect.required_labels
    match role:
        case "name":
            return item.name, "plain"
        case "type":
            spell = {"request": cells.request_type, "response": cells.response_type}
            case = "query" if view.query else "plain"
            return spell.get(spec.kind, cells.scalar_word)(item.type), case
        case "required":
            return required[item.required][0], "plain"
        case "default":
            return cells.default_cell(item), "plain"
        case "description":
            return cells.description_cell(item, spec.kind, spec.dialect, query=view.query)
        case _:
            return cells.sample_cell(item, spec.kind)


def _labels(index: int, row: str, spec: TableSpec, content: str) -> tuple[str, ...]:
    """All spellings that a label edit may name, the canonical one first; empty for cells without labels."""
    role = spec.roles[index] if index < len(spec.roles) else ""
    if row == "header":
        labels = spec.dialect.column_labels.get(role, ())
        return tuple(header_cell(role, label, spec.kind, spec.dialect) for label in labels)
    if role == "required":
        known = spec.dialect.required_labels.values()
        return next((labels for labels in known if content == labels[0]), ())
    return ()


def print_table(views: Sequence[RowView], spec: TableSpec) -> str:
    """The table's text with the recorded exceptions in place; editions of a page share it by `spec.memory`."""
    if spec.memory is None:
        return _print(views, spec)
    start = f"{spec.prefix}."
    own = [(key, value) for key, value in spec.exceptions.items() if key.startswith(start)]
    rows = tuple((id(view.field), view.query) for view in views)
    key = (spec.kind, spec.roles, id(spec.dialect), rows, repr(own))
    if key not in spec.memory:
        spec.memory[key] = (views, _print(views, spec))
    return spec.memory[key][1]


def _print(views: Sequence[RowView], spec: TableSpec) -> str:
    named = [
        ("header", header_line(spec)),
        ("delimiter", delimiter(spec.kind, len(spec.roles), spec.dialect)),
    ]
    named += [(view.field.name, row_line(view, spec)) for view in views]
    options = spec.exceptions.get(f"{spec.prefix}.table")
    layout = str(options.get("layout", "style")) if isinstance(options, dict) else "style"
    edited = [_edit_contents(name, line, spec) for name, line in named]
    laid = lay_out(edited, layout, spec.dialect)
    if any(name == "delimiter" and spec.row_edits(name) for name, _ in named):
        laid[1] = _edit_contents("delimiter", laid[1], spec, again=True)
    final = (_edit_pads(name, line, spec) for (name, _), line in zip(named, laid, strict=True))
    return "\n".join(line_text(line) for line in final)


def _edit_contents(name: str, line: Line, spec: TableSpec, *, again: bool = False) -> Line:
    if name == "delimiter" and not again:
        return line
    found = spec.row_edits(name)
    if not found:
        return line
    contents = list(line.contents)
    for edit in found:
        if edit.startswith("#") and edit[1:].isdecimal():
            contents = contents[: int(edit[1:])]
        elif (match := _CELL.fullmatch(edit)) and int(match[1]) < len(contents):
            index = int(match[1])
            labels = _labels(index, name, spec, contents[index])
            contents[index] = edits.apply(contents[index], [match[2]], labels)
    pads = line.pads[: len(contents)]
    return replace(line, contents=tuple(contents), pads=pads)


def _edit_pads(name: str, line: Line, spec: TableSpec) -> Line:
    found = spec.row_edits(name)
    if not found:
        return line
    pads, lead, tail = list(line.pads), line.lead, line.tail
    for edit in found:
        if (match := _PADS.fullmatch(edit)) and int(match[1]) < len(pads):
            pads[int(match[1])] = (min(int(match[2]), 999), min(int(match[3]), 999))
        elif edit.startswith("<"):
            lead = edit[1:]
        elif edit.startswith(">"):
            tail = edit[1:]
    return replace(line, pads=tuple(pads), lead=lead, tail=tail)


def diff_table(
    views: Sequence[RowView], table: Table, spec: TableSpec
) -> tuple[Exceptions, list[str]]:
    """Exceptions that make `print_table` print the page's table, and the rows where that can not be."""
    raws = [table.header, *([table.delimiter] if table.delimiter else []), *table.rows]
    names = ["header", "delimiter", *(view.field.name for view in views)]
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
            labels = _labels(index, name, spec, canonical)
            changes = (
                edits.label_diff(labels, actual, canonical)
                if labels
                else edits.diff(canonical, actual)
            )
            found += [f"{index}{edit}" for edit in changes]
        contents.append(actual)
    return found, tuple(contents)


def _content(canonical: str, cell: str, pads: tuple[int, int], *, free: bool) -> str:
    """A raw cell's content: what is left without its padding."""
    bare = cell.strip(" ")
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
