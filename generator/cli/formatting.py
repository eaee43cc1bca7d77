"""The command that formats pages: fmt."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from generator import files
from generator.cli.output import data, say, show
from generator.cli.reading import pages_of
from generator.cli.report import report
from generator.cli.waiting import waiting
from generator.drift.trees import unified
from generator.inputs import Pages
from generator.pages.read import read_page
from generator.pages.same import loss_of, refusal
from generator.roundtrip import canonical
from generator.source import Diagnostic


def fmt(chosen: Namespace) -> int:
    """Pages in the canonical form of their style: printed, compared, or written."""
    refused: list[Diagnostic] = []
    with waiting("fmt"):
        pages = pages_of(chosen.paths)
        formatted = dict(_formatted(pages, refused))
    changed = {path: data for path, data in formatted.items() if data != pages.data[path]}
    code = report(refused, pages.sources, chosen)
    if chosen.check or chosen.diff:
        for path, new in changed.items():
            shown = str(pages.places[path])
            show("\n".join(unified(pages.data[path], new, shown)) if chosen.diff else shown)
        return 1 if changed else code
    if not chosen.write:
        for new in formatted.values():
            data(new.decode("utf-8", "replace"))
        return code
    for path, new in changed.items():
        files.rewrite(pages.places[path], new)
        say(f"formatted {pages.places[path]}")
    return code


def _formatted(pages: Pages, refused: list[Diagnostic]) -> Iterator[tuple[str, bytes]]:
    """Canonical forms that state what their pages state; the others are refused."""
    for page in pages.facts:
        if not page.locale:
            continue
        new = pages.data[page.path] if loss_of(page) else canonical(page, pages.data[page.path])
        again = page if new == pages.data[page.path] else read_page(new, page.path)
        if why := refusal(page, again):
            refused.append(why)
        else:
            yield page.path, new
