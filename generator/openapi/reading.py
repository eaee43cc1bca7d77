"""What all readers of one document share: the document, its findings, its references."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from generator.documents.sources import segments, unresolved
from generator.model import Json, Origin
from generator.source import Diagnostic, Span
from generator.yaml import At, Locator, pointed

Node = Mapping[str, Json]
EMPTY: Node = {}
_LONGEST_CHAIN = 32


class Reading:
    """One run of `load`: the document (`ours` when `export` wrote it) and what was found in it."""

    def __init__(self, document: Node, file: str) -> None:
        self.document = document
        self.file = file
        self.ours = isinstance(document.get("x-docs"), Mapping)
        self.origin = Origin("stated", Span(file))
        self.texts: dict[str, str] = {}
        self.moved: dict[At, tuple[str, At]] = {}
        self._findings: dict[tuple[str, Diagnostic], None] = {}

    def find(self, code: str, at: At, seen: str, expected: str = "") -> None:
        """Keep a finding, once, however many readers come upon it."""
        path, place = self.source_of(at)
        self._findings[path, pointed(code, place, seen, expected)] = None

    def findings(self) -> list[Diagnostic]:
        """What was found so far."""
        return [finding for _, finding in self._findings]

    def diagnostics(self, text: str) -> list[Diagnostic]:
        """All findings, in the order of the file when its text is given."""
        locators = {"": Locator(text, self.file)} | {
            path: Locator(one, posixpath.join(posixpath.dirname(self.file), path))
            for path, one in self.texts.items()
        }
        return sorted(locators[path].placed(finding) for path, finding in self._findings)

    def source_of(self, at: At) -> tuple[str, At]:
        """The file (empty: the document's own) and place of what stands at a place of the normal form."""
        for end in range(len(at), 0, -1):
            if (moved := self.moved.get(at[:end])) is not None:
                return moved[0], (*moved[1], *at[end:])
        return "", at

    def mapping(self, value: Json, at: At, what: str = "an object") -> Node:
        """The value when it is a mapping; else a finding (unless it is absent) and an empty one."""
        # `dict` first: asking whether a value is a Mapping takes four times as long
        if isinstance(value, dict) or isinstance(value, Mapping):  # noqa: SIM101
            return value
        if value is not None:
            self.find("O012", at, f"{_kind(value)}", what)
        return EMPTY

    def items(self, value: Json, at: At) -> list[Json]:
        """The value when it is a list; else a finding (unless it is absent) and an empty one."""
        if isinstance(value, list):
            return value
        if value is not None:
            self.find("O012", at, f"{_kind(value)}", "a list")
        return []

    def text(self, node: Node, key: str, at: At) -> str:
        """A text of the node; a number or boolean is spelled out, anything else is a finding."""
        value = node.get(key)
        if value is None or isinstance(value, str):
            return value or ""
        if isinstance(value, bool | int | float):
            return str(value).lower() if isinstance(value, bool) else str(value)
        self.find("O012", (*at, key), _kind(value), "a text")
        return ""

    def resolve(self, value: Json, at: At) -> Node:
        """The object itself, or what its chain of references leads to."""
        node = self.mapping(value, at)
        for _ in range(_LONGEST_CHAIN):
            target = node.get("$ref")
            if not isinstance(target, str):
                return node
            found = self.target(target, at)
            if not isinstance(found, Mapping):
                return EMPTY
            node = found
        self.find("O013", at, "a reference that leads back to itself", "an object")
        return EMPTY

    def target(self, reference: str, at: At) -> Json | None:
        """What a local reference points to; None, with a finding, for another file or nothing."""
        value: Json = self.document if reference.startswith("#/") else None
        for segment in segments(reference) or [""]:
            value = _child(value, segment)
            if value is None:
                self.missing(reference, at)
                return None
        return value

    def missing(self, reference: str, at: At) -> None:
        """A finding for a reference that leads nowhere, or where nothing is read."""
        code, seen, expected = unresolved(reference)
        self.find(code, (*at, "$ref"), seen, expected)


def _child(value: Json, segment: str) -> Json | None:
    if isinstance(value, Mapping):
        return value.get(segment)
    if isinstance(value, list) and segment.isdecimal() and int(segment) < len(value):
        return value[int(segment)]  # type: ignore[no-any-return]
    return None


_KINDS: Mapping[type, str] = {
    str: "a text",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
}


def _kind(value: Json) -> str:
    return _KINDS.get(type(value), "null")
