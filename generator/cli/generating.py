"""The command that writes clients; it needs nothing of pages, which keeps it quick."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from generator import files
from generator.aliases import aliased
from generator.cli.apis import Given, given, must_differ
from generator.cli.named import configuration, outside
from generator.cli.output import say
from generator.cli.report import failure, report
from generator.cli.waiting import waiting
from generator.configure import wanted
from generator.model import Api
from generator.openapi import hollow, unmet
from generator.source import Diagnostic
from generator.targets.target import target


def generate(chosen: Namespace) -> int:
    """OpenAPI to a typed client."""
    config, found = configuration(chosen.config)
    read = given(chosen.openapi)
    must_differ(chosen.openapi, read.apis)
    language = target(chosen.target)
    reached = [config.reached(api) for api in read.apis]
    settings = language.settings(wanted(chosen.target, config, reached, chosen.package))
    if chosen.package is not None and (why := language.refused(settings.package)):
        seen = f"the package `{settings.package}` is {why}"
        raise failure("B007", chosen.package, seen, "a name of its own")
    found += _unmet(reached, read, language.honoured)
    read.documents.clear()  # a third of the memory, and all of it has been asked
    named, old_names = aliased(reached, config)
    with waiting("generate"):
        texts, problems = language.emit(named, settings)
    out = outside(chosen.out, [])
    files.write_tree(out, {path: text.encode() for path, text in texts.items()})
    asked = sum(len(api.operations) for api in named)
    emitted = language.count(texts) - sum(hollow(o) for api in named for o in api.operations)
    say(f"{emitted} of {asked} operations, {len(texts)} files in {chosen.out}")
    return report([*found, *read.found, *old_names, *problems], read.sources, chosen, config.rules)


def _unmet(apis: Sequence[Api], read: Given, honoured: frozenset[str]) -> list[Diagnostic]:
    """What the documents want of clients and do not get."""
    return [
        found
        for api, one in zip(apis, read.documents, strict=True)
        for found in unmet(api, one.content, one.path, one.text, honoured)
    ]
