"""The command that formats pages: fmt."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator

from generator import files
from generator.cli.reading import pages_of
from generator.cli.report import report
from generator.drift.trees import unified
from generator.inputs import Pages
from generator.pages.read import read_page
from generator.pages.same import loss_of, refusal
from generator.roundtrip import canonical
from generator.source import Diagnostic


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
        files.rewrite(pages.places[path], data)
        print(f"formatted {path}", file=sys.stderr)
    return code


def _formatted(pages: Pages, refused: list[Diagnostic]) -> Iterator[tuple[str, bytes]]:
    """Canonical forms that state what their pages state; the others are refused."""
    for page in pages.facts:
        if not page.locale:
            continue
        data = pages.data[page.path] if loss_of(page) else canonical(page, pages.data[page.path])
        again = page if data == pages.data[page.path] else read_page(data, page.path)
        if why := refusal(page, again):
            refused.append(why)
        else:
            yield page.path, data
