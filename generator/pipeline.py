"""Floor 7: the whole program on one screen: pages in, Apis in the middle, a tree of files out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator import files, surface
from generator.aliases import aliased
from generator.assembly.assemble import Assembled, assemble
from generator.config import DEFAULT, Config, read_config, unmatched
from generator.configure import packages, wanted
from generator.files import CONFIG, SourceFile
from generator.findings.globs import idle
from generator.inputs import PAGE, Pages, read_pages, unreadable, unsafe_name
from generator.model import Api, Json
from generator.openapi import (
    actions,
    apply_overlay,
    export,
    extends,
    keep_origins,
    load,
    overlay_document,
    parse_yaml,
    to_yaml,
    unmet,
)
from generator.printed import reference_files
from generator.recall import Recall
from generator.rules import run as rules
from generator.source import Diagnostic, Span, diagnostic
from generator.targets.target import targets
from generator.untouched import input_hashes
from generator.yaml import text_of

Over = Mapping[str, bytes]
"""What an editor has of files, by their paths below the specs folder: not saved yet."""
NOTHING_OVER: Final[Over] = MappingProxyType({})


@dataclass(slots=True)
class Specs:
    """A specs folder: configuration, pages and overlays, with a hash of every file."""

    config: Config = DEFAULT
    pages: Pages = field(default_factory=Pages)
    overlays: dict[str, str] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Made:
    """One client: its Api, the OpenAPI document, and both in each other locale.

    `stated` are the Apis by locale as the pages have them, before configuration and overlays speak.
    """

    api: Api
    document: Mapping[str, Json]
    localized: Mapping[str, Api]
    translated: Mapping[str, Mapping[str, Json]]
    stated: Mapping[str, Api] = field(default_factory=dict)

    @property
    def by_locale(self) -> dict[str, Api]:
        """The Api in each locale, the primary one first."""
        return {self.api.locale: self.api, **self.localized}


@dataclass(slots=True)
class Output:
    """What a build would write, by path below the output folder, and all findings."""

    tree: dict[str, bytes] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)


def read_specs(root: Path, over: Over = NOTHING_OVER, recall: Recall | None = None) -> Specs:
    """Read a specs folder; what is wrong with it is in the findings.

    `over` is what an editor has instead of what is on disk; `recall` knows pages that were read before.
    """
    known = recall or Recall()
    config, said = _config(root, over, known)
    found = [*said]
    tree = _tree(root, PAGE, config.pages, over)
    pages = read_pages(tree, config.exclude, known)
    found += [
        diagnostic("C002", config.exclude[glob], f"pattern `{glob}`", "one that names pages")
        for glob in idle(config.exclude, (source.path for source in tree))
    ]
    pages.places[CONFIG] = root / CONFIG
    specs = Specs(config, pages, {}, input_hashes(root), [*found, *pages.found])
    for source in _tree(root, ".yaml", config.overlays, over):
        name = f"{config.overlays}/{source.path}".removesuffix("/.")
        pages.places[name] = root / name
        text, problems = _text(replace(source, path=name))
        specs.found += problems
        if text is not None:
            specs.overlays[source.path] = text
    return specs


def _tree(root: Path, ending: str, folder: str, over: Over) -> list[SourceFile]:
    """The files of a folder below the root, those of an editor instead of those on disk; sorted by path."""
    tree = files.read_tree(root, ending, folder)
    prefix = f"{folder}/"
    mine = {
        path.removeprefix(prefix): data
        for path, data in over.items()
        if path.startswith(prefix) and path.endswith(ending)
    }
    if not mine:
        return tree
    by_path = {one.path: one for one in tree}
    by_path |= {
        path: SourceFile(path, data, "", root / folder / path) for path, data in mine.items()
    }
    return [by_path[path] for path in sorted(by_path)]


def _config(root: Path, over: Over, recall: Recall) -> tuple[Config, list[Diagnostic]]:
    if CONFIG not in over and not files.exists(root / CONFIG):
        return DEFAULT, []
    source = (
        SourceFile(CONFIG, over[CONFIG])
        if CONFIG in over
        else files.read_file(root / CONFIG, CONFIG)
    )
    text, found = _text(source)
    if text is None:
        return DEFAULT, found
    return recall.of(CONFIG, (text,), lambda: read_config(text, CONFIG))


def _text(source: SourceFile) -> tuple[str | None, list[Diagnostic]]:
    return (None, [unreadable(source)]) if source.error else text_of(source.data, source.path)


def make(
    pages: Pages, config: Config, overlays: Mapping[str, str]
) -> tuple[list[Made], list[Diagnostic]]:
    """Pages to Apis and documents, overlays applied."""
    assembled, found = assemble(pages.facts, config.settings)
    made = [_made(one, config) for one in assembled]
    found += unmatched(config, [one.api for one in made])
    for name, text in sorted(overlays.items()):
        made = _overlaid(made, f"{config.overlays}/{name}", text, found)
    return made, found


def _made(one: Assembled, config: Config) -> Made:
    api = config.described(one.api)
    others = {locale: config.described(other) for locale, other in one.localized.items()}
    translated = {locale: export(other) for locale, other in others.items()}
    return Made(api, export(api), others, translated, {one.api.locale: one.api, **one.localized})


def _overlaid(made: Sequence[Made], name: str, text: str, found: list[Diagnostic]) -> list[Made]:
    overlay, problems = parse_yaml(text, name)
    found += problems
    if overlay is None:
        return list(made)
    client = extends(overlay)
    known = [one.api.client for one in made]
    if client not in known and (client or len(known) > 1):
        seen = f"`extends` leads to {client or 'no document'}"
        found.append(
            diagnostic("C020", Span(name), seen, f"one of {', '.join(f'{c}.yaml' for c in known)}")
        )
        return list(made)
    return [
        _apply(one, overlay, name, text, found) if one.api.client == (client or known[0]) else one
        for one in made
    ]


def _apply(one: Made, overlay: Json, name: str, text: str, found: list[Diagnostic]) -> Made:
    document, problems = apply_overlay(one.document, overlay, name, text)
    api, more = load(document, client=one.api.client, file=name)
    found += problems + more
    translated = {
        locale: apply_overlay(document, _locale_overlay(one, locale), name)[0]
        for locale in one.translated
    }
    others = {
        locale: load(said, client=api.client, file=name)[0] for locale, said in translated.items()
    }
    return Made(keep_origins(api, one.api, name), document, others, translated, one.stated)


def _locale_overlay(one: Made, locale: str) -> dict[str, Json]:
    """What makes the client's document one in the locale."""
    api = one.api
    made = actions(one.document, one.translated[locale])
    return overlay_document(api.client, f"{api.title} ({locale})", api.version, made)


def outputs(specs: Specs) -> Output:
    """All files that the specs folder gives."""
    made, found = make(specs.pages, specs.config, specs.overlays)
    output = Output(found=[*specs.found, *found])
    apis = [one.api for one in made]
    output.found += rules.check(apis, specs.pages.facts, packages(specs.config, apis))
    output.found += [without_access(api) for api in apis if not api.schemes]
    languages = targets()
    honoured = frozenset.intersection(*(one.honoured for one in languages.values()))
    for one in made:
        output.tree |= openapi_files(one, "openapi/")
        name = f"openapi/{one.api.client}.yaml"
        text = output.tree.get(name, b"").decode()
        output.found += unmet(one.api, one.document, name, text, honoured)
        printed, problems = reference_files(one.by_locale, one.stated, specs.pages)
        output.found += problems
        _add(output, printed, "reference/")
    _add(output, {path: specs.pages.data[path] for path in specs.pages.others}, "reference/")
    named, problems = aliased(apis, specs.config)
    output.found += problems
    surfaces = {}
    for language, target in languages.items():
        texts, problems = target.emit(named, target.settings(wanted(language, specs.config, apis)))
        output.found += problems
        _add(output, {path: text.encode() for path, text in texts.items()}, f"{language}/")
        surfaces[language] = target.surface(texts)
    _add(output, {surface.NAME: surface.printed(surfaces)}, "")
    return output


def without_access(api: Api) -> Diagnostic:
    """The finding about a client that can not sign in."""
    seen = f"the client `{api.client}` has no security schemes"
    return diagnostic("B028", Span(CONFIG), seen, f"`clients.{api.client}.auth` or `.security`")


def _add(output: Output, tree: Mapping[str, bytes], prefix: str) -> None:
    """Add files; names that clash (also by case only) or are unsafe are reported and left out."""
    taken = {path.casefold(): path for path in output.tree}
    for path, data in tree.items():
        try:
            name = prefix + files.safe(path)
        except files.UnsafePathError:
            output.found.append(unsafe_name(path))
            continue
        if name.casefold() in taken:
            seen = f"{name} and {taken[name.casefold()]}"
            output.found.append(diagnostic("B004", Span(path), seen))
            continue
        taken[name.casefold()] = name
        output.tree[name] = data


def openapi_files(one: Made, prefix: str = "") -> dict[str, bytes]:
    """The client's document, and an overlay for each further locale."""
    client = one.api.client
    tree = {f"{prefix}{client}.yaml": to_yaml(dict(one.document)).encode()}
    for locale in sorted(one.translated):
        text = to_yaml(_locale_overlay(one, locale))
        tree[f"{prefix}{client}.{locale}.overlay.yaml"] = text.encode()
    return tree
