"""Changes as findings: breaking ones are errors, compatible ones warnings, those of documentation notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from generator.drift.change import BREAKING, COMPATIBLE, DOCS, Change
from generator.model import Api, body_fields
from generator.model.origin import NOWHERE
from generator.source import Diagnostic, Span, diagnostic

CODES: Final[Mapping[str, str]] = MappingProxyType(
    {BREAKING: "D001", COMPATIBLE: "D002", DOCS: "D003"}
)
Places = Mapping[str, Span]


def findings(changes: Sequence[Change], old: Api, new: Api) -> list[Diagnostic]:
    """A finding for each change, at its place in the new Api, else in the old one."""
    before, after = dict(_places(old)), dict(_places(new))
    return [_finding(one, before, after) for one in changes]


def _finding(one: Change, before: Places, after: Places) -> Diagnostic:
    values = f": {one.old or '(nothing)'} -> {one.new or '(nothing)'}" if one.old or one.new else ""
    spans = [span for places in (after, before) if (span := _place(one.where, places)) is not None]
    place, *related = spans or [NOWHERE]
    seen = f"{one.code} `{one.where}`{values}"
    return diagnostic(CODES[one.kind], place, seen, "", one.explanation, tuple(related))


def _place(where: str, places: Places) -> Span | None:
    """The place of `Schema.field` or the like; that of what holds it where it has none itself."""
    while where:
        if where in places:
            return places[where]
        where = where.rpartition(".")[0]
    return None


def _places(api: Api) -> Iterator[tuple[str, Span]]:
    """What of an Api has a place in a file, by its name in a change."""
    for operation in api.operations:
        fields = [one.field for one in operation.parameters]
        fields += body_fields(api, operation.body) if operation.body else []
        origins = [(operation.id, operation.origin)]
        origins += [(f"{operation.id}.{one.name}", one.origin) for one in fields]
        yield from ((name, origin.span) for name, origin in origins if origin.span.file)
    for name, schema in api.schemas.items():
        origins = [(name, schema.origin)]
        origins += [(f"{name}.{one.name}", one.origin) for one in schema.fields]
        yield from ((name, origin.span) for name, origin in origins if origin.span.file)
