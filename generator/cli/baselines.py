"""Baselines: that of the command line or of the specs folder; read, compared, written."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from generator import files
from generator.cli.output import say
from generator.cli.report import ToolError, failure
from generator.findings import BASELINE, Baseline, Choice, print_baseline, read_baseline
from generator.findings.baseline import healed
from generator.source import Diagnostic, Span, diagnostic

_LINTED: Final = ("P", "A", "S", "C", "O")
"""Families of what lint finds; a baseline of `init` has what a build finds too."""


def known_findings(chosen: Namespace) -> Baseline:
    """The baseline that the command line names; nothing where it names none, or is about to write it."""
    chosen.baseline = chosen.baseline or _standing([*chosen.paths, "specs"][0])
    if chosen.baseline is None and chosen.update_baseline:
        raise failure("B030", "lint", "--update-baseline without a file", "--baseline FILE")
    if chosen.baseline is None or chosen.update_baseline:
        return {}
    return _read(chosen.baseline)


def known_of(specs: str) -> Baseline:
    """The baseline of a specs folder; nothing where it has none."""
    place = Path(specs, BASELINE)
    return _read(str(place)) if files.exists(place) else {}


def _standing(path: str) -> str | None:
    """The baseline of the specs folder that a path is, or lies in."""
    place = Path(path)
    folders = (one for one in (place, *place.parents) if files.exists(one / files.CONFIG))
    known = next(folders, place) / BASELINE
    return str(known) if files.exists(known) else None


def _read(path: str) -> Baseline:
    source = files.read_file(Path(path), path)
    if source.error:
        raise failure("B001", path, f"{path}: {source.error}", "a baseline")
    known, found = read_baseline(source.data.decode("utf-8", "replace"), path)
    if found:
        raise ToolError(*found)
    return known


def outdated(chosen: Namespace, every: Sequence[Diagnostic], known: Baseline) -> list[Diagnostic]:
    """A note when findings of the baseline are gone."""
    gone = healed(every, {key: count for key, count in known.items() if key[0].startswith(_LINTED)})
    return [diagnostic("B032", Span(chosen.baseline), f"{gone} findings are gone")] if gone else []


def update_baseline(chosen: Namespace, every: Sequence[Diagnostic], choice: Choice) -> int:
    """Write what is found now as the baseline; what only a build finds stays in it."""
    place, kept = Path(chosen.baseline), [one for one in every if choice.shown(one)]
    before = _read(chosen.baseline) if files.exists(place) else {}
    built = {key: count for key, count in before.items() if not key[0].startswith(_LINTED)}
    files.write(place.parent, place.name, print_baseline(kept, built).encode())
    say(f"{len(kept)} findings in {chosen.baseline}")
    return 0
