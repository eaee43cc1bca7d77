"""Facts of a page where they stand, found by lines alone; pages that are not sound have fewer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_PIPE = re.compile(r"(?<!\\)\|")
_DELIMITER = re.compile(r"\|(?:[ :]*-{2,}[ :]*\|)+ *")
_ANCHOR = re.compile(r'### <a id="([^"]+)"></a> \1 *')
_TYPE = re.compile(r"(?:类型|[Tt]ype) *[:：] *`(\w+)`")
COLUMNS = {
    6: ("name", "type", "required", "default", "description", "sample"),
    5: ("name", "type", "required", "description", "sample"),
    3: ("name", "type", "description"),
}
KINDS = {6: "request", 5: "schema", 3: "response"}


@dataclass(frozen=True)
class Cell:
    """A cell of a row: the table's kind, its owner (a data structure), the field, the column, line and place."""

    kind: str
    owner: str
    field: str
    column: str
    line: int
    start: int
    end: int
    text: str
    row: tuple[str, ...]
    top: int
    """The line of the table's header."""


def cells(lines: list[str]) -> Iterator[Cell]:
    """All cells of sound rows; names that stand twice in a table, and tables that stand twice, are left out."""
    anchors = [match[1] for line in lines if (match := _ANCHOR.fullmatch(line))]
    owner = response = ""
    seen: set[tuple[str, str]] = set()
    fence = False
    for at, line in enumerate(lines):
        fence ^= line.startswith("```")
        if fence:
            continue
        if match := _ANCHOR.fullmatch(line):
            owner = match[1]
        if match := _TYPE.fullmatch(line.strip()):
            response = match[1]
        if not _DELIMITER.fullmatch(line.rstrip()) or not at:
            continue
        width = len(_PIPE.findall(line)) - 1
        kind = KINDS.get(width, "")
        name = {"schema": owner, "response": response, "request": "request"}.get(kind, "")
        twice = (kind, name) in seen or (kind == "schema" and anchors.count(name) > 1)
        if not name or twice or len(_PIPE.findall(lines[at - 1])) != width + 1:
            continue
        seen.add((kind, name))
        yield from _rows(lines, at, kind, name, width)


def _rows(lines: list[str], at: int, kind: str, owner: str, width: int) -> Iterator[Cell]:
    rows = []
    for line in range(at + 1, len(lines)):
        places = [match.start() for match in _PIPE.finditer(lines[line])]
        if len(places) != width + 1:
            break
        rows.append((line, places))
    names = [lines[line][places[0] + 1 : places[1]].strip() for line, places in rows]
    for (line, places), field in zip(rows, names, strict=True):
        if names.count(field) > 1 or not re.fullmatch(r"\w+", field):
            continue
        texts = tuple(lines[line][a + 1 : b].strip() for a, b in pairwise(places))
        for column, text, (a, b) in zip(COLUMNS[width], texts, pairwise(places), strict=True):
            yield Cell(kind, owner, field, column, line, a + 1, b, text, texts, at - 1)
