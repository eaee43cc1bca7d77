"""JSON with the place of every key and value (the `json` module tells none)."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import Final

from generator.model.values import json_kind, json_text
from generator.rules.rule import Place
from generator.rules.values import MAX_DEPTH, UNKNOWN, Entry, Value

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def scan(text: str) -> Value | None:
    """The tree of a JSON text (RFC 8259); None for what is no JSON or is nested too deep."""
    if json_text(text) is None:
        return None
    value = _Scanner(text).value(0)
    return None if value is UNKNOWN else value


class _Scanner:
    """Walks over the tokens of a text that is known to be JSON."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.tokens = list(_TOKEN.finditer(text))
        self.at = 0

    def value(self, depth: int) -> Value:
        """The value that begins at the current token; `UNKNOWN` when it is nested too deep."""
        if self._token() == "{":
            return self._many("object", "}", depth)
        if self._token() == "[":
            return self._many("array", "]", depth)
        place, scalar = self._place(), json.loads(self._take())
        return Value(json_kind(scalar), place, scalar)

    def _many(self, kind: str, end: str, depth: int) -> Value:
        place, entries, items = self._place(), [], []
        self._take()
        if depth > MAX_DEPTH:
            return UNKNOWN
        while self._token() != end:
            entry = self._entry(depth) if kind == "object" else None
            item = entry.value if entry else self.value(depth + 1)
            if item is UNKNOWN:
                return UNKNOWN
            entries += [entry] if entry else []
            items += [] if entry else [item]
            self.at += self._token() == ","
        self._take()
        return Value(kind, place, items=tuple(items), entries=tuple(entries))

    def _entry(self, depth: int) -> Entry:
        place, name = self._place(), json.loads(self._take())
        self._take()
        return Entry(name, place, self.value(depth + 1))

    def _token(self) -> str:
        return self.tokens[self.at][0]

    def _take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1][0]

    def _place(self) -> Place:
        offset = self.tokens[self.at].start()
        row = bisect_right(self.starts, offset) - 1
        return Place(row, offset - self.starts[row] + 1)
