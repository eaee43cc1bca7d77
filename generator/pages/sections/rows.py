"""Rows of any table of a page: cells to fields, with the findings of each cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.markdown.tables import Row, Table
from generator.model import (
    ANY,
    OBJECT,
    STRING,
    UNSET,
    Array,
    EnumMember,
    Field,
    Limits,
    OpenEnum,
    Ref,
    Scalar,
    Type,
)
from generator.pages import cells
from generator.pages.bullets import bullet_members
from generator.pages.escape import decode
from generator.pages.facts import RowFacts
from generator.pages.frame import Frame
from generator.pages.layout import COLUMNS, DIV_WIDTHS, columns
from generator.pages.sections.fit import NAME, fits
from generator.pages.table_diff import diff_table
from generator.pages.tables import RowView, TableSpec
from generator.pages.vocabulary import Dialect

_TAG: Final = re.compile(r"<[^>]*>")
_WIDTH: Final = re.compile(r"width\s*:\s*(\d+)px")
_ROLE_OF_WIDTH: Final = {width: role for role, width in DIV_WIDTHS.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its line in the section and the columns of its cells by role."""

    line: int
    columns: Mapping[str, int]

    def column(self, role: str) -> int:
        """The column of a cell, 1 where the row has none."""
        return self.columns.get(role, 1)


def roles(header: Row, kind: str, dialect: Dialect) -> tuple[str, ...] | None:
    """The columns' roles: by label, else by the width in the header's `div`, else by number; None if unknown."""
    known = dialect.words.column_of
    by_label = [known.get(_TAG.sub("", cell).strip().casefold()) for cell in header.cells]
    by_width = [
        _ROLE_OF_WIDTH.get(int(m[1])) if (m := _WIDTH.search(c)) else None for c in header.cells
    ]
    found = [label or width for label, width in zip(by_label, by_width, strict=True)]
    if None not in found and len(set(found)) == len(found):
        return tuple(role for role in found if role)
    usual = columns(kind, dialect)
    return usual if len(header.cells) == len(usual) else _by_count(len(header.cells))


def _by_count(count: int) -> tuple[str, ...] | None:
    return next((roles for roles in COLUMNS.values() if len(roles) == count), None)


def read_rows(table: Table, spec: TableSpec, frame: Frame) -> tuple[RowFacts, ...]:
    """Read a table's rows and record how they differ from print."""
    _header(table.header, frame)
    if spec.roles != columns(spec.kind, spec.dialect):
        frame.exceptions[f"{spec.prefix}.columns"] = list(spec.roles)
    parted = [part for row in table.rows for part in _parted(row, spec, frame)]
    read = [(row, fact) for row in parted if (fact := _row(row, spec, frame)) is not None]
    rows, facts = [row for row, _ in read], [fact for _, fact in read]
    views = [fact.view for fact in facts]
    _duplicates(facts, frame)
    exceptions, lost = diff_table(views, replace(table, rows=tuple(rows)), spec)
    frame.exceptions |= exceptions
    for name in lost:
        frame.lost(name, table.header.line)
    return tuple(facts)


def _header(header: Row, frame: Frame) -> None:
    """Report a header cell whose `div` is closed twice or never; a site can not be built of it (HTML, 13.1.2)."""
    for index, cell in enumerate(header.cells):
        if cell.count("<div") != cell.count("</div>"):
            seen, column = f"{cell.strip()[:60]!r}", header.column(index)
            frame.find("P050", header.line, seen, "one `</div>` behind the label", column)
            return


def _parted(row: Row, spec: TableSpec, frame: Frame) -> list[Row]:
    """Rows that were glued together on one line, parted at the header's width."""
    width = len(spec.roles)
    if len(row.cells) <= width:
        return [row]
    groups, rest = [], list(row.cells)
    while len(rest) >= width:
        groups.append(rest[:width])
        rest = rest[width:]
        while len(rest) > width and not rest[0].strip():
            rest = rest[1:]
    names = [group[0].strip() for group in groups]
    if any(cell.strip() for cell in rest) or not all(NAME.fullmatch(name) for name in names):
        return [row]
    frame.find("P032", row.line, f"{len(groups)} rows on one line", "one row a line")
    return [Row(row.line, row.lead, tuple(group), "") for group in groups]


def _duplicates(facts: Sequence[RowFacts], frame: Frame) -> None:
    seen: set[str] = set()
    for fact in facts:
        name = fact.view.field.name
        if name in seen:
            column = fact.columns.get("name", 1)
            frame.find("P024", fact.line, f"a second row `{name}`", "one row a name", column)
        seen.add(name)


def _row(row: Row, spec: TableSpec, frame: Frame) -> RowFacts | None:
    """The facts of a row; None for one that can not be read, which is reported and costs nothing but itself."""
    said = row.cells if len(row.cells) >= len(spec.roles) else (*row.cells, row.tail)
    values = {
        role: cells.uncell(cell.strip(" \t"))
        for role, cell in zip(spec.roles, said, strict=False)
        if cell is not row.tail or cell.strip()
    }
    if not _sound(row, values, spec, frame):
        return None
    if values.get("description", "").count("`") % 2:
        column = row.column(spec.roles.index("description"))
        frame.find("P051", row.line, "a single backtick in the description", "pairs", column)
    places = {
        role: row.column(index) for index, role in enumerate(spec.roles) if index < len(row.cells)
    }
    field = _field(values, spec, frame, Place(row.line, places))
    return RowFacts(RowView(field, _is_query(row, spec)), row.line, places)


def _sound(row: Row, values: Mapping[str, str], spec: TableSpec, frame: Frame) -> bool:
    """Can the row be read? Reports what is wrong with it, once."""
    count, width = len(row.cells), len(spec.roles)
    if count != width and (count > width or any(values.values())):
        read = fits(values, spec.dialect)
        code = "P022" if count > width else "P021" if read else "P028"
        frame.find(
            code, row.line, f"{count} cells", f"{width} cells", row.column(min(count, width) - 1)
        )
        return read
    if not values.get("name"):
        frame.find("P026", row.line, "a row without a name")
        return False
    return True


def _is_query(row: Row, spec: TableSpec) -> bool:
    """Compact templates print the rows of query parameters with other spaces than those of the body."""
    style = spec.dialect.style
    if style.aligned or spec.kind != "request" or len(row.cells) < 2:
        return False
    pads = style.pads["request"].get("type", {}).get("query", (1, 1))
    return bool(row.lead) if style.query_lead else row.cells[1].endswith(" " * pads[1])


def _field(values: Mapping[str, str], spec: TableSpec, frame: Frame, place: Place) -> Field:
    dialect = spec.dialect
    old = not dialect.style.sample_column
    said = cells.read_description(values.get("description", ""), dialect.words, generation_2022=old)
    if spec.kind == "response":
        said = cells.Description(cells.plain_text(values.get("description", "")))
    kind = _type(values.get("type", ""), said, frame, place)
    kind, example = _sample(values.get("sample", ""), said, kind, spec)
    found = Field(
        name=decode(values.get("name", "")),
        type=kind,
        required=_required(values, dialect, frame, place),
        description=said.text,
        default=_default(values.get("default", ""), kind),
        example=example,
        limits=Limits(max_items=said.limit) if said.limit is not None else Limits(),
    )
    if spec.kind == "request" and kind == STRING:
        _listed(found, frame, place)
    return found


def _listed(field: Field, frame: Frame, place: Place) -> None:
    """Tell a sample and a default that are none of the values which the description lists."""
    values = [cells.spell(one.value) for one in bullet_members(field.description)]
    for column, value in (("sample", field.example), ("default", field.default)):
        if len(values) > 1 and value is not UNSET and cells.spell(value) not in values:
            known = f"one of {', '.join(f'`{one}`' for one in values[:6])}"
            frame.find("P029", place.line, f"{value!r} as {column}", known, place.column(column))


def _type(cell: str, said: cells.Description, frame: Frame, place: Place) -> Type:
    kind = cells.read_type(cell)
    if kind is None:
        known = "string, number, boolean, object, array or a link"
        frame.find("P023", place.line, f"the type {cell!r}", known, place.column("type"))
        kind = ANY
    if said.ref:
        whole = isinstance(kind, Array) or said.many
        return Array(Ref(said.ref)) if whole else Ref(said.ref)
    return OBJECT if kind == ANY and not cell else kind


def _sample(cell: str, said: cells.Description, kind: Type, spec: TableSpec) -> tuple[Type, object]:
    if said.members:
        members = tuple(EnumMember(member) for member in said.members)
        one = kind.item if isinstance(kind, Array) else kind
        enum = OpenEnum(one if isinstance(one, Scalar) and one != ANY else STRING, members)
        kind = Array(enum) if isinstance(kind, Array) else enum
    quoted = cells.unquote(cell) if said.sample is None else (said.sample, True)
    if quoted is None:
        return kind, UNSET
    text, marked = quoted
    if not marked and spec.kind == "schema" and kind in {STRING, Scalar("number")}:
        return enum_of(kind, text, said.text), text if kind == STRING else cells.typed(text, kind)
    return kind, cells.typed(text, kind)


def enum_of(base: Type, sample: str, text: str) -> OpenEnum:
    """The open enum of a bare sample: members from the description's bullets, the sample among them."""
    scalar = base if isinstance(base, Scalar) else STRING
    listed = bullet_members(text, plain=True)
    value = cells.typed(sample, scalar)
    own = () if any(cells.spell(m.value) == sample for m in listed) else (cells.member(value),)
    members = tuple(cells.member(cells.typed(str(m.value), scalar), m.description) for m in listed)
    return OpenEnum(scalar, own + members)


def _required(values: Mapping[str, str], dialect: Dialect, frame: Frame, place: Place) -> bool:
    if "required" not in values:
        return False
    cell = values["required"]
    if (known := dialect.stated.get(cell)) is not None:
        return known
    said = cells.required(cell, dialect)
    code, column = "P025" if said is None else "P027", place.column("required")
    frame.find(code, place.line, f"{cell!r} as required", "yes or no", column)
    return bool(said)


def _default(cell: str, kind: Type) -> object:
    if cell in {"-", ""}:
        return UNSET
    return cells.typed(decode(cell), kind)
