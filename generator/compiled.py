"""Floor 7: sample code as the tools of its language judge it, against the package made of the same pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from generator import files
from generator.config import Config
from generator.configure import wanted
from generator.model import Api
from generator.pages.facts import PageFacts
from generator.source import Diagnostic, Span, diagnostic
from generator.targets.check import Check
from generator.targets.target import targets

_LONGEST: Final = 900
"""Seconds: a compiler that takes longer for the samples of one language has met something that it cannot read."""
_TOLD: Final = re.compile(r"(?:.*/)?(sample_\d+\.\w+)[:(](\d+)(?:[,:]\d+)?\)?:?\s*(.*)")
_ASIDE: Final = re.compile(r"\s|.*: note: ")


def compiled(
    apis: Sequence[Api], pages: Sequence[PageFacts], config: Config
) -> Iterator[Diagnostic]:
    """What compilers say of the samples, of each edition that a target writes."""
    for name, target in targets().items():
        shown = [one for one in pages if one.edition == target.edition and one.samples.source]
        if not shown:
            continue
        settings = target.settings(wanted(name, config, apis))
        texts, _ = target.emit(apis, settings)
        with tempfile.TemporaryDirectory() as folder:
            package = Path(folder, "package")
            files.write_tree(package, {path: text.encode() for path, text in texts.items()})
            check = target.check(settings, package.as_posix())
            yield from _told(Path(folder), shown, check)


def _told(folder: Path, pages: Sequence[PageFacts], check: Check) -> Iterator[Diagnostic]:
    beside = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    tool = shutil.which(check.command[0], path=beside)
    if tool is None:
        seen = f"{check.command[0]} is not there, so {len(pages)} samples are not compiled"
        yield diagnostic("B030", Span(pages[0].path), seen, check.install)
        return
    left = {f"sample_{number}{check.ending}": page for number, page in enumerate(pages)}
    # code that does not parse keeps a compiler from judging the rest: what failed is put aside, the rest tried again
    while left:
        said = _said(folder, left, check, tool)
        found = list(_found(said, left))
        yield from found
        failed = {one[1] for line in said.splitlines() if (one := _TOLD.match(line))}
        if not failed.intersection(left):
            return
        left = {name: page for name, page in left.items() if name not in failed}


def _said(folder: Path, pages: Mapping[str, PageFacts], check: Check, tool: str) -> str:
    """What the tool prints about the samples in a new folder; empty where it has nothing against them."""
    samples = {name: f"{page.samples.source}\n" for name, page in pages.items()}
    tree = {**samples, **check.files}
    place = Path(tempfile.mkdtemp(dir=folder))
    files.write_tree(place, {name: text.encode("utf-8", "replace") for name, text in tree.items()})
    command = [tool, *check.command[1:]]
    environment = {**os.environ, **check.environment}
    try:
        done = subprocess.run(  # noqa: S603 - the command is the target's own
            command, cwd=place, env=environment, capture_output=True, check=False, timeout=_LONGEST
        )
    except subprocess.TimeoutExpired:
        return f"{tool} takes longer than {_LONGEST} s"
    return (done.stdout + done.stderr).decode("utf-8", "replace") if done.returncode else ""


def _found(said: str, known: Mapping[str, PageFacts]) -> Iterator[Diagnostic]:
    """A finding for each line that says something; what names no sample is about the package, or the tool itself."""
    for line in said.splitlines():
        match = _TOLD.match(line)
        if not line.strip() or _ASIDE.match(line):
            continue
        if match is None or match[1] not in known:
            yield diagnostic("S030", Span(next(iter(known.values())).path), line.strip())
            continue
        page = known[match[1]]
        place = page.span("samples", page.samples.line + int(match[2]) - 1)
        yield diagnostic("S030", place, match[3])
