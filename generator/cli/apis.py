"""OpenAPI files as Apis, with all that was found on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator import files
from generator.cli.report import ToolError, failure
from generator.files import SourceFile
from generator.findings.levels import NONE, Rules
from generator.findings.settle import raw
from generator.source import Diagnostic, Severity, Span, diagnostic, located
from generator.yaml import parse_yaml, text_of
from generator.yaml.values import Json

if TYPE_CHECKING:  # `diff` asks for them only where something has changed
    from generator.config import Config
    from generator.model import Api


@dataclass(frozen=True, slots=True)
class Document:
    """An OpenAPI file: its name as the user gave it, its content, its text for the places of findings."""

    path: str
    content: dict[str, Json]
    text: str
    found: list[Diagnostic]

    @property
    def source(self) -> SourceFile:
        """The file, as findings show it."""
        return SourceFile(self.path, self.text.encode(), "", Path(self.path))


Known = dict[str, Document]
"""Documents by their text, so that equal ones are read once."""


@dataclass(slots=True)
class Given:
    """Apis that were read, every finding, the files that findings name.

    `guessed` has the clients that no document names as such: they are called after the title. `config` is a specs
    folder's own, None for anything else. `known` are documents that were read already.
    """

    apis: list[Api] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    sources: dict[str, SourceFile] = field(default_factory=dict)
    guessed: set[str] = field(default_factory=set)
    config: Config | None = None
    known: Known = field(default_factory=dict)

    @property
    def rules(self) -> Rules:
        """Severities, as a specs folder configures them."""
        return self.config.rules if self.config else NONE

    def told(self, *, notes: bool) -> list[Diagnostic]:
        """What was found, with the configured severities; notes too where they are asked for."""
        found = raw(self.found, {}, self.rules)
        return [one for one in found if notes or one.severity is not Severity.NOTE]

    @property
    def errors(self) -> list[Diagnostic]:
        """What makes the Apis other than they are meant."""
        return [one for one in self.found if one.severity is Severity.ERROR]

    def name(self, document: Document) -> None:
        """Let findings show lines of the document."""
        self.sources[document.path] = document.source

    def add(self, document: Document) -> Api:
        """Read the document; ToolError when it is none of a version that can be read."""
        from generator.configure import client_name  # noqa: PLC0415 - needs all of the model
        from generator.openapi import load  # noqa: PLC0415 - the same

        if not document.content:
            raise ToolError(*document.found)
        self.name(document)
        self.found += document.found
        client = client_of(document)
        api, found = load(
            document.content,
            client=client or "api",
            file=document.path,
            text=document.text,
            beside=lambda path: self.beside(Path(document.path).parent, path),
        )
        if any(one.code == "O011" for one in found):
            raise ToolError(*found)
        if not client:
            api = replace(api, client=client_name(api))
            self.guessed.add(api.client)
        self.apis.append(api)
        self.documents.append(document)
        self.found += found
        return api

    def beside(self, folder: Path, path: str) -> tuple[Json, str] | None:
        """Content and text of a file below a document's folder that a reference leads to, else None."""
        data = files.read_bytes(folder, path)
        if data is None:
            return None
        document = parsed(str(folder / path), data, self.known)
        self.found += document.found
        self.name(document)
        return (document.content, document.text) if document.content else None


def client_of(document: Document) -> str:
    """The client that a document names itself; empty where it names none."""
    docs = document.content.get("x-docs")
    return str(docs.get("client", "")) if isinstance(docs, dict) else ""


def document_of(path: str) -> Document:
    """The document of an OpenAPI file; empty, with findings, where there is none. ToolError without a file."""
    source = files.read_file(Path(path), path, follow=True)
    if source.error:
        raise failure("B001", path, f"{path}: {source.error}", "an OpenAPI file")
    return parsed(path, source.data)


def parsed(path: str, data: bytes, known: Known | None = None) -> Document:
    """The document in a file's bytes; empty, with a finding, where there is none."""
    text, found = text_of(data, path)
    if text is None:
        return Document(path, {}, "", found)
    twin = known.get(text) if known is not None else None
    if twin is not None:
        found = [located(one, {twin.path: path}) for one in twin.found]
        return replace(twin, path=path, found=found)
    document = _parsed(path, text)
    if known is not None:
        known[text] = document
    return document


def _parsed(path: str, text: str) -> Document:
    content, found = parse_yaml(text, path)
    if isinstance(content, dict):
        return Document(path, content, text, found)
    nothing = diagnostic("O011", Span(path), "no object", "an OpenAPI document")
    return Document(path, {}, text, found or [nothing])


def given(paths: Iterable[str]) -> Given:
    """The Apis of OpenAPI files, one each."""
    read = Given()
    for path in paths:
        read.add(document_of(path))
    return read


def must_differ(paths: Sequence[str], apis: Sequence[Api]) -> None:
    """ToolError for a second document of one client: it would take the place of the first."""
    taken: dict[str, str] = {}
    for path, api in zip(paths, apis, strict=True):
        if api.client in taken:
            seen = f"{path} and {taken[api.client]} are both the client `{api.client}`"
            raise failure("B004", path, seen, "another title, or `x-docs: {client: NAME}`")
        taken[api.client] = path
