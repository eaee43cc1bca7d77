"""Where references lead: places in the document, and in the files that stand beside it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

from generator.yaml import At
from generator.yaml.values import Json

Beside = Callable[[str], tuple[Json, str] | None]
"""Gives document and text of a path below the main document's folder; None where there is none to be had."""
_SCHEMA_FOLDER: Final = ("components", "schemas")
SOMETHING: Final = "something in this file"
"""What a reference is expected to lead to."""


def segments(reference: str) -> list[str]:
    """The segments of a local reference (RFC 6901, section 6)."""
    return [
        unquote(part).replace("~1", "/").replace("~0", "~")
        for part in reference.removeprefix("#").split("/")[1:]
    ]


def unresolved(reference: str) -> tuple[str, str, str]:
    """Code, what is seen and what is expected of a reference that leads nowhere, or where nothing is read."""
    if reference.startswith("#"):
        return "O013", f"reference to nothing: {reference[:200]}", SOMETHING
    seen = f"reference to another document: {reference[:200]}"
    return "O014", seen, "a file below this one's folder"


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A document; `path` is relative to the main document's folder, empty for the main document."""

    path: str
    document: Json
    text: str = ""
    anchors: dict[str, At] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference leads to."""

    source: Source
    at: At
    node: Json

    @property
    def component(self) -> str | None:
        """The key of a named schema of the main document; None for anything else."""
        named = not self.source.path and len(self.at) == 3 and self.at[:2] == _SCHEMA_FOLDER
        return str(self.at[2]) if named else None


class Sources:
    """The main document and the files beside it, each read once."""

    def __init__(self, document: Json, beside: Beside | None) -> None:
        self.main = Source("", document)
        self._beside = beside
        self._known: dict[str, Source | None] = {"": self.main}

    def texts(self) -> dict[str, str]:
        """The text of each file beside the document that was read, by its path."""
        return {path: one.text for path, one in self._known.items() if path and one is not None}

    def documents(self) -> dict[str, Json]:
        """All files that were read, by their paths."""
        return {path: one.document for path, one in self._known.items() if one is not None}

    def known(self, path: str) -> Source | None:
        """The file of that path, the main document for an empty one; None where there is none to be had."""
        if path not in self._known:
            found = self._beside(path) if self._beside else None
            self._known[path] = None if found is None else Source(path, *found)
        return self._known[path]

    def target(self, reference: str, base: Source) -> Target | None:
        """What the reference means in the base document; None where it leads to nothing that may be read."""
        address, _, fragment = reference.partition("#")
        source = self._source(address, base) if address else base
        if source is None:
            return None
        if fragment and not fragment.startswith("/"):
            return _anchored(source, unquote(fragment))
        return _pointed(source, segments(f"#{fragment}"))

    def _source(self, address: str, base: Source) -> Source | None:
        document = self.main.document
        if isinstance(document, Mapping) and address == document.get("$self"):
            return self.main
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or parts.query or parts.path.startswith("/"):
            return None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(base.path), unquote(parts.path)))
        if path.startswith("../") or path == ".." or "\\" in path:
            return None
        return self.known(path)


def _pointed(source: Source, parts: list[str]) -> Target | None:
    value: Json = source.document
    at: At = ()
    for part in parts:
        if isinstance(value, Mapping) and part in value:
            value, at = value[part], (*at, part)
        elif isinstance(value, list) and part.isdecimal() and int(part) < len(value):
            value, at = value[int(part)], (*at, int(part))
        else:
            return None
    return Target(source, at, value)


def _anchored(source: Source, name: str) -> Target | None:
    if not source.anchors:
        source.anchors.update({"": ()} | dict(_anchors(source.document, ())))
    at = source.anchors.get(name)
    return _pointed(source, list(map(str, at))) if at else None


def _anchors(value: Json, at: At) -> Iterator[tuple[str, At]]:
    if isinstance(value, Mapping):
        said = (value.get(key) for key in ("$anchor", "$dynamicAnchor"))
        yield from ((name, at) for name in said if isinstance(name, str))
        for key, inner in value.items():
            yield from _anchors(inner, (*at, str(key)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _anchors(inner, (*at, index))
