"""Commands that bring generated/ to what specs/ gives: build, check, watch."""

from __future__ import annotations

import time
from argparse import Namespace
from pathlib import Path

from generator.cli.baselines import known_of
from generator.cli.output import say, show
from generator.cli.report import ToolError, failure, located_in, report
from generator.cli.waiting import waiting
from generator.untouched import untouched


def build(chosen: Namespace) -> int:
    """Specs to generated."""
    started, known = time.perf_counter(), known_of(chosen.specs)
    from generator.build import build as build_specs  # noqa: PLC0415 - not needed for a clean check

    with waiting("build"):
        specs, out = Path(chosen.specs), Path(chosen.out)
        outcome = build_specs(specs, out, force=chosen.force, validate=chosen.validate)
    if outcome.failed:
        raise ToolError(*outcome.found, sources=outcome.sources)
    code = report(outcome.found, outcome.sources, chosen, known=known)
    seconds = time.perf_counter() - started
    say(
        f"{len(outcome.written)} written, {len(outcome.removed)} removed, {outcome.unchanged} unchanged"
        f" in {chosen.out} ({seconds:.1f} s)"
    )
    return code


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
    return code


def watch(chosen: Namespace) -> int:
    """Build, and build again when something below the specs folder is saved."""
    try:
        from watchfiles import watch as changes  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise failure("B030", "watch", str(error), "`pip install docs2sdk[watch]`") from error
    build(chosen)
    for _ in changes(chosen.specs):
        build(chosen)
    return 0
