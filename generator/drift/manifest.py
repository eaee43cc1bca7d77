"""What was written last: hashes of inputs and outputs. By it stale files go and hand edits are seen."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from generator.files import unsafe
from generator.source import CODES, Diagnostic, Span, diagnostic

NAME: Final = ".docs2sdk-manifest.json"
STATE: Final = ".docs2sdk-state.json"
"""What only this checkout knows: the tool that built last, and its findings. Not for version control."""
FORMAT: Final = 1
_HASH: Final = re.compile(r"[0-9a-f]{64}")


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


def read_manifest(
    data: bytes | None, state: bytes | None = None
) -> tuple[Manifest, list[Diagnostic]]:
    """The manifest, and findings about lines that are none of ours: those are as if they were not there.

    Without a manifest every file counts as foreign. State that is damaged is as if it were not there.
    """
    value = _object(data)
    if value.get("format") != FORMAT:
        found = [_damaged("the file is no manifest")] if data is not None else []
        return Manifest(), found
    found = []
    inputs, outputs, pending = (
        _hashes(value.get(part, {}), part, found) for part in ("inputs", "files", "pending")
    )
    tool, findings = _state(_object(state))
    return Manifest(tool, inputs, outputs, pending, findings), found


def _object(data: bytes | None) -> dict[str, Any]:
    try:
        value = json.loads(data or b"{}")
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _hashes(value: object, part: str, found: list[Diagnostic]) -> dict[str, str]:
    """Hashes by path. Inputs are only compared; what is read or removed by its path must be safe."""
    if not isinstance(value, dict):
        found.append(_damaged(f"`{part}` is no table of hashes"))
        return {}
    good: dict[str, str] = {}
    for path, digest in value.items():
        if not isinstance(digest, str) or not _HASH.fullmatch(digest):
            found.append(_damaged(f"`{part}`: no hash of {path!r}"))
        elif part != "inputs" and unsafe(path):
            found.append(_damaged(f"`{part}`: {path!r} is no path below the output folder"))
        else:
            good[path] = digest
    return good


def _damaged(seen: str) -> Diagnostic:
    return diagnostic("B013", Span(NAME), seen, "what `docs2sdk build` writes")


def _state(value: Mapping[str, Any]) -> tuple[str, tuple[Diagnostic, ...]]:
    """The tool and its findings; nothing where one of the rows is none that this version can have written."""
    tool, rows = value.get("tool"), value.get("findings")
    if not isinstance(tool, str) or not isinstance(rows, list) or not all(map(_is_row, rows)):
        return "", ()
    return tool, tuple(map(_finding, rows))


_ROW: Final = {
    "code": str, "file": str, "line": int, "column": int, "seen": str, "expected": str, "hint": str,
}  # fmt: skip


def _is_row(row: object) -> bool:
    return (
        isinstance(row, list)
        and [type(cell) for cell in row] == list(_ROW.values())
        and row[0] in CODES
    )


def _row(one: Diagnostic) -> list[str | int]:
    place = one.span
    return [one.code, place.file, place.line, place.column, one.seen, one.expected, one.hint]


def _finding(row: Sequence[Any]) -> Diagnostic:
    code, file, line, column, seen, expected, hint = row
    return diagnostic(code, Span(file, line, column), seen, expected, hint)


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
