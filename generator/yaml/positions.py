"""Places in a YAML or JSON text by JSON Pointer; made only when there is something to report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import yaml
from yaml._yaml import CParser

from generator.source import Diagnostic, Span, diagnostic
from generator.yaml import walking
from generator.yaml.json_places import JsonPlaces
from generator.yaml.pointers import pointer, split

At = tuple[str | int, ...]
"""The segments of a JSON Pointer."""
_FEW = 4
"""How many places are looked for one by one."""


def pointed(code: str, at: At, seen: str, expected: str = "") -> Diagnostic:
    """A finding whose place is known as a JSON Pointer so far; a `Locator` finds its line and column."""
    return replace(diagnostic(code, Span(""), seen, expected), where=pointer(*at))


class Locator:
    """Finds the line and column of a pointer's target; the nearest ancestor's where there is none."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._json: JsonPlaces | None = JsonPlaces(text)
        self._asked = 0

    @cached_property
    def _root(self) -> yaml.Node | None:
        try:
            root: yaml.Node | None = _Composer(self._text).get_single_node()
        except (yaml.YAMLError, UnicodeError):
            return None
        return root

    def span(self, at: Sequence[str | int]) -> Span:
        """The place of the key or item that the segments lead to."""
        way = [str(segment) for segment in at]
        line, column = self._in_json(way) or self._at_once(way) or self._in_yaml(way)
        return Span(self._file, line, column) if line else Span(self._file)

    def _in_json(self, way: Sequence[str]) -> tuple[int, int] | None:
        try:
            return self._json.place(way) if self._json else None
        except (ValueError, RecursionError):
            self._json = None  # so it is YAML
        return None

    def _at_once(self, way: Sequence[str]) -> tuple[int, int] | None:
        """The first few places without nodes for the whole text, which take as long as many such walks."""
        self._asked += 1
        try:
            return walking.place(self._text, way) if self._asked <= _FEW else None
        except (walking.UnknownError, yaml.YAMLError, UnicodeError):
            return None

    def _in_yaml(self, way: Sequence[str]) -> tuple[int, int]:
        node, mark = self._root, None
        for segment in way:
            step = _step(node, segment)
            if step is None:
                break
            mark, node = step
        return (mark.line + 1, mark.column + 1) if mark else (0, 0)

    def placed(self, one: Diagnostic) -> Diagnostic:
        """The finding with its line and column; the pointer stands in the text as well."""
        prefix = f"{one.where}: " if one.where else ""
        return replace(one, span=self.span(split(one.where)), seen=prefix + one.seen)


class _Composer(CParser):
    """Nodes with their places; tags are not worked out, which takes half of the time."""

    def descend_resolver(self, *_: object) -> None:
        """Nothing."""

    def ascend_resolver(self) -> None:
        """Nothing."""

    def resolve(self, *_: object) -> str:
        """No tag."""
        return ""


def _step(node: yaml.Node | None, segment: str) -> tuple[yaml.Mark, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == segment:
                return key.start_mark, value
    if (
        isinstance(node, yaml.SequenceNode)
        and segment.isdecimal()
        and int(segment) < len(node.value)
    ):
        item = node.value[int(segment)]
        return item.start_mark, item
    return None
