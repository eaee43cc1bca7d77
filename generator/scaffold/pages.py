"""`docs2sdk init PAGES_DIR`: a specs folder from pages that are there, and what was understood of them.

The pages are taken as they stand. What a build finds is written into a baseline, so that the folder is clean and only
gets better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from generator.config import DEFAULT, Config, read_config
from generator.files import SourceFile
from generator.findings import BASELINE, print_baseline
from generator.findings.facts import joined
from generator.findings.settle import raw
from generator.inputs import Pages, read_pages
from generator.model import Api, Json
from generator.model.profiles import NEUTRAL, profiles
from generator.pages.facts import PageFacts
from generator.pipeline import Specs, make, outputs
from generator.scaffold.accepted import Adopted
from generator.scaffold.configuration import NAME, packages
from generator.source import CODES, Diagnostic, Severity, Span, diagnostic
from generator.yaml import to_yaml

_ABOUT: Final = (
    "# What no page says: see `what init needs to know`. The pages are the source of everything else.\n"
)
_LOOKED_AT: Final = 100
"""Pages that are asked for a profile: the head of a template stands on each that has it."""


def adopt_pages(sources: Sequence[SourceFile], folder: str, *, copied: bool) -> Adopted:
    """The files of a specs folder around the pages, which stand below `folder` of it, or are to be `copied` there."""
    read = read_pages(sources)
    if read.failed:
        found = [*read.found, diagnostic("B002", Span(folder), "no page that can be read")]
        return Adopted({}, found, [])
    text, config = _configuration(read, folder)
    specs = Specs(config, read, found=[*read.found])
    apis = [one.api for one in make(read, config, {})[0]]
    found = raw(outputs(specs).found, read.data, config.rules, complete=True)
    kept = [one for one in found if one.severity is not Severity.NOTE]
    tree = {NAME: text.encode(), BASELINE: print_baseline(kept).encode()}
    pages = {f"{folder}/{path}": data for path, data in read.data.items()} if copied else {}
    said = [*_understood(read, apis, config), *_disagreements(found), *_open(apis, found, kept)]
    return Adopted(dict(sorted({**tree, **pages}.items())), [], said)


def _configuration(read: Pages, folder: str) -> tuple[str, Config]:
    """The file's text and what it means."""
    pages = [page for page in read.facts if page.locale]
    value: dict[str, Json] = {
        "pages": folder,
        "locales": [name for name, _ in Counter(page.locale for page in pages).most_common()],
        "editions": _editions(pages),
        "profile": _profile(read, pages),
    }
    config = read_config(to_yaml(value), NAME)[0]
    apis = [one.api for one in make(read, config, {})[0]]
    value["packages"] = packages(apis)
    text = _ABOUT + to_yaml(value)
    return text, read_config(text, NAME)[0]


def _editions(pages: Iterable[PageFacts]) -> Json:
    there = dict.fromkeys(page.edition for page in pages)
    known = [name for name in DEFAULT.settings.editions if name in there]
    return [*known, *sorted(name for name in there if name not in known)]


def _profile(read: Pages, pages: Iterable[PageFacts]) -> str:
    """The profile whose template's head stands on a page; else the neutral one."""
    for page in islice(pages, _LOOKED_AT):
        text = read.data[page.path].decode("utf-8", "replace").replace("\r\n", "\n")
        for profile in profiles().values():
            words = profile.head.get(page.locale, {}).get("comment", {}).values()
            if any(word in text for word in words):
                return profile.name
    return NEUTRAL


def _understood(read: Pages, apis: Sequence[Api], config: Config) -> Iterator[str]:
    pages = [page for page in read.facts if page.locale]
    operations, schemas = (
        sum(map(len, found))
        for found in ([one.operations for one in apis], [one.schemas for one in apis])
    )
    yield f"understood: {len(pages)} pages of {operations} operations and {schemas} data structures"
    yield f"  locales:  {_counts(page.locale for page in pages)}"
    yield f"  editions: {_counts(page.edition for page in pages)}"
    for api in apis:
        tags = len({one.tag for one in api.operations})
        yield f"  client:   {api.client}, {len(api.operations)} operations in {tags} tags"
    yield f"  profile:  {config.profile}"
    if read.others:
        yield f"  guides:   {len(read.others)}, carried to the reference as they are"


def _counts(names: Iterable[str]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in Counter(names).most_common())


def _disagreements(found: Sequence[Diagnostic]) -> Iterator[str]:
    """Where pages of an operation or data structure differ, by kind; each page prints as it stands."""
    facts = [one for one in joined(found) if one.code in {"A101", "A108", "A110"}]
    kinds = Counter(_kind(one) for one in facts)
    if kinds:
        each = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        yield f"pages disagree in {len(facts)} facts, and each prints as it stands: {each}"


def _kind(one: Diagnostic) -> str:
    if one.seen.startswith("another "):
        return one.seen.removeprefix("another ").partition(" of ")[0]
    return "missing row" if one.code == "A101" else "function"


def _open(
    apis: Sequence[Api], found: Sequence[Diagnostic], kept: Sequence[Diagnostic]
) -> Iterator[str]:
    """What is left to do: what no page says, and what is accepted for now."""
    codes = Counter(one.code for one in joined(kept))
    if codes:
        most = ", ".join(f"{CODES[code].name} ({code}) {n}" for code, n in codes.most_common(6))
        yield f"accepted in {BASELINE}: {sum(codes.values())} facts, most of them {most}"
    for api in apis:
        own = f"clients.{api.client}"
        yield f"to tell in {NAME}: the host (`{own}.servers`), how a caller signs in (`{own}.auth`)"
    unsure = sum(one.code == "A201" for one in joined(found))
    if unsure:
        yield f"to confirm: {unsure} HTTP methods that are guesses (`docs2sdk lint --select A201`)"
    yield "to check: the names of the packages (`packages`)"
