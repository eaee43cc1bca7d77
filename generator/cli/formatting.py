"""The command that formats pages: fmt."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from generator import files
from generator.cli.named import configuration
from generator.cli.output import data, say, show
from generator.cli.reading import pages_of
from generator.cli.report import report
from generator.cli.waiting import waiting
from generator.drift.trees import unified
from generator.inputs import Pages
from generator.model import Api, Operation, PageRecord
from generator.pages.facts import PageFacts
from generator.pages.read import read_page
from generator.pages.same import loss_of, refusal
from generator.pages.write import print_page
from generator.pipeline import make
from generator.places import with_further
from generator.roundtrip import canonical
from generator.source import Diagnostic

_GUESSES: Final = frozenset({"A201", "A204"})


def fmt(chosen: Namespace) -> int:
    """Pages in the canonical form of their style, or with HTTP sections: printed, compared, or written."""
    refused: list[Diagnostic] = []
    with waiting("fmt"):
        pages = pages_of(chosen.paths)
        if chosen.write_http:
            formatted = dict(_completed(pages, chosen.config, refused))
        else:
            formatted = dict(_formatted(pages, refused))
    changed = {path: data for path, data in formatted.items() if data != pages.data[path]}
    code = report(refused, pages.sources, chosen)
    if chosen.check or chosen.diff:
        for path, new in changed.items():
            shown = str(pages.places[path])
            show("\n".join(unified(pages.data[path], new, shown)) if chosen.diff else shown)
        return 1 if changed else code
    if not chosen.write and not chosen.write_http:
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


def _completed(
    pages: Pages, path: str | None, refused: list[Diagnostic]
) -> Iterator[tuple[str, bytes]]:
    """Pages as they stand, with HTTP sections; none where method or path is a guess, which is told."""
    config, _ = configuration(path)
    made, found = make(pages, config, {})
    refused += [one for one in found if one.code in _GUESSES]
    known = {page.path: page for page in pages.facts}
    for one in made:
        for operation in one.api.operations:
            if any(why.low and why.fact in {"method", "path"} for why in operation.inferred):
                continue
            for record in operation.pages:
                api = {one.api.locale: one.api, **one.localized}.get(record.locale, one.api)
                own = next(each for each in api.operations if each.id == operation.id)
                yield from _with_http(known[record.path], api, own, record, refused)


def _with_http(
    page: PageFacts, api: Api, operation: Operation, record: PageRecord, refused: list[Diagnostic]
) -> Iterator[tuple[str, bytes]]:
    new = print_page(api, operation, with_further(api, operation, record))
    again = read_page(new, page.path)
    old = replace(again, sections={k: v for k, v in again.sections.items() if k in page.sections})
    if why := refusal(page, old):
        refused.append(why)
    else:
        yield page.path, new
