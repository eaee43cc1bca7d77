"""Floor 7: `docs2sdk init OPENAPI`: a specs folder, that is configuration, pages and overlays, from OpenAPI.

What pages can not carry is found by doing what a build does: the new pages are read and assembled, and the
difference to the given document becomes an overlay. What even that does not hold is a finding. What a build of it
finds otherwise is accepted by name in the configuration, and listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.assembly.assemble import assemble
from generator.config import Config
from generator.drift.semantic import compare
from generator.files import SourceFile
from generator.inputs import Pages, read_pages
from generator.model import Api, Json, PageRecord
from generator.model.profiles import NEUTRAL, profiles
from generator.openapi import actions, apply_overlay, export, load, overlay_document, to_yaml
from generator.pages.facts import PageFacts
from generator.pages.write import print_page
from generator.pipeline import Specs
from generator.places import Layout, Wishes, layout, records
from generator.scaffold.accepted import Adopted, accepted
from generator.scaffold.configuration import NAME, configuration
from generator.scaffold.normal import normal
from generator.source import Diagnostic, Span, diagnostic

Tree = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Scaffold:
    """The files of a specs folder by path, what a build reads of them, and what they do not hold."""

    tree: Tree
    pages: Pages
    config: Config
    found: list[Diagnostic]


def adopt(apis: Sequence[Api], wishes: Wishes, read: Sequence[Diagnostic]) -> Adopted:
    """A specs folder that is clean: what a build would find is accepted in it, and listed with what was `read`."""
    made = _scaffold(apis, wishes)
    overlays = {
        path.removeprefix("overlays/"): data.decode()
        for path, data in made.tree.items()
        if path.startswith("overlays/")
    }
    specs = Specs(made.config, made.pages, overlays, found=[*made.pages.found])
    return accepted(made.tree, specs, apis, [*read, *made.found])


def scaffold(
    apis: Sequence[Api], wishes: Wishes | None = None
) -> tuple[Mapping[str, bytes], list[Diagnostic]]:
    """The files of a specs folder by path, and a finding for each fact that they do not hold.

    One Api gives one client. The pages are as wished, in the first Api's layout where nothing is.
    """
    made = _scaffold(apis, wishes or Wishes())
    return made.tree, made.found


def _scaffold(apis: Sequence[Api], wishes: Wishes) -> Scaffold:
    wanted = normal(apis)
    chosen = _layout(wanted, replace(wishes, http=True))
    places = {api.client: records(api, chosen) for api in wanted}
    data = {path: data for api in wanted for path, data in _pages(api, places[api.client])}
    pages = read_pages(SourceFile(path, one) for path, one in data.items())
    _, config = configuration(wanted, chosen, {})
    guessed = {
        client: {one.id: one for one in api.operations}
        for client, api in _assembled(pages.facts, config).items()
    }
    text, config = configuration(wanted, chosen, guessed)
    made = _assembled(pages.facts, config)
    tree: Tree = {NAME: text.encode()} | {f"pages/{path}": one for path, one in data.items()}
    found: list[Diagnostic] = []
    for api in wanted:
        base = config.described(made.get(api.client, Api(api.client)))
        tree |= _overlay(api, base, found)
    return Scaffold(dict(sorted(tree.items())), pages, config, sorted(set(found)))


def _layout(apis: Sequence[Api], wishes: Wishes) -> Layout:
    """One layout for all: of the profile that they have in common, else of the neutral one."""
    first, *others = (layout(api, wishes) for api in apis)
    alike = all(one.profile is first.profile for one in others)
    return first if alike else layout(apis[0], replace(wishes, profile=profiles()[NEUTRAL]))


def _pages(api: Api, places: Mapping[str, PageRecord]) -> Iterator[tuple[str, bytes]]:
    for operation in api.operations:
        record = places[operation.id]
        yield record.path, print_page(api, operation, record)


def _assembled(facts: Sequence[PageFacts], config: Config) -> dict[str, Api]:
    """What a build makes of the pages, by client."""
    assembled, _ = assemble(facts, config.settings)
    return {one.api.client: one.api for one in assembled}


def _overlay(api: Api, base: Api, found: list[Diagnostic]) -> Tree:
    """The overlay that makes the wanted Api of the assembled one; empty when nothing is missing."""
    document = export(base)
    made = actions(document, export(_with_pages(api, base)), guessed=True)
    name = f"overlays/{api.client}.yaml"
    title = f"What the pages of {api.title or api.client} do not say"
    value: Json = overlay_document(api.client, title, "1.0.0", made)
    result, problems = apply_overlay(document, value, name) if made else (document, [])
    found += problems
    loaded, problems = load(result, client=api.client, file=name)
    found += problems
    found += _lost(api, loaded, name)
    return {name: to_yaml(value).encode()} if made else {}


def _with_pages(api: Api, base: Api) -> Api:
    pages = {one.id: one.pages for one in base.operations}
    operations = (replace(one, pages=pages.get(one.id, ())) for one in api.operations)
    return replace(api, operations=tuple(operations))


def _lost(wanted: Api, got: Api, name: str) -> Iterator[Diagnostic]:
    for one in compare(wanted, got):
        if one.kind != "docs":
            seen = f"{one.where} is not kept: {one.old or 'nothing'} becomes {one.new or 'nothing'}"
            yield diagnostic("O017", Span(name), seen)


__all__ = ["Adopted", "adopt", "scaffold"]
