"""Commands that read OpenAPI documents: render, generate, init."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator import files
from generator.cli.apis import Document, Given, document_of, given
from generator.cli.output import say
from generator.cli.reading import configuration, outside
from generator.cli.report import ToolError, failure, report
from generator.configure import wanted
from generator.model import Api
from generator.model.profiles import profiles
from generator.openapi import apply_overlay, hollow, unmet
from generator.places import FIELDS, Wishes, misfit
from generator.render import render_tree
from generator.scaffold import scaffold
from generator.targets.target import target


def render(chosen: Namespace) -> int:
    """OpenAPI to pages."""
    document = document_of(chosen.openapi)
    read = Given()
    for name in chosen.overlay:
        document = _overlaid(document, document_of(name), read)
    api = read.add(document)
    out = outside(chosen.out, [])
    wishes = _wishes(chosen)
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
    return Wishes(chosen.locale, chosen.edition, chosen.style, profile, chosen.pages)


def _overlaid(document: Document, overlay: Document, read: Given) -> Document:
    if not overlay.content:
        raise ToolError(*overlay.found)
    changed, found = apply_overlay(document.content, overlay.content, overlay.path, overlay.text)
    read.name(overlay)
    read.found += [*overlay.found, *found]
    return replace(document, content=changed)


def generate(chosen: Namespace) -> int:
    """OpenAPI to a typed client."""
    config, found = configuration(chosen.config)
    read = given(chosen.openapi)
    _must_differ(chosen.openapi, read.apis)
    language = target(chosen.target)
    reached = [config.reached(api) for api in read.apis]
    settings = language.settings(wanted(chosen.target, config, reached, chosen.package))
    if chosen.package is not None and (why := language.refused(settings.package)):
        seen = f"the package `{settings.package}` is {why}"
        raise failure("B007", chosen.package, seen, "a name of its own")
    texts, problems = language.emit(reached, settings)
    out = outside(chosen.out, [])
    files.write_tree(out, {path: text.encode() for path, text in texts.items()})
    asked = sum(len(api.operations) for api in read.apis)
    emitted = language.count(texts) - sum(hollow(o) for api in read.apis for o in api.operations)
    say(f"{emitted} of {asked} operations, {len(texts)} files in {chosen.out}")
    for api, one in zip(reached, read.documents, strict=True):
        found += unmet(api, one.content, one.path, one.text, language.honoured)
    return report([*found, *read.found, *problems], read.sources, chosen, config.rules)


def _must_differ(paths: Sequence[str], apis: Sequence[Api]) -> None:
    """ToolError for a second document of one client: it would take the place of the first."""
    taken: dict[str, str] = {}
    for path, api in zip(paths, apis, strict=True):
        if api.client in taken:
            seen = f"{path} and {taken[api.client]} are both the client `{api.client}`"
            raise failure("B004", path, seen, "another title, or `x-docs: {client: NAME}`")
        taken[api.client] = path


def init(chosen: Namespace) -> int:
    """A specs folder from OpenAPI files."""
    out = Path(chosen.out)
    if not files.is_free(out):
        raise failure("B011", chosen.out, f"{chosen.out} is not empty", "a new folder")
    read = given(chosen.openapi)
    _must_differ(chosen.openapi, read.apis)
    tree, problems = scaffold(read.apis, _wishes(chosen))
    files.write_tree(out, tree)
    say(f"{len(tree)} files in {chosen.out}; next: docs2sdk build --specs {chosen.out}")
    return report([*read.found, *problems], read.sources, chosen)
