"""What commands take: OpenAPI files, specs folders and pages, as Apis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator import files
from generator.cli.apis import Document, Given, Known, parsed
from generator.files import CONFIG, SourceFile

if TYPE_CHECKING:
    from generator.config import Config
    from generator.inputs import Pages

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
        from generator.cli.reading import pages_of  # noqa: PLC0415 - all that reads pages

        _add_pages(read, pages_of(pages))
    return read


def _add_specs(read: Given, path: str) -> bool:
    """Read a specs folder; is it one?"""
    from generator.cli.reading import specs_of  # noqa: PLC0415 - all that reads pages

    specs = specs_of([path])
    if specs is not None:
        read.found += specs.found
        read.config = specs.config
        _add_pages(read, specs.pages, specs.config, specs.overlays)
    return specs is not None


def _add_pages(
    read: Given,
    pages: Pages,
    config: Config | None = None,
    overlays: Mapping[str, str] = MappingProxyType({}),
) -> None:
    from generator.config import DEFAULT  # noqa: PLC0415 - all that reads pages
    from generator.pipeline import make  # noqa: PLC0415

    made, found = make(pages, config or DEFAULT, overlays)
    read.apis += [one.api for one in made]
    read.found += [*pages.found, *found]
    read.sources |= pages.sources


def documents_below(paths: Iterable[str], known: Known | None = None) -> list[Document]:
    """The OpenAPI files among paths: files that are called so, and those below folders that state a version.

    A specs folder has none: its overlays and its configuration belong to its pages. A file that can not be read
    is an empty document with findings. A text that is in `known` is not read again.
    """
    found: list[Document] = []
    for path in dict.fromkeys(paths):
        if Path(path).is_dir():
            found += [] if (Path(path) / CONFIG).is_file() else _below(Path(path), known)
        elif path.endswith(ENDINGS) and Path(path).is_file():
            found.append(_document(files.read_file(Path(path), path, follow=True), known))
    return found


def _below(folder: Path, known: Known | None) -> list[Document]:
    sources = {one.path: one for one in files.read_tree(folder, ENDINGS)}
    documents = [
        _document(replace(one, path=str(folder / one.path)), known)
        for _, one in sorted(sources.items())
        if one.path.endswith(ENDINGS) and (one.error or _VERSION.search(one.data))
    ]
    return [one for one in documents if not _OPENAPI.isdisjoint(one.content) or not one.content]


def _document(source: SourceFile, known: Known | None) -> Document:
    if source.error:
        from generator.inputs import unreadable  # noqa: PLC0415 - all that reads pages

        return Document(source.path, {}, "", [unreadable(source)])
    return parsed(source.path, source.data, known)
