"""Which pages were edited since the last build, and what they said before, as the manifest and its outputs tell."""

from __future__ import annotations

from pathlib import Path

from generator import files
from generator.drift.manifest import Manifest
from generator.pages.facts import PageFacts
from generator.pages.read import read_page
from generator.pipeline import Specs


def edited(specs: Specs, before: Manifest) -> list[str]:
    """Names of the pages that the last build knew, and knew otherwise."""
    prefix = f"{specs.config.pages}/"
    return [
        page.path
        for page in specs.pages.facts
        if before.inputs.get(prefix + page.path, "")
        not in ("", specs.hashes.get(prefix + page.path))
    ]


def before_of(path: str, specs: Specs, before: Manifest, out: Path) -> PageFacts | None:
    """What an edited page stated when the last build printed it; None where it is not edited, or that is not known.

    The reference has a page byte for byte as it stood, as long as neither an overlay nor a hand has changed it.
    """
    if path not in edited(specs, before):
        return None
    printed = files.read_bytes(out, f"reference/{path}")
    if printed is None or files.sha256(printed) != before.inputs[f"{specs.config.pages}/{path}"]:
        return None
    return read_page(printed, path)
