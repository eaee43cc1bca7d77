"""Floor 7: the quick answer of `build` and `check`: nothing that counts has changed since the last build."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from generator import files
from generator.drift import manifest as manifests
from generator.files import SourceFile
from generator.registry import names
from generator.source import Diagnostic, Span

ENDINGS: Final = (".md", ".yaml")
LEFTOVERS: Final = (["node_modules"], ["package-lock.json"], ["dist"], ["build"])
"""What npm, tsc and pip make in a target's folder."""
SITE: Final = "site"
"""The folder that `docs2sdk site` writes: a product of the pages like VitePress' own, not for version control."""


def input_hashes(root: Path) -> dict[str, str]:
    """Hashes of all pages and YAML files of a specs folder; of what can not be read, no file's hash."""
    return _hashes(files.read_tree(root, ENDINGS))


def _hashes(tree: Iterable[SourceFile]) -> dict[str, str]:
    return {
        source.path: files.STRANGE if source.error else files.sha256(source.data) for source in tree
    }


def read_before(out: Path) -> tuple[manifests.Manifest, list[Diagnostic]]:
    """What the last build left: the manifest, and this checkout's state."""
    manifest, state = (files.read_bytes(out, name) for name in (manifests.NAME, manifests.STATE))
    before, damaged = manifests.read_manifest(manifest, state)
    place = Span(str(out / manifests.NAME))
    return before, [replace(one, span=place) for one in damaged]


def unknown(out: Path, known: Container[str]) -> list[str]:
    """Paths below the output folder that are not known, and not of those that builds leave to others."""
    return sorted(path for path in files.names_below(out, _is_left_alone) if path not in known)


def left_alone(path: str) -> bool:
    """Is the path, or a folder on the way to it, one that builds leave to others?"""
    parts = path.split("/")
    return any(_is_left_alone("/".join(parts[: end + 1])) for end in range(len(parts)))


def _is_left_alone(path: str) -> bool:
    """Your own code (`python/<package>/lib/`, `typescript/src/lib/`), the site, what other tools leave behind."""
    target, *parts = path.split("/")
    name = path.rpartition("/")[2]
    if target == SITE or name == "__pycache__" or name.startswith("."):
        return True
    return target in names("targets") and (parts[1:] == ["lib"] or parts in LEFTOVERS)


@dataclass(frozen=True, slots=True)
class Known:
    """The findings of the last build, the inputs that they name, and how many outputs there are."""

    found: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, SourceFile] = field(default_factory=dict)
    outputs: int = 0


def untouched(root: Path, out: Path) -> Known | None:
    """What the last build found, when inputs, outputs and the tool are what they were then; else None."""
    before, damaged = read_before(out)
    if damaged or before.tool != files.fingerprint() or before.pending or not before.inputs:
        return None
    tree = files.read_tree(root, ENDINGS)
    same = (
        _hashes(tree) == before.inputs
        and files.hash_tree(out, before.files) == before.files
        and not unknown(out, before.files)
    )
    if not same:
        return None
    sources = {source.path.removeprefix(f"{before.pages}/"): source for source in tree}
    return Known(before.findings, sources, len(before.files))
