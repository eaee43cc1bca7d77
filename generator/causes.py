"""Floor 7: which page, and which cell of it, caused drift: pages now against the pages printed last time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields as fields_of
from pathlib import Path

from generator import files
from generator.drift.manifest import Manifest
from generator.model import UNSET, Field
from generator.pages.cells import request_type, spell
from generator.pages.facts import PageFacts, RowFacts
from generator.pages.read import read_page
from generator.pipeline import Specs
from generator.source import Diagnostic, Span, diagnostic

Tables = dict[str, tuple[str, dict[str, RowFacts]]]


def causes(specs: Specs, before: Manifest, out: Path) -> list[Diagnostic]:
    """What changed in the inputs since the last build, as precisely as the printed pages tell."""
    found: list[Diagnostic] = []
    for path in sorted({*specs.hashes, *before.inputs}):
        if specs.hashes.get(path) == before.inputs.get(path):
            continue
        found += _cause(path, specs, before, out)
    return found


def _cause(path: str, specs: Specs, before: Manifest, out: Path) -> Iterator[Diagnostic]:
    name = path.removeprefix(f"{specs.config.pages}/")
    new = next((page for page in specs.pages.facts if page.path == name), None)
    old = files.read_bytes(out, f"reference/{name}")
    if path not in specs.hashes:
        yield diagnostic("B023", Span(path), f"{path} was removed")
    elif path not in before.inputs:
        yield diagnostic("B023", Span(path), f"{path} is new")
    elif new is None or old is None:
        yield diagnostic("B023", Span(path), f"{path} changed")
    else:
        changes = list(_changes(read_page(old, name), new))
        yield from changes or [diagnostic("B023", Span(name), f"{name} changed")]


def _changes(old: PageFacts, new: PageFacts) -> Iterator[Diagnostic]:
    """Cells that differ, rows that came or went, and other facts."""
    for fact, role in (("title", "head"), ("description", "head")):
        was, now = getattr(old.head, fact), getattr(new.head, fact)
        if was != now:
            yield _said(new.span(role), f"the {fact}", was, now)
    if old.response.example != new.response.example:
        place = new.span("response", new.response.example_line)
        yield diagnostic("B023", place, "the example changed")
    if old.samples.source != new.samples.source:
        yield diagnostic("B023", new.span("samples", new.samples.line), "the sample code changed")
    before, after = _tables(old), _tables(new)
    for name in [*before, *(n for n in after if n not in before)]:
        role, rows = after.get(name) or before[name]
        yield from _rows(
            name, role, before.get(name, ("", {}))[1], rows if name in after else {}, new
        )


def _tables(page: PageFacts) -> Tables:
    tables: Tables = {
        "parameters": ("parameters", _named(page.parameters.rows)),
        "response": ("response", _named(page.response.rows)),
    }
    return tables | {schema.name: ("schemas", _named(schema.rows)) for schema in page.schemas}


def _named(rows: tuple[RowFacts, ...]) -> dict[str, RowFacts]:
    return {row.view.field.name: row for row in rows}


def _rows(
    table: str, role: str, old: dict[str, RowFacts], new: dict[str, RowFacts], page: PageFacts
) -> Iterator[Diagnostic]:
    for name in [*old, *(n for n in new if n not in old)]:
        where = f"`{table}.{name}`"
        if name not in new:
            yield diagnostic("B023", page.span(role), f"the row {where} was removed")
        elif name not in old:
            yield diagnostic("B023", page.span(role, new[name].line), f"the row {where} is new")
        else:
            yield from _cells(where, role, old[name].view.field, new[name], page)


def _cells(
    where: str, role: str, old: Field, new: RowFacts, page: PageFacts
) -> Iterator[Diagnostic]:
    columns = {"example": "sample", "limits": "description"}
    for fact in ("type", "required", "default", "description", "example", "limits"):
        was, now = getattr(old, fact), getattr(new.view.field, fact)
        if was != now:
            column = new.columns.get(columns.get(fact, fact), 1)
            yield _said(page.span(role, new.line, column), f"the {fact} of {where}", was, now)


def _said(place: Span, what: str, was: object, now: object) -> Diagnostic:
    return diagnostic("B023", place, f"{what} was {_short(was)} and is {_short(now)}")


def _short(value: object) -> str:
    if value is UNSET:
        return "empty"
    if hasattr(value, "__dataclass_fields__"):
        try:
            return repr(request_type(value))  # type: ignore[arg-type]
        except (TypeError, AttributeError):
            return repr({f.name: getattr(value, f.name) for f in fields_of(value)})  # type: ignore[arg-type]
    text = spell(value)
    return repr(text if len(text) <= 60 else f"{text[:57]}...")
