"""Commands that read OpenAPI documents: render, init."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from generator import files
from generator.cli.apis import Document, Given, document_of, given, must_differ
from generator.cli.named import outside
from generator.cli.output import say
from generator.cli.report import ToolError, failure, report
from generator.cli.sources import documents_below
from generator.cli.waiting import waiting
from generator.inputs import PAGE, collect
from generator.model.profiles import profiles
from generator.openapi import apply_overlay
from generator.places import FIELDS, Wishes, misfit
from generator.render import render_tree
from generator.scaffold import adopt
from generator.scaffold.pages import adopt_pages


def render(chosen: Namespace) -> int:
    """OpenAPI to pages."""
    document = document_of(chosen.openapi)
    read = Given()
    for name in chosen.overlay:
        document = _overlaid(document, document_of(name), read)
    api = read.add(document)
    out = outside(chosen.out, [])
    wishes = _wishes(chosen)
    with waiting("render"):
        made = render_tree(api, wishes, samples=chosen.samples)
    files.write_tree(out, made.tree)
    pages = f"{len(made.tree)} pages in {chosen.out}"
    say(f"{made.operations} of {len(api.operations)} operations, {pages}")
    return report([*read.found, *made.found], read.sources, chosen)


def _wishes(chosen: Namespace) -> Wishes:
    """What the command line says of pages; ToolError for a pattern that can not be one."""
    if chosen.pages and (why := misfit(chosen.pages)):
        raise failure("B007", "--pages", why, f"text with some of {FIELDS} in its last part")
    profile = profiles()[chosen.profile] if chosen.profile else None
    return Wishes(chosen.locale, chosen.edition, chosen.style, profile, chosen.pages, chosen.http)


def _overlaid(document: Document, overlay: Document, read: Given) -> Document:
    if not overlay.content:
        raise ToolError(*overlay.found)
    changed, found = apply_overlay(document.content, overlay.content, overlay.path, overlay.text)
    read.name(overlay)
    read.found += [*overlay.found, *found]
    return replace(document, content=changed)


def init(chosen: Namespace) -> int:
    """A specs folder from OpenAPI files, or around pages that are there."""
    out, first = Path(chosen.out), Path(chosen.openapi[0])
    if first.is_dir() and not documents_below(chosen.openapi):
        return _around_pages(chosen, first, out)
    if not files.is_free(out):
        raise failure("B011", chosen.out, f"{chosen.out} is not empty", "a new folder")
    read = given(chosen.openapi)
    must_differ(chosen.openapi, read.apis)
    with waiting("init"):
        made = adopt(read.apis, _wishes(chosen), read.found)
    files.write_tree(out, made.tree)
    for line in made.said:
        say(line)
    say(f"{len(made.tree)} files in {chosen.out}; next: docs2sdk build --specs {chosen.out}")
    return report(made.found, read.sources, chosen, made.rules)


def _around_pages(chosen: Namespace, pages: Path, out: Path) -> int:
    """A specs folder from pages: they are copied, or stay where they are when that is in the specs folder."""
    inside = out.resolve() in pages.resolve().parents
    if inside and files.exists(out / files.CONFIG):
        raise failure("B011", chosen.out, f"{chosen.out} has a {files.CONFIG}", "a folder without")
    if not inside and not files.is_free(out):
        raise failure("B011", chosen.out, f"{chosen.out} is not empty", "a new folder")
    folder = pages.resolve().relative_to(out.resolve()).as_posix() if inside else "pages"
    sources = files.read_tree(pages, PAGE) if inside else collect([str(pages)])[0]
    with waiting("init"):
        made = adopt_pages(sources, folder, copied=not inside)
    if not made.tree:
        raise ToolError(*made.found)
    for path, data in made.tree.items():
        files.write(out, path, data)
    for line in made.said:
        say(line)
    say(f"next: docs2sdk build{'' if chosen.out == 'specs' else f' --specs {chosen.out}'}")
    return 0
