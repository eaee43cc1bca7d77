"""What commands take: OpenAPI files, specs folders and pages, as Apis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from generator import files
from generator.cli.apis import Document, Given, parsed
from generator.cli.reading import pages_of, specs_of
from generator.config import DEFAULT, Config
from generator.files import SourceFile
from generator.inputs import Pages, unreadable
from generator.pipeline import CONFIG, make

ENDINGS: Final = (".yaml", ".yml", ".json")
"""What files of OpenAPI documents are called."""
_OPENAPI: Final = frozenset(("openapi", "swagger"))
_VERSION: Final = re.compile(rb"""\b(?:openapi|swagger)["']?\s*:""")


def apis_of(sources: Iterable[str]) -> Given:
    """The Apis of OpenAPI files, folders of them, specs folders and pages."""
    read = Given()
    pages: list[str] = []
    for path in sources:
        documents = documents_below([path])
        for one in documents:
            read.add(one)
        if not documents and not _add_specs(read, path):
            pages.append(path)
    if pages:
        _add_pages(read, pages_of(pages), DEFAULT, {})
    return read


def _add_specs(read: Given, path: str) -> bool:
    """Read a specs folder; is it one?"""
    specs = specs_of([path])
    if specs is not None:
        read.found += specs.found
        read.config = specs.config
        _add_pages(read, specs.pages, specs.config, specs.overlays)
    return specs is not None


def _add_pages(read: Given, pages: Pages, config: Config, overlays: Mapping[str, str]) -> None:
    made, found = make(pages, config, overlays)
    read.apis += [one.api for one in made]
    read.found += [*pages.found, *found]
    read.sources |= pages.sources


def documents_below(paths: Iterable[str]) -> list[Document]:
    """The OpenAPI files among paths: files that are called so, and those below folders that state a version.

    A specs folder has none: its overlays and its configuration belong to its pages. A file that can not be read
    is an empty document with findings.
    """
    found: list[Document] = []
    for path in dict.fromkeys(paths):
        if Path(path).is_dir():
            found += [] if (Path(path) / CONFIG).is_file() else _below(Path(path))
        elif path.endswith(ENDINGS) and Path(path).is_file():
            found.append(_document(files.read_file(Path(path), path, follow=True)))
    return found


def _below(folder: Path) -> list[Document]:
    sources = {one.path: one for one in files.read_tree(folder, ENDINGS)}
    documents = [
        _document(replace(one, path=str(folder / one.path)))
        for _, one in sorted(sources.items())
        if one.path.endswith(ENDINGS) and (one.error or _VERSION.search(one.data))
    ]
    return [one for one in documents if not _OPENAPI.isdisjoint(one.content) or not one.content]


def _document(source: SourceFile) -> Document:
    if source.error:
        return Document(source.path, {}, "", [unreadable(source)])
    return parsed(source.path, source.data)
