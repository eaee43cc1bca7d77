"""What changes add up to: counts, the version step that they need, all of them as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from generator.drift.change import BREAKING, COMPATIBLE, DOCS, KINDS, Change, Place
from generator.yaml.values import Json

BUMPS: Final[Mapping[str, str]] = MappingProxyType(
    {BREAKING: "major", COMPATIBLE: "minor", DOCS: "patch"}
)
"""The step of Semantic Versioning 2.0.0 that a kind of change needs."""


def bump(changes: Sequence[Change]) -> str:
    """`major`, `minor`, `patch` or `none`: the step that the worst of the changes needs."""
    kinds = {one.kind for one in changes}
    return next((BUMPS[kind] for kind in KINDS if kind in kinds), "none")


def as_json(changes: Sequence[Change]) -> dict[str, Json]:
    """The changes as JSON: `bump`, `counts` by kind, `changes` with all that `Change` has."""
    counts = Counter(one.kind for one in changes)
    return {
        "bump": bump(changes),
        "counts": {kind: counts[kind] for kind in KINDS},
        "changes": [
            {
                "kind": one.kind,
                "class": one.concerns,
                "code": one.code,
                "direction": one.direction,
                "where": one.where,
                "old": one.old,
                "new": one.new,
                "explanation": one.explanation,
                "old_place": _place(one.old_place),
                "new_place": _place(one.new_place),
            }
            for one in changes
        ],
    }


def _place(place: Place | None) -> Json:
    return None if place is None else {"file": place.file, "pointer": place.pointer}


def verdict(changes: Sequence[Change]) -> str:
    """What the changes add up to, on one line."""
    counts = Counter(one.kind for one in changes)
    summary = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind]) or "no change"
    return f"{summary}; version step: {bump(changes)}"
