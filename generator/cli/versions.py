"""What `diff` compares: OpenAPI files, folders of them, specs folders and pages, on disk or in a git revision."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from generator import files
from generator.cli.apis import Document, Given, client_of
from generator.cli.report import failure
from generator.cli.sources import ENDINGS, apis_of, documents_below
from generator.documents.grammar import inspected
from generator.documents.sources import unresolved
from generator.drift.sides import Side, equal, mentions
from generator.drift.versions import Version, of_pages
from generator.naming import plain
from generator.source import Diagnostic, Severity, located
from generator.yaml import Locator, pointed

_OPENAPI: Final = re.compile(r"3\.[012](\D|$)")
_READ: Final = (*ENDINGS, ".md")
"""What a revision is asked for."""


@dataclass(slots=True)
class Versions(Given):
    """The clients of one version, and what was found while reading them that keeps from comparing them."""

    clients: list[Version] = field(default_factory=list)


def versions_of(path: str, other: Versions | None = None) -> Versions:
    """The clients below a path of the disk; what equals a document of the `other` version is taken from there."""
    read = Versions(known=other.known if other else {})
    documents = documents_below([path], read.known)
    if documents:
        sides = [one.side for one in other.clients] if other else []
        read.clients += [_version(read, one, sides) for one in documents]
        return read
    given = apis_of([path])
    read.found, read.sources, read.config = given.found, given.sources, given.config
    read.clients += map(of_pages, given.apis)
    return read


def _version(read: Versions, document: Document, others: Sequence[Side]) -> Version:
    """A document as it stands; it is read as an Api only where something in it is not as it should be."""
    if not document.content or not _OPENAPI.match(str(document.content.get("openapi", ""))):
        read.add(document)  # says what it is instead
    read.name(document)
    read.found += document.found
    folder = Path(document.path).parent
    twin = next((one for one in others if equal(one.root.node, document.content)), None)
    # what is equal is one object from here on: comparing it, and looking into it, is done once
    content = twin.root.node if twin else document.content
    side = Side(content, document.path, lambda path: read.beside(folder, path))
    if twin:
        side.wrong, side.references = twin.wrong, twin.references
    else:
        side.wrong, side.references = inspected("document", content)
    read.found += _wrong(read, document, side)
    client = client_of(document)
    info = document.content.get("info")
    said = info if isinstance(info, dict) else {}
    name = client or plain(str(said.get("title", ""))) or "api"
    return Version(name, str(said.get("version", "")), side, not client)


def _wrong(read: Versions, document: Document, side: Side) -> list[Diagnostic]:
    """What cannot be compared: references that lead to nothing, objects of another shape."""
    found = list(_unresolved(document, side))
    if not side.wrong:
        return found
    locator = Locator(document.text, document.path)
    found += [
        locator.placed(pointed("O012", at, "something else", what)) for at, what in side.wrong
    ]
    known = {one.where for one in found}
    return found + [one for one in _errors(read, document) if one.where not in known]


def _unresolved(document: Document, side: Side) -> Iterator[Diagnostic]:
    """A finding for each object whose reference leads to nothing."""
    for source, reference in side.lost:
        inside = source.path and posixpath.join(posixpath.dirname(document.path), source.path)
        locator = Locator(source.text or document.text, inside or document.path)
        held = mentions(source.document) if source.path else side.references
        code, seen, expected = unresolved(reference)
        for at in held[reference]:
            yield locator.placed(pointed(code, (*at, "$ref"), seen, expected))


def _errors(read: Versions, document: Document) -> list[Diagnostic]:
    """What else is told by reading it as an Api."""
    from generator.openapi import load  # noqa: PLC0415 - all of the model

    folder = Path(document.path).parent
    _, found = load(
        document.content,
        client="api",
        file=document.path,
        text=document.text,
        beside=lambda path: read.beside(folder, path),
    )
    return [one for one in found if one.severity is Severity.ERROR]


@contextmanager
def revision_of(name: str, path: str) -> Iterator[Versions]:
    """The clients below a path as a git revision has them; ToolError where it has none.

    The files are laid into a folder of their own for as long as they are read, and told as `revision:path`.
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - only for a revision

    from generator.files.revisions import RevisionError, revision  # noqa: PLC0415

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
