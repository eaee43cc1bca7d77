"""Commands that bring generated/ to what specs/ gives: build, check, watch."""

from __future__ import annotations

import time
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.baselines import known_of
from generator.cli.output import say, show
from generator.cli.report import ToolError, fail, failure, located_in, refused, report
from generator.cli.waiting import waiting
from generator.untouched import untouched

if TYPE_CHECKING:
    from generator.live import Session


def build(chosen: Namespace) -> int:
    """Specs to generated; what the hashes know to be as it was costs no more than they do."""
    started, known = time.perf_counter(), known_of(chosen.specs)
    specs, out = Path(chosen.specs), Path(chosen.out)
    quick = None if chosen.force or chosen.validate else untouched(specs, out)
    if quick is not None:
        code = report(quick.found, quick.sources, chosen, known=known)
        say(_done(chosen, (0, 0, quick.outputs), started))
        return code
    from generator.build import build as build_specs  # noqa: PLC0415 - not needed for a clean tree

    with waiting("build"):
        outcome = build_specs(specs, out, force=chosen.force, validate=chosen.validate)
    if outcome.failed:
        raise ToolError(*outcome.found, sources=outcome.sources)
    code = report(outcome.found, outcome.sources, chosen, known=known)
    counts = len(outcome.written), len(outcome.removed), outcome.unchanged
    say(_done(chosen, counts, started))
    return code


def _done(chosen: Namespace, counts: tuple[int, int, int], started: float) -> str:
    """What a build did, and in what time."""
    seconds = time.perf_counter() - started
    written, removed, unchanged = counts
    return f"{written} written, {removed} removed, {unchanged} unchanged in {chosen.out} ({seconds:.1f} s)"


def check(chosen: Namespace) -> int:
    """Is generated what build would write?"""
    known = known_of(chosen.specs)
    quick = None if chosen.full else untouched(Path(chosen.specs), Path(chosen.out))
    if quick is not None:
        return report(quick.found, quick.sources, chosen, known=known)
    from generator.build import check as check_specs  # noqa: PLC0415 - not needed for a clean check

    with waiting("check"):
        outcome = check_specs(Path(chosen.specs), Path(chosen.out), full=chosen.full)
    if outcome.failed:
        raise ToolError(*outcome.found, sources=outcome.sources)
    if outcome.diff and chosen.format == "text":
        show("\n".join(outcome.diff))
    causes, _ = located_in(
        [one for one in outcome.found if one.code == "B023"], outcome.sources, "text"
    )
    for one in causes if chosen.format == "text" else ():
        show(f"{one.span}: {one.seen}")
    code = report(outcome.found, outcome.sources, chosen, known=known)
    if outcome.diff and chosen.format == "text":
        command = f"docs2sdk build --specs {chosen.specs} -o {chosen.out}"
        usual = (chosen.specs, chosen.out) == ("specs", "generated")
        show(f"fix it with: {'docs2sdk build' if usual else command}")
        for hint in dict.fromkeys(one.hint for one in causes if one.hint):
            show(f"and {hint}")
    return code


def watch(chosen: Namespace) -> int:
    """Build, and build again when something below the specs folder is saved; a failure is told, and waited out."""
    from generator import live  # noqa: PLC0415 - not needed by the other commands

    session = live.Session(Path(chosen.specs), Path(chosen.out))
    try:
        for _ in live.saves(session.root):
            _built(chosen, session)
    except live.WatchError as error:
        raise failure("B030", "watch", str(error), "`pip install docs2sdk[watch]`") from error
    return 0


def _built(chosen: Namespace, session: Session) -> None:
    started = time.perf_counter()
    try:
        outcome = session.build(force=chosen.force, validate=chosen.validate)
        if outcome.failed:
            fail(ToolError(*outcome.found, sources=outcome.sources))
            return
        report(outcome.found, outcome.sources, chosen, known=known_of(chosen.specs))
    except ToolError as error:
        fail(error)
    except OSError as error:
        fail(refused(error))
    else:
        counts = len(outcome.written), len(outcome.removed), outcome.unchanged
        say(_done(chosen, counts, started))
