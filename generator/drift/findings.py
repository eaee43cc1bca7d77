"""Changes as findings: breaking ones are errors, compatible ones warnings, those of documentation notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from generator.drift.approvals import Approval, fingerprint
from generator.drift.change import BREAKING, COMPATIBLE, DOCS, Change
from generator.drift.places import Places
from generator.drift.told import Told
from generator.files import SourceFile
from generator.model import Api
from generator.source import NOWHERE, Diagnostic, Severity, Span, diagnostic

CODES: Final[Mapping[str, str]] = MappingProxyType(
    {BREAKING: "D001", COMPATIBLE: "D002", DOCS: "D003"}
)
Sources = Mapping[str, SourceFile]
_NO_SOURCES: Final[Sources] = MappingProxyType({})
_NO_APPROVALS: Final[Mapping[str, Approval]] = MappingProxyType({})


def findings(changes: Sequence[Change], old: Api, new: Api) -> list[Diagnostic]:
    """A finding for each change, at its place in the new Api, else in the old one."""
    return [one.finding for one in told(changes, old, new)]


def told(
    changes: Sequence[Change],
    old: Api,
    new: Api,
    sources: tuple[Sources, Sources] = (_NO_SOURCES, _NO_SOURCES),
    approved: Mapping[str, Approval] = _NO_APPROVALS,
) -> list[Told]:
    """Each change with its finding; `sources` are the files of either version, `approved` approvals that hold."""
    client = new.client or old.client
    sides = Places(old, sources[0]), Places(new, sources[1])
    marks = [fingerprint(one, client) for one in changes]
    return [
        Told(one, mark, approved.get(mark), _finding(one, mark, approved.get(mark), sides))
        for one, mark in zip(changes, marks, strict=True)
    ]


def _finding(
    one: Change, mark: str, approval: Approval | None, sides: tuple[Places, Places]
) -> Diagnostic:
    values = f": {one.old or '(nothing)'} -> {one.new or '(nothing)'}" if one.old or one.new else ""
    place, *related = _spans(one, *sides) or [NOWHERE]
    seen = f"{one.code} `{one.where}`{values}"
    hint = f"{one.explanation} [{mark}]"
    found = diagnostic(CODES[one.kind], place, seen, "", hint, tuple(related))
    if approval is None:
        return found
    return replace(found, hint=f"approved: {approval.reason} [{mark}]", level=Severity.NOTE)


def _spans(one: Change, old: Places, new: Places) -> list[Span]:
    """The place in the new version first: that of what holds it where the change took it away."""
    after = new.span(one.new_place or one.old_place, one.where)
    before = old.span(one.old_place, one.where)
    return [span for span in (after, before) if span is not None]
