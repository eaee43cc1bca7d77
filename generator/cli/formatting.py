"""The command that formats pages: fmt."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import Final

from generator import files
from generator.cli.reading import pages_of
from generator.cli.report import report
from generator.drift.trees import unified
from generator.inputs import Pages
from generator.pages.facts import PageFacts
from generator.roundtrip import canonical
from generator.source import Diagnostic, diagnostic

LOSSY: Final = frozenset(
    {"P001", "P002", "P003", "P012", "P020", "P022", "P024", "P031", "P034", "P044"}
)
"""Findings of pages that hold something which was not understood: formatting would lose it."""


def fmt(chosen: Namespace) -> int:
    """Pages in the canonical form of their style: printed, compared, or written."""
    pages = pages_of(chosen.paths)
    refused: list[Diagnostic] = []
    formatted = dict(_formatted(pages, refused))
    changed = {path: data for path, data in formatted.items() if data != pages.data[path]}
    code = report(refused, pages.data, chosen)
    if chosen.check or chosen.diff:
        for path, data in changed.items():
            print("\n".join(unified(pages.data[path], data, path)) if chosen.diff else path)
        return 1 if changed else code
    if not chosen.write:
        for data in formatted.values():
            sys.stdout.write(data.decode("utf-8", "replace"))
        return code
    for path, data in changed.items():
        place = pages.places[path]
        files.write(place.parent, place.name, data)
        print(f"formatted {path}", file=sys.stderr)
    return code


def _formatted(pages: Pages, refused: list[Diagnostic]) -> Iterator[tuple[str, bytes]]:
    for page in pages.facts:
        if reason := _reason(page):
            seen = f"{page.path} is left as it is: {reason.code} at line {reason.span.line}"
            refused.append(diagnostic("P045", reason.span, seen))
        elif page.locale:
            yield page.path, canonical(page, pages.data[page.path])


def _reason(page: PageFacts) -> Diagnostic | None:
    return next((one for one in sorted(page.diagnostics) if one.code in LOSSY), None)
