"""What was written last: hashes of inputs and outputs. By it stale files go and hand edits are seen."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from generator.files import unsafe
from generator.source import CODES, Diagnostic, Severity, Span, diagnostic

NAME: Final = ".docs2sdk-manifest.json"
STATE: Final = ".docs2sdk-state.json"
"""What only this checkout knows: the tool that built last, and its findings. Not for version control."""
FORMAT: Final = 1
_HASH: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Hashes (SHA-256) by path.

    `pending` holds what a run was about to write, in case that it was killed;
    `findings` are those of the build, so that a check that needs no new build reports them too;
    they name pages from the folder `pages` of the specs.
    """

    tool: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    pending: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()
    pages: str = ""

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
    tool, findings, pages = _state(_object(state))
    return Manifest(tool, inputs, outputs, pending, findings, pages), found


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


def _state(value: Mapping[str, Any]) -> tuple[str, tuple[Diagnostic, ...], str]:
    """The tool, its findings and the folder of pages; nothing where a row is none that we can have written."""
    tool, rows, pages = (value.get(key) for key in ("tool", "findings", "pages"))
    texts = isinstance(tool, str) and isinstance(pages, str)
    if not texts or not isinstance(rows, list) or not all(map(_is_row, rows)):
        return "", (), ""
    return str(tool), tuple(map(_finding, rows)), str(pages)


_LEVELS: Final = frozenset({"", *(one.value for one in Severity)})
_HEAD: Final = (str, str, str, str, str, int)
_PLACE: Final = (str, int, int)


def _is_row(row: object) -> bool:
    """Code, texts, severity and the number of related places; then the place, those, and where it is too."""
    return (
        isinstance(row, list)
        and len(row) > len(_HEAD)
        and _are(row[: len(_HEAD)], _HEAD)
        and row[0] in CODES
        and row[4] in _LEVELS
        and all(_are(place, _PLACE) for place in row[len(_HEAD) :])
    )


def _are(cells: object, kinds: tuple[type, ...]) -> bool:
    return isinstance(cells, list) and tuple(map(type, cells)) == kinds


def _row(one: Diagnostic) -> list[object]:
    level = one.level.value if one.level else ""
    places = ([span.file, span.line, span.column] for span in (one.span, *one.related, *one.also))
    return [one.code, one.seen, one.expected, one.hint, level, len(one.related), *places]


def _finding(row: Sequence[Any]) -> Diagnostic:
    code, seen, expected, hint, level, count, *places = row
    span, *others = (Span(*place) for place in places)
    related, also = tuple(others[: max(count, 0)]), tuple(others[max(count, 0) :])
    severity = Severity(level) if level else None
    return Diagnostic(span, code, seen, expected, hint, related, also, level=severity)


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
    rows = [_row(one) for one in manifest.findings]
    value = {"tool": manifest.tool, "pages": manifest.pages, "findings": rows}
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()
