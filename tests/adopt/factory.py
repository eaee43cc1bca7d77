"""Pages of the original docs factory against ours, made of the same documents: each kind of difference, counted.

usage: python -m tests.adopt.factory [EDITION...]; needs ../shared/corpus beside the project. Sections are cut by their
headings and rows by their pipes, without the project's own reader. What is the factory's fault is named as such:
its page counts as met where nothing else is different.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from generator.model import Api
from generator.model.judge import Judge
from generator.model.mend import mended
from generator.model.profiles import profiles
from generator.model.types import Ref
from generator.openapi import load, parse_yaml
from generator.places import Wishes
from generator.render import render_tree

CORPUS: Final = Path(__file__).resolve().parents[3] / "shared" / "corpus"
CLIENTS: Final = ("management", "authentication")
_NAME: Final = re.compile(r'^### <a id="([^"]*)"', re.MULTILINE)
_EARLY: Final = re.compile(r"<div[^|]*></div>")
_SECTION: Final = re.compile(r"^## ", re.MULTILINE)
_FENCE: Final = re.compile(r"\n*^[^\n|`]*[：:]\n+```json\n(.*?)\n```", re.MULTILINE | re.DOTALL)
_CELL: Final = re.compile(r"(?<!\\)\|")

Rows = list[tuple[str, ...]]
Path_ = tuple[str | int, ...]


@dataclass(slots=True)
class Sections:
    """A page in parts; `tables` by the name of their section or data structure."""

    title: str
    head: str
    method: str
    sample: str
    response: str
    example: Any
    tables: dict[str, Rows]
    structures: list[str]


@dataclass(slots=True)
class Count:
    """What was counted over pages: `kinds` are differences, `faults` those that are the factory's."""

    pages: int = 0
    missing: list[str] = field(default_factory=list)
    identical: int = 0
    met: int = 0
    tables: int = 0
    ordered: int = 0
    rows: int = 0
    same_rows: int = 0
    cells: int = 0
    same_cells: int = 0
    examples: int = 0
    invalid: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    other: list[str] = field(default_factory=list)


def sections(text: str) -> Sections:
    """The parts of a page of the compact layout, in the order that its template has."""
    head, *rest = _SECTION.split(text)
    parts = {part.partition("\n")[0].strip(): part for part in rest}
    names = list(parts)
    found = _FENCE.search(parts[names[-2]])
    last = parts[names[-1]]
    named = list(_NAME.finditer(last))
    ends = [*(match.start() for match in named[1:]), len(last)][: len(named)]
    tables = {
        name: _rows(part)
        for name, part in zip(("request", "response"), _tabled(names, parts), strict=True)
    }
    for match, end in zip(named, ends, strict=True):
        tables[match[1]] = _rows(last[match.start() : end])
    return Sections(
        head.partition("\n")[0],
        head.partition("\n")[2],
        parts[names[0]],
        parts[names[2]] if len(names) == 5 else "",
        parts[names[-2]].partition("|")[0],
        json.loads(found[1]) if found else None,
        tables,
        [match[1] for match in named],
    )


def _tabled(names: Sequence[str], parts: Mapping[str, str]) -> tuple[str, str]:
    return parts[names[1]], parts[names[-2]]


def _rows(part: str) -> Rows:
    lines = [line.strip() for line in part.split("\n") if re.match(r" ?\|", line)]
    return [tuple(one.strip() for one in _CELL.split(line)[1:-1]) for line in lines[2:]]


def compare(theirs: str, ours: str, name: str, api: Api, count: Count) -> None:
    """Count what is different on a page."""
    count.pages += 1
    count.identical += theirs == ours
    one, other = sections(theirs), sections(ours)
    kinds = {
        kind
        for kind in ("title", "head", "method", "sample", "response", "structures")
        if getattr(one, kind) != getattr(other, kind)
    }
    for table in one.tables.keys() & other.tables.keys():
        kinds |= set(_table(one.tables[table], other.tables[table], count))
    _valid(other, api, count, name)
    kinds |= set(_example(one, other, api))
    faults = {kind for kind in kinds if kind.startswith("fault")}
    if _EARLY.search(theirs):
        faults.add("fault: a `div` of the header closed too early")
    kinds -= faults
    if "structures" in kinds and len(set(one.structures)) < len(one.structures):
        kinds, faults = kinds - {"structures"}, faults | {"fault: a data structure twice"}
    count.kinds.update(kinds)
    count.faults.update(faults)
    met = theirs == ours or (not kinds and bool(faults))
    count.met += met
    if not met:
        count.other.append(f"{name}: {', '.join(sorted(kinds)) or 'blank lines'}")


def _table(theirs: Rows, ours: Rows, count: Count) -> Iterator[str]:
    names, own = [row[0] for row in theirs], [row[0] for row in ours]
    known = {row[0]: row for row in ours}
    count.tables += 1
    count.ordered += names == own
    count.rows += len(names)
    count.same_rows += len(set(names) & set(own))
    if sorted(names) != sorted(own):
        yield "set of rows"
    elif names != own:
        yield "order of rows"
    for row in theirs:
        mine = known.get(row[0], ())
        count.cells += len(row)
        count.same_cells += sum(a == b for a, b in zip(row, mine, strict=False))
        if mine and row != mine:
            yield _cell_kind(row, mine)


def _cell_kind(theirs: tuple[str, ...], ours: tuple[str, ...]) -> str:
    if len(theirs) != len(ours):
        return "fault: a pipe inside a cell"
    if "[object Object]" in "|".join(theirs):
        return "fault: [object Object]"
    if "{{" in "|".join(theirs):
        return "fault: braces that Vue would run"
    different = [index for index, cell in enumerate(theirs) if cell != ours[index]]
    if different == [3] and len(theirs) == 6 and not theirs[3]:
        return "fault: a list as default is nothing"
    return f"cell {different[0]} of {len(theirs)}"


def _example(one: Sections, other: Sections, api: Api) -> Iterator[str]:
    """What of the factory's example does not suit its schema, so that ours can not be the same."""
    match = re.search(r"`([^`]+)`", other.response)
    if one.example == other.example or match is None:
        return
    kind, judge = Ref(match[1]), Judge(api.schemas)
    right = mended(judge, one.example, kind)
    if right != one.example:
        yield "fault: lists of an example are text or one item"
    found = judge.value(right, kind)
    yield from (f"fault: an example's value is wrong ({problem.kind})" for problem in found)
    wrong = frozenset(problem.path for problem in found if problem.kind != "missing field")
    if not _alike(right, other.example, wrong):
        yield "example"


def _valid(other: Sections, api: Api, count: Count, name: str) -> None:
    match = re.search(r"`([^`]+)`", other.response)
    if other.example is None or match is None:
        return
    count.examples += 1
    if not Judge(api.schemas).suits(other.example, Ref(match[1])):
        count.invalid.append(name)


def _alike(theirs: Any, ours: Any, wrong: frozenset[Path_], at: Path_ = ()) -> bool:
    """Do examples say the same, but for values that suit no schema? Ours may have more fields."""
    if at in wrong:
        return True
    match theirs, ours:
        case dict(), dict():
            kept = [key for key in theirs if (*at, key) not in wrong]
            return [key for key in ours if key in kept] == kept and all(
                _alike(theirs[key], ours[key], wrong, (*at, key)) for key in kept
            )
        case [*items], [*others] if len(items) == len(others):
            pairs = enumerate(zip(items, others, strict=True))
            return all(_alike(one, other, wrong, (*at, index)) for index, (one, other) in pairs)
        case _:
            return bool(theirs == ours)


@cache
def made(client: str, edition: str) -> tuple[Api, Mapping[str, bytes]]:
    """The document of a client, and the pages made of it in an edition."""
    path = CORPUS / "truth" / f"{client}-openapi.json"
    document, _ = parse_yaml(path.read_text("utf-8"), path.name)
    assert isinstance(document, dict)
    api, _ = load(document, client=client, file=path.name)
    wishes = Wishes("zh-CN", edition, "compact", profiles()["authing"])
    return api, render_tree(api, wishes, samples=False).tree


def counted(edition: str) -> Count:
    """All pages of an edition that the factory printed, against ours."""
    count = Count()
    for client in CLIENTS:
        api, tree = made(client, edition)
        for path in sorted((CORPUS / "factory" / edition / client).rglob("*.md")):
            name = f"zh-CN/{path.relative_to(CORPUS / 'factory').as_posix()}"
            if name not in tree:
                count.missing.append(name)
                continue
            theirs = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
            compare(theirs, tree[name].decode("utf-8").replace("\r\n", "\n"), name, api, count)
    return count


def told(edition: str, count: Count) -> Iterator[str]:
    """The figures as lines."""
    yield f"{edition}: {count.pages} pages, {len(count.missing)} at no such place"
    yield f"  identical {count.identical}, but for faults of the factory {count.met}"
    yield f"  same rows {count.same_rows}/{count.rows}, cells {count.same_cells}/{count.cells}"
    yield f"  same order {count.ordered}/{count.tables} tables"
    yield f"  valid examples {count.examples - len(count.invalid)}/{count.examples}"
    for kind, number in [*count.kinds.most_common(), *count.faults.most_common()]:
        yield f"  {number:5} pages: {kind}"
    yield from (f"    {line}" for line in [*count.missing, *count.invalid, *count.other][:40])


if __name__ == "__main__":
    for chosen in sys.argv[1:] or ("node", "python", "java", "csharp", "go", "php"):
        print(*told(chosen, counted(chosen)), sep="\n")
