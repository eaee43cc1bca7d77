"""OpenAPI documents from elsewhere, adopted as a team would: rendered, and made the source by `init`."""

from __future__ import annotations

import contextlib
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.cli.main import main
from generator.openapi import load, parse_yaml
from generator.places import Wishes
from generator.render import render_tree


def rendered(path: Path) -> str:
    """What `render` falls short of: a page an operation; empty where nothing."""
    document, _ = parse_yaml(path.read_text("utf-8", "replace"), path.name)
    if not isinstance(document, dict):
        return ""
    api, _ = load(document, client="client", file=path.name)
    made = render_tree(api, Wishes(), samples=False)
    counts = (made.operations, len(made.tree), len({one.casefold() for one in made.tree}))
    wanted = len(api.operations)
    return "" if set(counts) == {wanted} else f"{counts} pages of {wanted} operations"


@dataclass(slots=True)
class Adoption:
    """Exit codes of the steps, what was told, seconds; pages that come back byte for byte, of how many."""

    codes: dict[str, int] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    seconds: float = 0
    pages: tuple[int, int] = (0, 0)
    size: int = 0

    @property
    def clean(self) -> bool:
        """Is there nothing that a team had to mend first?"""
        return not any(self.codes.values()) and self.pages[0] == self.pages[1]


def adopted(path: Path) -> Adoption:
    """`init`, and right afterwards build, check, lint and roundtrip; each as a user runs it."""
    result, started = Adoption(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        specs, out = f"{folder}/specs", f"{folder}/out"
        for name, rest in _steps(path, specs, out):
            code, text = _run([name, *rest])
            result.codes[name] = code
            if name == "roundtrip" and text.startswith("{"):
                counts = json.loads(text)
                result.pages = counts["identical"], counts["pages"]
                result.size = counts["page_bytes"]
            else:
                result.told += [f"{name}: {line}" for line in text.splitlines()]
    result.seconds = time.monotonic() - started
    return result


def _steps(path: Path, specs: str, out: str) -> Iterator[tuple[str, list[str]]]:
    yield "init", [str(path), "-o", specs]
    yield "build", ["--specs", specs, "-o", out]
    yield "check", ["--full", "--specs", specs, "-o", out]
    yield "lint", [specs]
    yield "roundtrip", [f"{specs}/pages", "--format", "json"]


def _run(arguments: list[str]) -> tuple[int, str]:
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        code = main(arguments)
    return code, told.getvalue()


def alone(path: Path) -> tuple[str, int]:
    """One document in a process of its own: a line of a table, and 0 where it is clean."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.adopt", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout or run.stderr[-400:], run.returncode


def line(path: Path) -> tuple[str, bool]:
    """The document's line, and whether it is clean: rendered whole, adopted without a finding."""
    short, one = rendered(path), adopted(path)
    codes = " ".join(f"{name} {code}" for name, code in one.codes.items() if code) or "clean"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    kept = f"{one.pages[0]}/{one.pages[1]} pages, {one.size / 1e6:.1f} MB"
    text = f"{path.name:32} {kept:24} {one.seconds:6.1f} s {memory:5} MB  {codes} {short}"
    return "\n".join([text, *([] if one.clean else one.told[-8:])]), one.clean and not short
