"""Floor 7: the quick answer of `check`: nothing that counts has changed since the last build."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from generator import files
from generator.drift import manifest as manifests
from generator.source import Diagnostic

ENDINGS: Final = (".md", ".yaml")


def input_hashes(root: Path) -> dict[str, str]:
    """Hashes of all pages and YAML files of a specs folder."""
    sources = [source for ending in ENDINGS for source in files.read_tree(root, ending)]
    return {source.path: files.sha256(source.data) for source in sources}


def read_before(out: Path) -> manifests.Manifest:
    """What the last build left: the manifest, and this checkout's state."""
    manifest, state = (files.read_bytes(out, name) for name in (manifests.NAME, manifests.STATE))
    return manifests.read_manifest(manifest, state)


def untouched(root: Path, out: Path) -> Sequence[Diagnostic] | None:
    """The findings of the last build when inputs, outputs and the tool are what they were then; else None."""
    before = read_before(out)
    if before.tool != files.fingerprint() or before.pending or not before.inputs:
        return None
    same = (
        input_hashes(root) == before.inputs and files.hash_tree(out, before.files) == before.files
    )
    return before.findings if same else None
