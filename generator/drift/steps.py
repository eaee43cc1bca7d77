"""The step between two versions against the one that changes need (Semantic Versioning 2.0.0)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.source import Diagnostic, Span, diagnostic

STEPS: Final = ("none", "patch", "minor", "major")
"""From the least."""
_VERSION: Final = re.compile(r"v?(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,9})(?:[-+].*)?")


@dataclass(frozen=True, slots=True)
class Step:
    """What a version went up by, and by what it should have; `enough` is None where a version is no SemVer."""

    old: str
    new: str
    needed: str

    @property
    def enough(self) -> bool | None:
        """Did the version go up far enough? Before 1.0.0 a breaking change needs a minor step only (item 4)."""
        before, after = numbers(self.old), numbers(self.new)
        if before is None or after is None:
            return None
        return after >= _raised(before, self.needed)

    @property
    def wanted(self) -> str:
        """The least version that would do."""
        before = numbers(self.old)
        return ".".join(map(str, _raised(before, self.needed))) if before else ""


def numbers(version: str) -> tuple[int, int, int] | None:
    """Major, minor, patch of a version; None where it is none."""
    found = _VERSION.fullmatch(version)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _raised(version: tuple[int, int, int], step: str) -> tuple[int, int, int]:
    major, minor, patch = version
    if major == 0:  # anything may change at any time; by custom the minor number tells it
        step = {"major": "minor", "minor": "patch"}.get(step, step)
    match step:
        case "major":
            return major + 1, 0, 0
        case "minor":
            return major, minor + 1, 0
        case "patch":
            return major, minor, patch + 1
    return version


def step_finding(step: Step, place: Span) -> list[Diagnostic]:
    """A finding where a version did not go up as far as its changes need."""
    if step.enough is not False:
        return []
    seen = f"version {step.old} -> {step.new}, a {step.needed} change"
    return [diagnostic("D004", place, seen, f"{step.wanted} or above")]
