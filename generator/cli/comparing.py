"""`diff`: what changed for callers between two versions, told as findings, as data, or as a changelog."""

from __future__ import annotations

import json
import os
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from generator import files
from generator.cli.apis import Given
from generator.cli.named import text_named
from generator.cli.output import data, say, show
from generator.cli.report import ToolError, choice_of, failure, tell
from generator.cli.versions import Versions, revision_of, versions_of
from generator.cli.waiting import waiting
from generator.drift.approvals import (
    Approval,
    holding,
    outlived,
    print_approvals,
    read_approvals,
)
from generator.drift.change import BREAKING, Change
from generator.drift.steps import Step, step_finding
from generator.drift.told import ClientChanges, Told
from generator.drift.verdict import as_json, bump, verdict
from generator.drift.versions import Pair, changes, pairs
from generator.files import CONFIG, SourceFile, path_of
from generator.printers import render_diagnostics
from generator.printers.json_form import dumps
from generator.source import Diagnostic, Span, located
from generator.yaml.values import Json


@dataclass(slots=True)
class _Seen:
    """All that a comparison found: by client, and what is to be told beside the changes."""

    clients: list[ClientChanges] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

    @property
    def told(self) -> list[Told]:
        """The changes of all clients."""
        return [each for one in self.clients for each in one.told]

    @property
    def changes(self) -> list[Change]:
        """The same, as they are compared."""
        return [one.change for one in self.told]


def diff(chosen: Namespace) -> int:
    """What changed for callers; what was found while reading either side is told too."""
    today = _today()
    approvals = _approvals(chosen)
    with waiting("diff"), _versions(chosen) as (old, new):
        seen = _compared(old, new, holding(approvals, today))
    # both versions may be one file, whose findings are told once
    read = [one for side in (old, new) for one in _read(side, notes=chosen.notes)]
    seen.found += dict.fromkeys(read)
    if chosen.approve is not None:
        return _approve(chosen, seen, approvals)
    seen.found += outlived(approvals, [one.fingerprint for one in seen.told], today)
    return _print(seen, _by_path(old, new), chosen)


@contextmanager
def _versions(chosen: Namespace) -> Iterator[tuple[Versions, Versions]]:
    """Both versions; with --base the old one is what a git revision has at the path."""
    paths = [one for one in (chosen.old, chosen.new) if one is not None]
    if chosen.base is None:
        if len(paths) < 2:
            raise failure(
                "B030", "diff", f"{len(paths)} of two versions", "OLD and NEW, or --base REV"
            )
        old = versions_of(chosen.old)
        yield old, versions_of(chosen.new, old)
    elif len(paths) > 1:
        raise failure("B030", "diff", "--base beside two versions", "one path, or none for specs")
    else:
        path = paths[0] if paths else "specs"
        with revision_of(chosen.base, path) as old:
            yield old, versions_of(path, old)


def _today() -> date:
    """The day on which approvals expire; SOURCE_DATE_EPOCH (reproducible-builds.org) may say another one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return now.date()


def _compared(old: Versions, new: Versions, approved: dict[str, Approval]) -> _Seen:
    seen = _Seen()
    for pair in pairs(old.clients, new.clients):
        before, after = pair
        found = changes(pair)
        own = _told(found, pair, (old, new), approved) if found else []
        step = Step(before.number if before else "", after.number if after else "", bump(found))
        client = next(one.client for one in (after, before) if one is not None)
        seen.clients.append(ClientChanges(client, step, own))
        if before and after and CONFIG in new.sources:
            seen.found += step_finding(step, Span(path_of(CONFIG, new.sources)))
    return seen


def _told(
    found: Sequence[Change],
    pair: Pair,
    given: tuple[Given, Given],
    approved: Mapping[str, Approval],
) -> list[Told]:
    """The changes as findings; renames whose old names the clients keep are approved by that."""
    from generator.aliases import kept  # noqa: PLC0415 - not needed where nothing has changed
    from generator.drift.findings import told  # noqa: PLC0415
    from generator.model import Api  # noqa: PLC0415

    before, after = ((one.api or Api(one.client)) if one else Api("") for one in pair)
    config = given[1].config
    agreed = {**(kept(found, after, config) if config else {}), **approved}
    return told(found, before, after, (given[0].sources, given[1].sources), agreed)


def _read(side: Given, *, notes: bool) -> list[Diagnostic]:
    """What was found while reading a side, with paths."""
    paths = {name: path_of(name, side.sources) for name in side.sources}
    return [located(one, paths) for one in side.told(notes=notes)]


def _by_path(*sides: Given) -> dict[str, SourceFile]:
    """The files of both versions by the paths that findings have."""
    return {
        path_of(name, side.sources): one for side in sides for name, one in side.sources.items()
    }


def _approvals(chosen: Namespace) -> list[Approval]:
    """The approvals of the file that the command line names; ToolError where they can not be read."""
    if chosen.approvals is None:
        if chosen.approve is not None:
            raise failure("B030", "diff", "--approve without a file", "--approvals FILE")
        return []
    if chosen.approve is not None and not files.exists(Path(chosen.approvals)):
        return []
    text = text_named(chosen.approvals, "a file of approvals")
    approvals, found = read_approvals(text, chosen.approvals)
    if found:
        raise ToolError(*found)
    return approvals


def _approve(chosen: Namespace, seen: _Seen, approvals: Sequence[Approval]) -> int:
    """Add the breaking changes that are not approved yet; approvals that meet no change go."""
    last = _day(chosen.until) if chosen.until else None
    new = {
        one.fingerprint: Approval(
            one.fingerprint, chosen.approve, f"{one.change.code} {one.change.where}", last
        )
        for one in seen.told
        if one.change.kind == BREAKING and one.approval is None
    }
    known = {one.fingerprint for one in seen.told}
    kept = [one for one in approvals if one.fingerprint in known - set(new)]
    place = Path(chosen.approvals)
    files.write(place.parent, place.name, print_approvals([*kept, *new.values()]).encode())
    say(f"{len(new)} changes approved in {chosen.approvals}")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise failure("B030", "diff", f"--until {text}", "a day as YYYY-MM-DD") from error


def _print(seen: _Seen, sources: dict[str, SourceFile], chosen: Namespace) -> int:
    """Print all changes, notes too; breaking ones fail, unless `--fail-on` says otherwise."""
    choice = replace(choice_of(chosen), notes=True)
    found = sorted([*seen.found, *(one.finding for one in seen.told)])
    counted = seen.told if chosen.fail_on == "any" else []
    code = int(any(map(choice.fails, found)) or any(one.approval is None for one in counted))
    match chosen.format:
        case "json":
            data(dumps(_as_json(seen, found)))
        case "markdown":
            from generator.drift.changelog import changelog  # noqa: PLC0415

            rest = render_diagnostics(seen.found, {}, "markdown") if seen.found else ""
            data("\n".join(part for part in (changelog(seen.clients), rest) if part))
        case _:
            tell(found, sources, chosen, choice)
            if seen.told or not code:  # of what could not be read nobody knows whether it changed
                told_to = show if chosen.format == "text" else say
                told_to(verdict(seen.changes))
    return code


def _as_json(seen: _Seen, found: Sequence[Diagnostic]) -> dict[str, Json]:
    """The findings and, under keys of their own, the changes with what they are known by."""
    value: dict[str, Json] = json.loads(render_diagnostics(found, {}, "json"))
    own = as_json(seen.changes)
    counts, rows = own.pop("counts"), own["changes"]
    assert isinstance(counts, dict)  # noqa: S101 - narrows the type
    assert isinstance(rows, list)  # noqa: S101 - narrows the type
    for row, one in zip(rows, seen.told, strict=True):
        assert isinstance(row, dict)  # noqa: S101 - narrows the type
        row["fingerprint"] = one.fingerprint
        row["approved"] = one.approval.reason if one.approval else None
    versions: list[Json] = [
        {
            "client": one.client,
            "old": one.step.old,
            "new": one.step.new,
            "needed": one.step.needed,
            "enough": one.step.enough,
        }
        for one in seen.clients
    ]
    value["counts"] = {**value["counts"], **counts}  # type: ignore[dict-item]
    return value | own | {"versions": versions}
