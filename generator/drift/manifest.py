"""What was written last: hashes of inputs and outputs. By it stale files go and hand edits are seen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from generator.source import Diagnostic, Span, diagnostic

NAME: Final = ".docs2sdk-manifest.json"
STATE: Final = ".docs2sdk-state.json"
"""What only this checkout knows: the tool that built last, and its findings. Not for version control."""
FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """Hashes (SHA-256) by path.

    `pending` holds what a run was about to write, in case that it was killed;
    `findings` are those of the build (notes apart), so that a check that needs no new build reports them too.
    """

    tool: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    pending: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()

    def ours(self, path: str, digest: str) -> bool:
        """Did we write these bytes there?"""
        return digest in {self.files.get(path), self.pending.get(path)}


def read_manifest(data: bytes | None, state: bytes | None = None) -> Manifest:
    """The manifest; an empty one when there is none or it is damaged (then every file counts as foreign)."""
    value = _object(data)
    if value.get("format") != FORMAT:
        return Manifest()
    known = _object(state)
    return Manifest(
        str(known.get("tool", "")),
        _hashes(value.get("inputs")),
        _hashes(value.get("files")),
        _hashes(value.get("pending")),
        tuple(_finding(row) for row in known.get("findings", []) if len(row) == len(_ROW)),
    )


def _object(data: bytes | None) -> dict[str, Any]:
    try:
        value = json.loads(data or b"{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _hashes(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    return {str(key): str(digest) for key, digest in value.items()}


_ROW: Final = ("code", "file", "line", "column", "seen", "expected", "hint")


def _row(one: Diagnostic) -> list[str | int]:
    place = one.span
    return [one.code, place.file, place.line, place.column, one.seen, one.expected, one.hint]


def _finding(row: list[str | int]) -> Diagnostic:
    code, file, line, column, seen, expected, hint = row
    place = Span(str(file), int(line), int(column))
    return diagnostic(str(code), place, str(seen), str(expected), str(hint))


def print_manifest(manifest: Manifest) -> bytes:
    """The manifest's file."""
    value: dict[str, object] = {
        "about": "written by docs2sdk; do not edit",
        "format": FORMAT,
        "inputs": dict(sorted(manifest.inputs.items())),
        "files": dict(sorted(manifest.files.items())),
    }
    if manifest.pending:
        value["pending"] = dict(sorted(manifest.pending.items()))
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def print_state(manifest: Manifest) -> bytes:
    """The state's file."""
    value = {"tool": manifest.tool, "findings": [_row(one) for one in manifest.findings]}
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()
