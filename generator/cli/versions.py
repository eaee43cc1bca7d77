"""What `diff` compares: OpenAPI files, folders of them, specs folders and pages, on disk or in a git revision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from generator import files
from generator.cli.apis import Document, Given, client_of
from generator.cli.report import failure
from generator.cli.sources import ENDINGS, apis_of, documents_below
from generator.configure import client_name
from generator.drift.sides import Side
from generator.drift.versions import Version, of_pages
from generator.files.revisions import RevisionError, revision
from generator.model import Api
from generator.openapi import load
from generator.openapi.grammar import inspected
from generator.source import Diagnostic, Severity, located
from generator.yaml import Locator, pointed

_OPENAPI: Final = re.compile(r"3\.[012](\D|$)")
_READ: Final = (*ENDINGS, ".md")
"""What a revision is asked for."""


@dataclass(slots=True)
class Versions(Given):
    """The clients of one version, and what was found while reading them that keeps from comparing them."""

    clients: list[Version] = field(default_factory=list)


def versions_of(path: str) -> Versions:
    """The clients below a path of the disk."""
    read = Versions()
    documents = documents_below([path])
    if not documents:
        given = apis_of([path])
        return Versions(
            given.apis, given.documents, given.found, given.sources, given.guessed, given.config,
            [of_pages(one) for one in given.apis],
        )  # fmt: skip
    for one in documents:
        read.clients.append(_version(read, one))
    return read


def _version(read: Versions, document: Document) -> Version:
    """A document as it stands; it is read as an Api only where something in it is not as it should be."""
    if not document.content or not _OPENAPI.match(str(document.content.get("openapi", ""))):
        read.add(document)  # says what it is instead
    read.name(document)
    read.found += document.found
    folder = Path(document.path).parent
    side = Side(document.content, document.path, lambda path: read.beside(folder, path))
    read.found += _wrong(read, document, side)
    client = client_of(document)
    info = document.content.get("info")
    said = info if isinstance(info, dict) else {}
    head = Api(client or "api", str(said.get("title", "")), str(said.get("version", "")))
    named = head if client else replace(head, client=client_name(head))
    read.apis.append(named)
    return Version(named, side, not client)


def _wrong(read: Versions, document: Document, side: Side) -> list[Diagnostic]:
    """What cannot be compared: references that lead to nothing, objects of another shape."""
    places, side.references = inspected("document", document.content)
    if not (places or side.dangling()):
        return []
    locator = Locator(document.text, document.path)
    found = [locator.placed(pointed("O012", at, "something else", what)) for at, what in places]
    folder = Path(document.path).parent
    _, more = load(
        document.content,
        client="api",
        file=document.path,
        text=document.text,
        beside=lambda path: read.beside(folder, path),
    )
    known = {one.where for one in found}
    return found + [
        one for one in more if one.severity is Severity.ERROR and one.where not in known
    ]


@contextmanager
def revision_of(name: str, path: str) -> Iterator[Versions]:
    """The clients below a path as a git revision has them; ToolError where it has none.

    The files are laid into a folder of their own for as long as they are read, and told as `revision:path`.
    """
    place = Path(path)
    try:
        found = revision(name, place)
        folder = place if place.suffix not in _READ else place.parent
        inside, tree = found.inside(place), found.tree(folder, _READ)
    except RevisionError as error:
        raise failure(
            "B001", name, f"{name}: {error}", "a git revision that has the path"
        ) from error
    if not any(one == inside or one.startswith(f"{inside}/") or not inside for one in tree):
        raise failure("B001", name, f"{name} has no {inside}", "a path that the revision has")
    with TemporaryDirectory(prefix="docs2sdk-") as root:
        files.write_tree(Path(root), tree)
        read = versions_of(str(Path(root, inside)))
        yield _told(read, root, name)


def _told(read: Versions, root: str, name: str) -> Versions:
    """The same with names that a person knows."""

    def said(path: str) -> str:
        return path.replace(f"{root}/", f"{name}:", 1)

    for one in read.clients:
        one.side.file = said(one.side.file)
    paths = {key: said(key) for key in read.sources} | {root: name}
    read.found = [located(one, paths) for one in read.found]
    read.sources = {
        said(key): replace(one, path=said(one.path), place=one.place and Path(said(str(one.place))))
        for key, one in read.sources.items()
    }
    return read
