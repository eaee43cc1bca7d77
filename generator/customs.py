"""Floor 7: what new pages of a profile have otherwise than their document: order of rows, samples, blanks, an example.

It is data of the profile (`customs` in `templates/profiles/`) and becomes the page's variant and exceptions, as if the
page had been read; pages with HTTP sections are the document's and follow no custom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cmp_to_key
from typing import Final

from generator.markdown.tables import read_table
from generator.model import UNSET, Api, Json, Operation, PageRecord, Response
from generator.model.documented import documented, says_something
from generator.model.profiles import Profile
from generator.pages.cell_print import members_of
from generator.pages.escape import spelled
from generator.pages.ids import named
from generator.pages.table_diff import diff_table
from generator.pages.tables import Exceptions, RowView, print_table, recorded_spec
from generator.pages.variants import against, names_variant, own_rows
from generator.pages.vocabulary import Dialect, dialect
from generator.pages.write import inputs, response_name, sample_of, schema_rows, shown_schemas

_EDGE: Final = "\0"
"""A character that no page holds as it is: it is always spelled."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of a page: its kind, the prefix of its ids, the document's rows."""

    kind: str
    prefix: str
    rows: Sequence[RowView]


def customary(api: Api, operation: Operation, record: PageRecord, profile: Profile) -> PageRecord:
    """The record of a new page with what the profile's own pages have."""
    custom = profile.customs
    if not custom:
        return record
    tables = list(_tables(api, operation, record))
    turned = record.edition in custom["turned"]
    variant = {**record.variant, **_order(tables[0].rows, turned=turned)}
    for table in tables:
        variant |= _facts(table)
    if custom["example"]:
        variant |= _example(api, operation)
    kinds = {kind for kind, _ in profile.told(api)}
    above = next((count for kind, count in custom["above"].items() if kind in kinds), 1)
    exceptions = {**record.exceptions, **_blank(operation.description, above)}
    if record.edition in custom["below_sample"] and sample_of(operation, record.edition):
        exceptions["gap.response"] = custom["below_sample"][record.edition]
    frame = dialect(record.locale, record.style)
    for table in tables:
        exceptions |= _spaces(table, own_rows(table.rows, table.prefix, variant), frame)
    return replace(record, exceptions=exceptions, variant=variant)


def _tables(api: Api, operation: Operation, record: PageRecord) -> Iterator[_Table]:
    yield _Table("request", "parameters", inputs(api, operation))
    yield _Table("response", "response", schema_rows(api, response_name(operation)))
    for step, _, fields in shown_schemas(api, operation, record):
        yield _Table("schema", step, [RowView(field) for field in fields])


def _order(rows: Sequence[RowView], *, turned: bool) -> dict[str, Json]:
    """Rows as the original template sorts them: parameters with what is required first.

    A body's fields (and, where `turned`, parameters too) by a comparison that is never equal, in a stable merge sort
    (ECMA-262, 23.1.3.30, as engines do it; Python's is the same algorithm): what is required goes before
    whatever it is compared with, so that required fields stand first, in turned order.
    """
    key = cmp_to_key(_before)
    query, body = ([one for one in rows if one.query is wanted] for wanted in (True, False))
    query.sort(key=key if turned else lambda one: not one.field.required)
    own = [one.field.name for one in (*query, *sorted(body, key=key))]
    return names_variant(own, [one.field.name for one in rows], "parameters")


def _before(one: RowView, _: RowView) -> int:
    return -1 if one.field.required else 1


def _facts(table: _Table) -> dict[str, Json]:
    """What rows say otherwise: no default and no sample that is no, nothing or zero; of an enumeration's its first."""
    found: dict[str, Json] = {}
    for view in table.rows if table.kind != "response" else ():
        field, facts = view.field, {}
        if field.default is not UNSET and not says_something(field.default):
            facts["default"] = against(field.default, UNSET)
        members = members_of(field) if table.kind == "schema" else ()
        sample = members[0] if members else field.example
        sample = sample if says_something(sample) else UNSET
        if sample != field.example:
            facts["example"] = against(field.example, sample)
        if facts:
            found[f"{table.prefix}.{named(field.name)}"] = facts
    return found


def _example(api: Api, operation: Operation) -> dict[str, Json]:
    found = operation.success or Response()
    if found.example is not UNSET or not response_name(operation):
        return {}
    made = documented(api, found)
    return {} if made is UNSET else {"response.example": against(found.example, made)}


def _blank(description: str, above: int) -> dict[str, Json]:
    """Blank lines around the description: the template's, and those of the text."""
    if not description.strip("\n"):
        return {}
    led = len(description) - len(description.lstrip("\n"))
    left = len(description) - len(description.rstrip("\n"))
    gaps = (("description", above + led), ("method", 1 + left))
    return {f"gap.{name}": count for name, count in gaps if count != 1}


def _spaces(table: _Table, rows: Sequence[RowView], frame: Dialect) -> Exceptions:
    """Blanks and breaks at the ends of texts stand as they are, where the canonical print spells them or has none."""
    ended = [view for view in rows if _kept(view) is not view]
    if not ended:
        return {}
    spec = recorded_spec(table.kind, table.prefix, frame, {}, None)
    lines = (
        print_table([_kept(view) for view in ended], spec).replace(spelled(_EDGE), "").split("\n")
    )
    found, lost = diff_table(ended, read_table(lines, 0), spec)
    return {} if lost or f"{table.prefix}.table" in found else found


def _kept(view: RowView) -> RowView:
    """The row with an edge around a text that begins or ends with blanks, so that these are inside."""
    text = view.field.description
    if text == text.strip() or not text.strip():
        return view
    return replace(view, field=replace(view.field, description=f"{_EDGE}{text}{_EDGE}"))
