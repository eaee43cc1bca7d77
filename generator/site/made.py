"""From a specs folder to a folder that VitePress builds; files of former runs that are no more go."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator import files
from generator.files import SourceFile
from generator.pipeline import Specs, make, openapi_files, read_specs
from generator.printed import reference_files
from generator.site.tree import Site, Wanted, site_of
from generator.source import Diagnostic, Span, diagnostic

_LIST: Final = ".docs2sdk-site.json"
"""The paths that the last run wrote."""


@dataclass(slots=True)
class Made:
    """A site, and what was found on the way; `failed` when there is nothing to make one of."""

    site: Site = field(default_factory=Site)
    found: list[Diagnostic] = field(default_factory=list)
    sources: Mapping[str, SourceFile] = field(default_factory=dict)
    failed: bool = False


def read_site(root: Path) -> Made:
    """The site of a specs folder."""
    specs = read_specs(root)
    if specs.pages.failed or any(one.code == "B008" for one in specs.found):
        return Made(found=specs.found, sources=specs.pages.sources, failed=True)
    made, found = make(specs.pages, specs.config, specs.overlays)
    reference = {path: specs.pages.data[path] for path in specs.pages.others}
    documents: dict[str, bytes] = {}
    for one in made:
        printed, problems = reference_files(one.by_locale, one.stated, specs.pages)
        reference |= printed
        found += problems
        documents |= openapi_files(one)
    apis = [one.by_locale for one in made]
    wanted, problems = _wanted(specs, root)
    site = site_of(apis, reference, documents, specs.config.locales, wanted)
    return Made(site, [*specs.found, *found, *problems], specs.pages.sources)


def _wanted(specs: Specs, root: Path) -> tuple[Wanted, list[Diagnostic]]:
    told = specs.config.site
    if not told.logo:
        return Wanted(told.title, told.base), []
    source = files.read_file(root / told.logo, told.logo)
    if source.error:
        seen = f"{told.logo}: {source.error}"
        return Wanted(told.title, told.base), [
            diagnostic("B001", Span(files.CONFIG), seen, "an image")
        ]
    return Wanted(told.title, told.base, (told.logo, source.data)), []


def write_site(site: Site, out: Path) -> int:
    """Write what is new, remove what a former run wrote and this one does not; how many files were written."""
    for path in site.tree:
        files.safe(path)
    before = _before(out)
    same = files.hash_tree(out, site.tree)
    changed = [
        path for path, data in site.tree.items() if same.get(path) != files.sha256(data)
    ]  # fmt: skip
    with files.alone(out, deep=False):
        for path in changed:
            files.write(out, path, site.tree[path])
        for path in before - {*site.tree}:
            files.remove(out, path)
        files.write(out, _LIST, json.dumps(sorted(site.tree), indent=0).encode())
    return len(changed)


def _before(out: Path) -> set[str]:
    """What a former run wrote; the list may have been edited, so only safe paths count."""
    try:
        value = json.loads(files.read_bytes(out, _LIST) or b"[]")
    except ValueError:
        return set()
    paths = value if isinstance(value, list) else []
    return {path for path in paths if isinstance(path, str) and not files.unsafe(path)}
