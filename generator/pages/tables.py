"""Printing a table of fields, and recording how a page's table differs from that print."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from generator.markdown.tables import read_table
from generator.model import Field, Json
from generator.pages import cell_print, cells, edits
from generator.pages.edits import listed
from generator.pages.escape import cell_text
from generator.pages.ids import numbered
from generator.pages.layout import (
    TIGHT,
    Line,
    columns,
    delimiter,
    header_cell,
    lay_out,
    line_text,
)
from generator.pages.vocabulary import Dialect, Labels, printed

T = TypeVar("T")
_PADS: Final = re.compile(r"(\d{1,9})_(\d{1,9}),(\d{1,9})")
_CELL: Final = re.compile(r"(\d{1,9})([~+@].*)", re.DOTALL)
ROLES: Final = frozenset({"name", "type", "required", "default", "description", "sample"})
Exceptions = dict[str, Json]
Memory = dict[object, tuple[object, Any]]
"""What editions of a page share: key to (what its identities belong to, which keeps them valid; what was made)."""


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
        """The recorded edits of a row: `header`, `delimiter`, or a field's name as an id."""
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
    contents = tuple(
        header_cell(r, printed(labels[r]), spec.kind, spec.dialect) for r in spec.roles
    )
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
    item = view.field
    match role:
        case "name":
            return cell_text(item.name), "plain"
        case "type":
            spell = {"request": cells.request_type, "response": cells.response_type}
            case = "query" if view.query else "plain"
            return spell.get(spec.kind, cells.scalar_word)(item.type), case
        case "required":
            return spec.dialect.yes_no[item.required], "plain"
        case "default":
            return cell_print.default_cell(item), "plain"
        case "description":
            return cell_print.description_cell(item, spec.kind, spec.dialect, query=view.query)
        case _:
            text, case = cell_print.sample_cell(item, spec.kind)
            return (
                text if "\n" not in text or _survives(text, spec) else cell_print.safe_sample(item)
            ), case


def _survives(sample: str, spec: TableSpec) -> bool:
    """Does a sample of several lines read back from a row of its own, and leave the next row alone?"""
    width = len(spec.roles)
    filler = ("x",) * (width - 1)
    cells_of = [
        ("x",) * width,
        ("----",) * width,
        (*filler, cells.cell(sample, lines=True)),
        (*filler, "y"),
    ]
    lines = [Line(contents, (TIGHT,) * width) for contents in cells_of]
    text = "\n".join(line_text(line) for line in lay_out(lines, "style", spec.dialect))
    rows = read_table(text.split("\n"), 0).rows
    return [row.cells[-1].strip(" \t") for row in rows if row.cells] == [cells_of[2][-1], "y"]


def label_spellings(index: int, row: str, spec: TableSpec, content: str) -> Labels:
    """All spellings that a label edit may name, the canonical one first; empty for cells without labels."""
    role = spec.roles[index] if index < len(spec.roles) else ""
    if row == "header":
        labels = spec.dialect.column_labels.get(role, {})
        return {k: header_cell(role, text, spec.kind, spec.dialect) for k, text in labels.items()}
    if role == "required":
        known = spec.dialect.required_labels.values()
        return next((labels for labels in known if content == printed(labels)), {})
    return {}


def print_table(views: Sequence[RowView], spec: TableSpec) -> str:
    """The table's text with the recorded exceptions in place; editions of a page share it by `spec.memory`."""
    if spec.memory is None:
        return _print(views, spec)
    own = _own(views, spec)
    rows = tuple((id(view.field), view.query) for view in views)
    key = (spec.kind, spec.roles, id(spec.dialect), rows, repr(own))
    return shared(spec.memory, key, views, lambda: _print(views, spec))


def shared(memory: Memory | None, key: object, kept: object, make: Callable[[], T]) -> T:
    """What was made before under the key, which may hold identities of what is `kept`; else it is made now."""
    if memory is None:
        return make()
    if key not in memory:
        memory[key] = (kept, make())
    made: T = memory[key][1]
    return made


def _own(views: Sequence[RowView], spec: TableSpec) -> Sequence[tuple[str, Json]]:
    """The table's own exceptions. A page of very many tables is not looked through for each of them."""
    start, known = f"{spec.prefix}.", spec.exceptions
    if len(known) <= 4 * len(views) + 16:
        own = sorted(key for key in known if key.startswith(start))
        return [(key, known[key]) for key in own]
    steps = ("table", "header", "delimiter", *numbered(view.field.name for view in views))
    keys = {f"{start}{step}" for step in steps}
    return [(key, known[key]) for key in sorted(keys) if key in known]


def _print(views: Sequence[RowView], spec: TableSpec) -> str:
    lines = [
        ("header", header_line(spec)),
        ("delimiter", delimiter(spec.kind, len(spec.roles), spec.dialect)),
    ]
    steps = numbered(view.field.name for view in views)
    lines += [(step, row_line(view, spec)) for step, view in zip(steps, views, strict=True)]
    options = spec.exceptions.get(f"{spec.prefix}.table")
    layout = str(options.get("layout", "style")) if isinstance(options, dict) else "style"
    edited = [_edit_contents(name, line, spec) for name, line in lines]
    laid = lay_out(edited, layout, spec.dialect)
    if any(name == "delimiter" and spec.row_edits(name) for name, _ in lines):
        laid[1] = _edit_contents("delimiter", laid[1], spec, again=True)
    final = (_edit_pads(name, line, spec) for (name, _), line in zip(lines, laid, strict=True))
    return "\n".join(line_text(line) for line in final)


def _edit_contents(name: str, line: Line, spec: TableSpec, *, again: bool = False) -> Line:
    if name == "delimiter" and not again:
        return line
    found = spec.row_edits(name)
    if not found:
        return line
    contents, own = list(line.contents), _by_cell(found)
    if count := next((e[1:] for e in found if e[:1] == "#" and e[1:].isdecimal()), ""):
        contents = contents[: int(count)]
    for index, content in enumerate(contents):
        if index in own:
            labels = label_spellings(index, name, spec, content)
            contents[index] = edits.apply(content, own[index], labels)
    pads = line.pads[: len(contents)]
    return replace(line, contents=tuple(contents), pads=pads)


def _by_cell(found: Sequence[str]) -> dict[int, list[str]]:
    """The edits of each cell."""
    own: dict[int, list[str]] = {}
    for match in filter(None, map(_CELL.fullmatch, found)):
        own.setdefault(int(match[1]), []).append(match[2])
    return own


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
