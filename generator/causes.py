"""Floor 7: which page, and which cell of it, caused drift: pages now against the pages printed last time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator import files
from generator.drift.manifest import Manifest
from generator.pages.facts import PageFacts
from generator.pages.read import read_page
from generator.pages.same import Difference, differences, short
from generator.pipeline import Specs
from generator.source import Diagnostic, Span, diagnostic


def causes(specs: Specs, before: Manifest, out: Path) -> list[Diagnostic]:
    """What changed in the inputs since the last build, as precisely as the printed pages tell."""
    found: list[Diagnostic] = []
    for path in sorted({*specs.hashes, *before.inputs}):
        if specs.hashes.get(path) == before.inputs.get(path):
            continue
        found += _cause(path, specs, before, out)
    return found


def _cause(path: str, specs: Specs, before: Manifest, out: Path) -> Iterator[Diagnostic]:
    name = path.removeprefix(f"{specs.config.pages}/")
    new = next((page for page in specs.pages.facts if page.path == name), None)
    old = files.read_bytes(out, f"reference/{name}")
    if path not in specs.hashes:
        yield diagnostic("B023", Span(path), f"{path} was removed")
    elif path not in before.inputs:
        yield diagnostic("B023", Span(path), f"{path} is new")
    elif new is None or old is None:
        yield diagnostic("B023", Span(path), f"{path} changed")
    else:
        changes = list(_changes(read_page(old, name), new))
        yield from changes or [diagnostic("B023", Span(name), f"{name} changed")]


def _changes(old: PageFacts, new: PageFacts) -> Iterator[Diagnostic]:
    """Facts that differ from those of the page as it was printed last time."""
    for one in differences(old, new):
        yield diagnostic("B023", one.new_place, _said(one))


def _said(one: Difference) -> str:
    if one.new is None:
        return f"{one.what} was removed"
    if one.old is None:
        return f"{one.what} is new"
    return f"{one.what} was {short(one.old)} and is {short(one.new)}"
