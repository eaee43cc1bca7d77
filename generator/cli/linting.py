"""Commands that tell what is wrong, and what is known: lint, explain."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from generator import files
from generator.cli.baselines import known_findings, outdated, update_baseline
from generator.cli.output import say, show
from generator.cli.reading import configuration, pages_of, specs_of
from generator.cli.report import ToolError, choice_of, failure, is_lost, tell
from generator.config import DEFAULT, Config
from generator.explain import explain_code, explain_field, explain_operation, near
from generator.findings import settle
from generator.findings.settle import raw
from generator.inputs import Pages
from generator.pipeline import Made, make
from generator.rules import check_examples, check_samples, fix_page, refused_fix
from generator.source import Diagnostic, in_text


def lint(chosen: Namespace) -> int:
    """Every finding of reading, assembly, samples and examples."""
    choice, known = choice_of(chosen), known_findings(chosen)
    config, found = configuration(chosen.config)
    pages, config, found = _linted(chosen.paths or ["specs"], config, found)
    made, problems = make(pages, config, {})
    apis = [one.api for one in made]
    checked = [*check_samples(apis, pages.facts), *check_examples(apis, pages.facts)]
    found = [*found, *pages.found, *problems, *checked]
    lost = is_lost(found)
    if chosen.fix and not lost:
        found += _fix(pages, made)
    every = raw(found, pages.data, config.rules, complete=True)
    if chosen.update_baseline and not lost:
        return update_baseline(chosen, every, choice)
    told = settle([*every, *outdated(chosen, every, known)], choice, known)
    code = tell(told, pages.sources, chosen, choice)
    return 2 if lost else code


def _linted(
    paths: Sequence[str], config: Config, found: list[Diagnostic]
) -> tuple[Pages, Config, list[Diagnostic]]:
    """The pages to lint; a specs folder brings its own configuration."""
    specs = specs_of(paths, whole=False)
    if specs is None:
        return pages_of(paths, config.exclude, whole=False), config, found
    if specs.pages.failed:
        raise ToolError(*specs.found, sources=specs.pages.sources)
    return specs.pages, specs.config, [one for one in specs.found if one not in specs.pages.found]


def _fix(pages: Pages, made: Sequence[Made]) -> list[Diagnostic]:
    """Write mended pages; what is refused because it would change other facts too."""
    refused = []
    apis = {one.api.client: one.api for one in made}
    for page in pages.facts:
        data, place = pages.data[page.path], pages.places.get(page.path)
        fixed = fix_page(data, page, apis[page.client]) if page.client in apis else data
        if fixed == data or place is None:
            continue
        if why := refused_fix(page, fixed):
            refused.append(why)
        else:
            files.rewrite(place, fixed)
            say(f"fixed {place}")
    return refused


def explain(chosen: Namespace) -> int:
    """What a code means, or what is known of an operation or field and why."""
    meaning = explain_code(chosen.name)
    if meaning is not None:
        show(meaning)
        return 0
    paths = chosen.paths or ["specs"]
    specs = specs_of(paths)
    pages, config = (specs.pages, specs.config) if specs else (pages_of(paths), DEFAULT)
    made, _ = make(pages, config, specs.overlays if specs else {})
    tell = explain_field if "." in chosen.name else explain_operation
    answers = [tell(one.api, chosen.name) for one in made]
    known = [text for text in answers if text is not None]
    if not known:
        similar = ", ".join(near(chosen.name, [one.api for one in made]))
        wanted = f"one of {similar}" if similar else "a code, an operation or schema.field"
        raise failure("B007", chosen.name, f"{chosen.name!r}", wanted)
    paths = {name: str(place) for name, place in pages.places.items()}
    show(in_text("\n\n".join(known), paths))
    return 0
