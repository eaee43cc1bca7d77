"""The baseline of `lint`: read, compared, written."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from generator import files
from generator.cli.output import say
from generator.cli.report import ToolError, failure
from generator.findings import Baseline, Choice, print_baseline, read_baseline
from generator.findings.baseline import healed
from generator.source import Diagnostic, Span, diagnostic


def known_findings(chosen: Namespace) -> Baseline:
    """The baseline that the command line names; nothing where it names none, or is about to write it."""
    if chosen.baseline is None and chosen.update_baseline:
        raise failure("B030", "lint", "--update-baseline without a file", "--baseline FILE")
    if chosen.baseline is None or chosen.update_baseline:
        return {}
    source = files.read_file(Path(chosen.baseline), chosen.baseline)
    if source.error:
        raise failure("B001", chosen.baseline, f"{chosen.baseline}: {source.error}", "a baseline")
    known, found = read_baseline(source.data.decode("utf-8", "replace"), chosen.baseline)
    if found:
        raise ToolError(*found)
    return known


def outdated(chosen: Namespace, every: Sequence[Diagnostic], known: Baseline) -> list[Diagnostic]:
    """A note when findings of the baseline are gone."""
    gone = healed(every, known)
    return [diagnostic("B032", Span(chosen.baseline), f"{gone} findings are gone")] if gone else []


def update_baseline(chosen: Namespace, every: Sequence[Diagnostic], choice: Choice) -> int:
    """Write what is found now as the baseline."""
    kept = [one for one in every if choice.shown(one)]
    place = Path(chosen.baseline)
    files.write(place.parent, place.name, print_baseline(kept).encode())
    say(f"{len(kept)} findings in {chosen.baseline}")
    return 0
