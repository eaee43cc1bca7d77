"""JSON data from the events of libyaml's parser, by the core schema of YAML 1.2.2 (chapter 10.3).

PyYAML's own constructors follow YAML 1.1, where `no` is false, 12:30 is 750 and 2020-01-01 a date. Keys are
always strings, spelled as in the text. Shared nodes count as often as they are used, so aliases can not explode.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.source import Diagnostic, Span, diagnostic
from generator.yaml.values import Json

DEEPEST: Final = 128
"""Levels of nesting that a document may have."""
LARGEST: Final = 5_000_000
"""Nodes that a document may have once its aliases are written out."""

_INT: Final = re.compile(r"[-+]?[0-9]+")
_RADIX: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_STRANGE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: Final[Mapping[str, Json]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_STARTS: Final = frozenset("0123456789+-.~nNtTfF")
_TAG: Final = "tag:yaml.org,2002:"
_BY_TAG: Final = frozenset(_TAG + name for name in ("int", "float", "bool", "null"))


class AnyMark(Protocol):
    """A place as PyYAML and libyaml tell it, counted from 0."""

    line: int
    column: int


class StopReading(Exception):  # noqa: N818 - control flow inside this package
    """Nothing more can be read; holds the diagnostic that says why."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Builder:
    """Builds one document from a stream of events."""

    def __init__(self, next_event: Callable[[], Any], file: str) -> None:
        self.findings: list[Diagnostic] = []
        self._next = next_event
        self._file = file
        self._anchors: dict[str, tuple[Json, int, int] | None] = {}
        self._size = 0
        self._deepest = 0

    def document(self) -> Json:
        """The first document of the stream; a second one is a finding."""
        self._next()
        start: Any = self._next()
        if type(start) is not DocumentStartEvent:
            self._stop("O001", start.start_mark, "the file is empty", "an OpenAPI document")
        value = self._node(self._next(), 1)
        self._next()
        second: Any = self._next()
        mark = second.start_mark
        if type(second) is DocumentStartEvent:
            self._find("O001", mark, "a second document in the file", "one document")
        return value

    def _span(self, mark: AnyMark) -> Span:
        return Span(self._file, mark.line + 1, mark.column + 1)

    def _find(self, code: str, mark: AnyMark, seen: str, expected: str = "") -> None:
        self.findings.append(diagnostic(code, self._span(mark), seen, expected))

    def _stop(self, code: str, mark: AnyMark, seen: str, expected: str = "") -> None:
        raise StopReading(diagnostic(code, self._span(mark), seen, expected))

    def _node(self, event: Any, depth: int) -> Json:
        self._deepest = max(self._deepest, depth)
        if type(event) is AliasEvent:
            return self._alias(event, depth)
        self._size += 1
        return self._value(event, depth) if event.anchor is None else self._anchored(event, depth)

    def _value(self, event: Any, depth: int) -> Json:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        self._check_depth(event, depth)
        return self._sequence(depth) if kind is SequenceStartEvent else self._mapping(depth)

    def _check_depth(self, event: Any, depth: int) -> None:
        if depth > DEEPEST:
            self._stop("O003", event.start_mark, f"more than {DEEPEST} levels of nesting")

    def _anchored(self, event: Any, depth: int) -> Json:
        """A node with an anchor: how many nodes and levels it has counts again at each alias."""
        self._anchors[event.anchor] = None
        above, size, self._deepest = self._deepest, self._size - 1, depth
        value = self._value(event, depth)
        self._anchors[event.anchor] = (value, self._size - size, self._deepest - depth)
        self._deepest = max(above, self._deepest)
        return value

    def _alias(self, event: Any, depth: int) -> Json:
        known = self._anchors.get(event.anchor)
        if known is None:
            seen = "is inside itself" if event.anchor in self._anchors else "has no anchor"
            self._stop("O003", event.start_mark, f"alias *{event.anchor} {seen}")
            return None
        value, size, levels = known
        self._size += size
        if self._size > LARGEST:
            self._stop("O003", event.start_mark, f"more than {LARGEST} values through aliases")
        self._deepest = max(self._deepest, depth + levels)
        if levels:
            self._check_depth(event, depth + levels - 1)
        return value

    def _sequence(self, depth: int) -> Json:
        items: list[Json] = []
        while type(event := self._next()) is not SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        return items

    def _mapping(self, depth: int) -> Json:
        items: dict[str, Json] = {}
        merged: list[Json] = []
        while type(event := self._next()) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                self._stop("O004", event.start_mark, "a key that is no string", "a string")
            key = event.value
            value = self._node(self._next(), depth + 1)
            if key == "<<" and event.implicit[0]:
                merged += value if isinstance(value, list) else [value]
            elif key in items:
                self._find("O002", event.start_mark, f"key {key!r} is there twice")
            else:
                items[key] = value
        for mapping in merged:
            items = {**mapping, **items} if isinstance(mapping, Mapping) else items
        return items

    def _scalar(self, event: Any) -> Json:
        text: str = event.value
        if event.tag is None:
            if not event.implicit[0] or (text and text[0] not in _STARTS):
                return text
        elif event.tag not in _BY_TAG:
            if event.tag not in ("!", _TAG + "str"):
                self._find("O004", event.start_mark, f"tag {event.tag}", "plain YAML")
            return text
        return self._plain(text, event.start_mark)

    def _plain(self, text: str, mark: AnyMark) -> Json:
        if text in _WORDS:
            return _WORDS[text]
        try:
            if _INT.fullmatch(text):
                return int(text)
            if _RADIX.fullmatch(text):
                return int(text, 0)
        except ValueError:
            self._find("O004", mark, f"a number of {len(text)} digits", "a number of fewer digits")
            return text
        return self._float(text, mark)

    def _float(self, text: str, mark: AnyMark) -> Json:
        strange = _STRANGE.fullmatch(text) is not None
        if not strange and not _FLOAT.fullmatch(text):
            return text
        if strange or not math.isfinite(value := float(text)):
            self._find("O004", mark, f"number {text[:40]} is not finite", "a finite number")
            return text
        return value
