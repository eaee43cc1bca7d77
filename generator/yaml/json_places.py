"""Places in a JSON text, found without building it: what does not lead there is skipped by json's own scanner.

A YAML reader needs a hundred times as long, and most large documents are JSON.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

_DECODER: Final = json.JSONDecoder()
_BREAK: Final = re.compile(r"\n")
_SPACE: Final = re.compile(r"[ \t\n\r]*")

Found = tuple[str, int, int]
"""A key, or an item's number; where it begins; where its value begins."""


class JsonPlaces:
    """Where keys and items stand; every object and array is gone through once, and no further than is asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen: dict[int, tuple[dict[str, tuple[int, int]], Iterator[Found]]] = {}

    def place(self, way: Sequence[str]) -> tuple[int, int]:
        """Line and column, from 1, of the last key or item of the way that is there; zeros where none is.

        Raises ValueError or RecursionError where the text on the way is not JSON.
        """
        offset, value = -1, self._space(0)
        if self._text[value : value + 1] not in ("{", "["):
            raise ValueError("no JSON object or array")
        for segment in way:
            step = self._step(value, segment)
            if step is None:
                break
            offset, value = step
        return self._line_of(offset) if offset >= 0 else (0, 0)

    def _step(self, at: int, segment: str) -> tuple[int, int] | None:
        known, rest = self._seen.setdefault(at, ({}, self._inside(at)))
        while segment not in known:
            found = next(rest, None)
            if found is None:
                return None
            known.setdefault(found[0], found[1:])
        return known[segment]

    def _inside(self, at: int) -> Iterator[Found]:
        """What stands in the object or array at an offset; nothing where another value is."""
        match self._text[at]:
            case "{":
                yield from self._members(at)
            case "[":
                yield from self._items(at)

    def _members(self, at: int) -> Iterator[Found]:
        at = self._space(at + 1)
        while self._text[at : at + 1] != "}":
            self._expected(at, '"')
            key, end = _DECODER.raw_decode(self._text, at)
            value = self._space(self._expected(self._space(end), ":"))
            yield key, at, value
            at = self._next(value, "}")

    def _items(self, at: int) -> Iterator[Found]:
        at, number = self._space(at + 1), 0
        while self._text[at : at + 1] != "]":
            yield str(number), at, at
            at, number = self._next(at, "]"), number + 1

    def _next(self, value: int, end: str) -> int:
        """Where what follows a value begins, the closing bracket included."""
        at = self._space(_DECODER.raw_decode(self._text, value)[1])
        return at if self._text[at : at + 1] == end else self._space(self._expected(at, ","))

    def _expected(self, at: int, mark: str) -> int:
        if self._text[at : at + 1] != mark:
            raise ValueError(f"no {mark}")
        return at + 1

    def _space(self, at: int) -> int:
        found = _SPACE.match(self._text, at)
        return found.end() if found else at

    def _line_of(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins."""
        return [0, *(found.end() for found in _BREAK.finditer(self._text))]
