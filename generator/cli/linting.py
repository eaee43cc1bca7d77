"""Commands that tell what is wrong, and what is known: lint, explain."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator import files
from generator.cli.apis import Document, Given
from generator.cli.baselines import known_findings, outdated, update_baseline
from generator.cli.named import OUT, configuration
from generator.cli.output import say, show
from generator.cli.reading import page_named, pages_of, specs_of
from generator.cli.report import ToolError, choice_of, failure, is_lost, report, tell
from generator.cli.sources import apis_of, documents_below
from generator.cli.waiting import waiting
from generator.compiled import compiled
from generator.config import DEFAULT, Config
from generator.configure import packages
from generator.explain import explain_code, explain_field, explain_operation, near
from generator.findings import settle
from generator.findings.settle import raw
from generator.inputs import PAGE, Pages
from generator.openapi import export, validate
from generator.pipeline import Made, Specs, make
from generator.rules import run as rules
from generator.source import Diagnostic, in_text
from generator.spread.carry import spread
from generator.spread.hints import with_edits


def lint(chosen: Namespace) -> int:
    """Every finding of reading, assembly, samples and examples; of OpenAPI files, what the standard says too."""
    choice, known = choice_of(chosen), known_findings(chosen)
    paths = chosen.paths or ["specs"]
    if chosen.like and not chosen.fix:
        raise failure("B030", "lint", "--like without --fix", "--fix --like PAGE")
    config, found = configuration(chosen.config) if chosen.config else (_nearest(paths[0]), [])
    with waiting("lint"):
        documents = documents_below(paths)
        specs = _linted(_pages_in(paths, documents), config, found)
        pages, config, found = specs.pages, specs.config, specs.found
        made, problems = make(pages, config, specs.overlays)
        apis = [one.api for one in made]
        checked = rules.check(apis, pages.facts, packages(config, apis))
        checked += [one for document in documents for one in _judged(document)]
        checked += compiled(apis, pages.facts, config) if chosen.compile else ()
    found = _hinted([*found, *pages.found, *problems, *checked], specs, paths)
    sources = pages.sources | {one.path: one.source for one in documents}
    lost = is_lost(found)
    if chosen.fix and not lost:
        found += _alike(chosen.like, specs) if chosen.like else _fix(pages, made)
    every = raw(
        found, {name: one.data for name, one in sources.items()}, config.rules, complete=True
    )
    if chosen.update_baseline and not lost:
        return update_baseline(chosen, every, choice)
    told = settle([*every, *outdated(chosen, every, known)], choice, known)
    code = tell(told, sources, chosen, choice)
    return 2 if lost else code


def _hinted(found: Sequence[Diagnostic], specs: Specs, paths: Sequence[str]) -> list[Diagnostic]:
    """Findings of a specs folder, told in view of what was edited since the last build beside it."""
    return with_edits(found, specs, Path(paths[0]).parent / OUT) if specs.hashes else list(found)


def _nearest(path: str) -> Config:
    """Severities, exclusions, packages of the configuration in a folder above; the rest speaks of all pages."""
    above = Path(path).absolute().parents
    found = next((folder for folder in above if files.exists(folder / files.CONFIG)), None)
    whole = configuration(str(found / files.CONFIG))[0] if found else DEFAULT
    return Config(rules=whole.rules, exclude=whole.exclude, packages=whole.packages)


def _pages_in(paths: Sequence[str], documents: Sequence[Document]) -> list[str]:
    """The paths that are to have pages: all but OpenAPI files, and folders that have such files and no page."""
    own = {one.path for one in documents}
    folders = [path for path in paths if path not in own]
    held = [folder for folder in folders if any(Path(folder) in Path(one).parents for one in own)]
    return [path for path in folders if path not in held or files.read_tree(Path(path), PAGE)]


def _judged(document: Document) -> list[Diagnostic]:
    """What is wrong with an OpenAPI file: by its specification, and by what can be read of it."""
    read = Given()
    try:
        read.add(document)
    except ToolError as error:
        read.found += error.findings
    if not document.content:
        return read.found
    # a document in several files is judged as the one that they make together
    several = read.apis and len(read.sources) > 1
    whole = export(read.apis[0]) if several else document.content
    return [*read.found, *validate(whole, document.path, document.text)]


def _linted(paths: Sequence[str], config: Config, found: list[Diagnostic]) -> Specs:
    """The pages to lint; a specs folder brings its own configuration and overlays, as a build reads them."""
    specs = specs_of(paths, whole=False)
    if specs is None:
        pages = pages_of(paths, config.exclude, whole=False) if paths else Pages()
        return Specs(config, pages, found=found)
    if specs.pages.failed:
        raise ToolError(*specs.found, sources=specs.pages.sources)
    own = [one for one in specs.found if one not in specs.pages.found]
    return replace(specs, found=own)


def _fix(pages: Pages, made: Sequence[Made]) -> list[Diagnostic]:
    """Write mended pages; what is refused because it would change other facts too."""
    refused = []
    apis = {one.api.client: one.api for one in made}
    for page in pages.facts:
        data, place = pages.data[page.path], pages.places.get(page.path)
        fixed = rules.fix_page(data, page, apis.get(page.client))
        if fixed == data or place is None:
            continue
        if why := rules.refused_fix(page, fixed):
            refused.append(why)
        else:
            files.rewrite(place, fixed)
            say(f"fixed {place}")
    return refused


def _alike(path: str, specs: Specs) -> list[Diagnostic]:
    """Write what one page says over what its twins say otherwise; those that are refused."""
    pages = specs.pages
    done = spread(page_named(pages, path), None, pages, specs.config.settings)
    for name, data in done.written.items():
        files.rewrite(pages.places[name], data)
        say(f"fixed {pages.places[name]}")
    return done.refused


def explain(chosen: Namespace) -> int:
    """What a code means, or what is known of an operation or field and why."""
    meaning = explain_code(chosen.name)
    if meaning is not None:
        show(meaning)
        return 0
    read = apis_of(chosen.paths or ["specs"])
    code = report(read.errors, read.sources, chosen, read.rules)
    tell_of = explain_field if "." in chosen.name else explain_operation
    answers = [tell_of(api, chosen.name) for api in read.apis]
    known = [text for text in answers if text is not None]
    if not known:
        similar = ", ".join(near(chosen.name, read.apis))
        wanted = f"one of {similar}" if similar else "a code, an operation or schema.field"
        raise failure("B007", chosen.name, f"{chosen.name!r}", wanted)
    paths = {name: str(one.place) for name, one in read.sources.items() if one.place}
    show(in_text("\n\n".join(known), paths))
    return code
