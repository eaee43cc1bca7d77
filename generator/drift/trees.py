"""Comparing the tree that would be written with the one on disk."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.drift.manifest import Manifest
from generator.files import STRANGE

MAX_DIFF_LINES: Final = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build does: writes, removals, and files that it leaves alone.

    Others have changed them (`edited`) or put them there (`foreign`), or they are no files at all (`strange`).
    """

    write: Mapping[str, bytes]
    remove: tuple[str, ...]
    edited: tuple[str, ...]
    foreign: tuple[str, ...]
    strange: tuple[str, ...] = ()


def plan(
    wanted: Mapping[str, bytes],
    hashes: Mapping[str, str],
    disk: Mapping[str, str],
    manifest: Manifest,
    *,
    force: bool,
) -> Plan:
    """Compare hashes: `hashes` of what is wanted, `disk` of what is there."""
    strange = {path for path, digest in disk.items() if digest == STRANGE}
    changed = [p for p in wanted if p not in strange and disk.get(p) != hashes[p]]
    others = {p for p in changed if p in disk and not manifest.ours(p, disk[p]) and not force}
    known = {*manifest.files, *manifest.pending}
    stale = sorted(p for p in known if p not in wanted and p in disk and p not in strange)
    kept = {path for path in stale if not manifest.ours(path, disk[path]) and not force}
    return Plan(
        {path: wanted[path] for path in changed if path not in others},
        tuple(path for path in stale if path not in kept),
        tuple(sorted({*(path for path in others if path in manifest.files), *kept})),
        tuple(sorted(path for path in others if path not in manifest.files)),
        tuple(sorted(strange)),
    )


def unified(old: bytes, new: bytes, path: str) -> Iterator[str]:
    """A unified diff of two files, cut after `MAX_DIFF_LINES` lines."""
    before, after = (data.decode("utf-8", "replace").splitlines() for data in (old, new))
    lines = difflib.unified_diff(before, after, f"a/{path}", f"b/{path}", lineterm="")
    for count, line in enumerate(lines):
        if count == MAX_DIFF_LINES:
            yield "... (cut)"
            return
        yield line


def first_difference(source: bytes, printed: bytes) -> tuple[int, int, str, str]:
    """Line and column (from 1) of the first difference, and what each side has there."""
    old, new = (data.decode("utf-8", "replace") for data in (source, printed))
    at = next(
        (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
        min(len(old), len(new)),
    )
    line = old.count("\n", 0, at) + 1
    column = at - (old.rfind("\n", 0, at) + 1) + 1
    return line, column, old[at : at + 40], new[at : at + 40]
