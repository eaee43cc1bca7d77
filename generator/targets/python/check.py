"""Samples as mypy judges them at its strictest."""

from __future__ import annotations

from generator.targets.check import Check
from generator.targets.python.settings import PythonSettings


def check(settings: PythonSettings, package: str) -> Check:
    """How samples are judged against the distribution in a folder."""
    del settings
    options = ("--strict", "--no-error-summary", "--config-file=", ".")
    return Check(".py", ("mypy", *options), "`pip install mypy`", environment={"MYPYPATH": package})
