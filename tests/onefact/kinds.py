"""Kinds of changes, each of one fact: what stands in a cell or line instead, and which facts may follow."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.onefact.document import Path, of_field
from tests.onefact.reader import Cell, cells

_YES = {"是": "否", "否": "是", "yes": "no", "no": "yes", "Yes": "No", "No": "Yes"}
_SCALARS = ("string", "number", "boolean", "object")
_TYPED = frozenset(
    {"type", "format", "items", "$ref", "example", "default", "enum", "schema", "content", "allOf"}
    | {"additionalProperties", "x-enum-descriptions", "x-extensible-enum", "style", "explode"}
    | {"x-enumDescriptions", "anyOf", "maxItems", "x-default"}
)


@dataclass(frozen=True)
class Change:
    """A page with one fact changed. `near` are the lines where a finding may stand, `own` says which facts are it."""

    kind: str
    what: str
    lines: list[str]
    near: range
    own: Callable[[Path], bool]


Kind = Callable[[list[str], random.Random], Iterator[Change]]


def _replaced(lines: list[str], cell: Cell, text: str) -> list[str]:
    """The page with another text in a cell, which keeps its width where it can."""
    line = lines[cell.line]
    old = line[cell.start : cell.end]
    lead = len(old) - len(old.lstrip(" "))
    new = f"{' ' * max(lead, 1)}{text}"
    new = new.ljust(max(len(old) - 1, len(new))) + " "
    return [
        *lines[: cell.line],
        line[: cell.start] + new + line[cell.end :],
        *lines[cell.line + 1 :],
    ]


def _one(name: str, lines: list[str], cell: Cell, text: str, facts: frozenset[str]) -> Change:
    def own(path: Path) -> bool:
        rest = of_field(path, cell.kind, cell.owner, cell.field)
        return rest is not None and (not rest or rest[0] in facts)

    what = f"{cell.owner}.{cell.field} {cell.text!r} -> {text!r}"
    near = range(cell.line + 1, cell.line + 2)
    return Change(name, what, _replaced(lines, cell, text), near, own)


def _of(lines: list[str], rng: random.Random, column: str) -> list[Cell]:
    found = [cell for cell in cells(lines) if cell.column == column]
    rng.shuffle(found)
    return found


def types(lines: list[str], rng: random.Random) -> Iterator[Change]:
    for cell in _of(lines, rng, "type"):
        if cell.text in _SCALARS and "嵌套" not in cell.row[-2] and "ested" not in cell.row[-2]:
            new = rng.choice([word for word in _SCALARS if word != cell.text])
            yield _one("type", lines, cell, new, _TYPED)


def lists(lines: list[str], rng: random.Random) -> Iterator[Change]:
    for cell in _of(lines, rng, "type"):
        if cell.kind == "request" and cell.text in _SCALARS:
            yield _one("list", lines, cell, f"{cell.text}[]", _TYPED)


def misspelled(lines: list[str], rng: random.Random) -> Iterator[Change]:
    for cell in _of(lines, rng, "type"):
        if cell.text in _SCALARS:
            yield _one("misspelled type", lines, cell, cell.text[1:], _TYPED)


def links(lines: list[str], rng: random.Random) -> Iterator[Change]:
    for cell in _of(lines, rng, "type"):
        if match := re.fullmatch(r'<a href="#(\w+)">\1</a>', cell.text):
            new = cell.text.replace(match[1], f"{match[1]}Other")

            def own(path: Path, cell: Cell = cell, match: re.Match[str] = match) -> bool:
                there = of_field(path, cell.kind, cell.owner, cell.field) is not None
                return there or path[:3] == ("components", "schemas", f"{match[1]}Other")

            change = _one("link", lines, cell, new, _TYPED)
            yield Change(change.kind, change.what, change.lines, change.near, own)


def required(lines: list[str], rng: random.Random) -> Iterator[Change]:
    for cell in _of(lines, rng, "required"):
        if cell.text in _YES:
            yield _one("required", lines, cell, _YES[cell.text], frozenset({"required"}))


def not_yes(lines: list[str], rng: random.Random) -> Iterator[Change]:
    for cell in _of(lines, rng, "required"):
        yield _one("neither yes nor no", lines, cell, "perhaps", frozenset({"required"}))


def defaults(lines: list[str], rng: random.Random) -> Iterator[Change]:
    for cell in _of(lines, rng, "default"):
        word = {"number": "17", "boolean": "true"}.get(cell.row[1], "painted")
        new = word if cell.text in {"-", ""} else "-"
        if cell.row[1] in _SCALARS:
            yield _one("default", lines, cell, new, frozenset({"default", "x-default"}))


def samples(lines: list[str], rng: random.Random) -> Iterator[Change]:
    for cell in _of(lines, rng, "sample"):
        if match := re.fullmatch(r"`([^`]+)`", cell.text):
            new = _other(match[1], rng)
            yield _one("sample", lines, cell, f"`{new}`", frozenset({"example", "items"}))


def _other(text: str, rng: random.Random) -> str:
    """Another sample of the same kind."""
    if re.fullmatch(r"\d+", text):
        return f"{rng.randint(1, 9)}{text}"
    if text in {"true", "false"}:
        return "false" if text == "true" else "true"
    places = [at for at, char in enumerate(text) if char.isalnum()]
    at = rng.choice(places) if places else 0
    return f"{text[:at]}q{text[at:]}"


def bare_samples(lines: list[str], rng: random.Random) -> Iterator[Change]:
    for cell in _of(lines, rng, "sample"):
        if re.fullmatch(r"[A-Za-z]\w*", cell.text) and cell.kind == "schema":
            facts = frozenset({"example", "enum", "x-enum-descriptions", "x-extensible-enum"})
            yield _one("bare sample", lines, cell, f"{cell.text}Q", facts | _TYPED)


def descriptions(lines: list[str], rng: random.Random) -> Iterator[Change]:
    for cell in _of(lines, rng, "description"):
        if match := re.match(r"\w\w", cell.text):
            new = f"{match[0]}Qq{cell.text[2:]}"
            yield _one("description", lines, cell, new, frozenset({"description"}))


def members(lines: list[str], rng: random.Random) -> Iterator[Change]:
    for cell in _of(lines, rng, "description"):
        if len(re.findall(r"<br> ?- ?`\w+`[:：]", cell.text)) > 1:
            new = re.sub(r"(<br> ?- ?`)(\w+)(`[:：])", r"\1\2_Q\3", cell.text, count=1)
            yield _one("enum member", lines, cell, new, _TYPED | {"description"})


def names(lines: list[str], rng: random.Random) -> Iterator[Change]:
    for cell in _of(lines, rng, "name"):
        new = f"{cell.text}Q"

        def own(path: Path, cell: Cell = cell, new: str = new) -> bool:
            called = (cell.field, new)
            return any(of_field(path, cell.kind, cell.owner, name) is not None for name in called)

        change = _one("name", lines, cell, new, _TYPED)
        yield Change(change.kind, change.what, change.lines, change.near, own)


def nameless(lines: list[str], rng: random.Random) -> Iterator[Change]:
    for cell in _of(lines, rng, "name"):
        yield _row_gone(_one("no name", lines, cell, "", _TYPED), cell)


def _row_gone(change: Change, cell: Cell) -> Change:
    def own(path: Path) -> bool:
        return of_field(path, cell.kind, cell.owner, cell.field) is not None

    return Change(change.kind, change.what, change.lines, change.near, own)


def rows(lines: list[str], rng: random.Random) -> Iterator[Change]:
    for cell in _of(lines, rng, "name"):
        new = re.sub(rf"\|( *){cell.text} ", rf"|\1{cell.text}Q ", lines[cell.line], count=1)
        if new != lines[cell.line]:
            text = [*lines[: cell.line + 1], new, *lines[cell.line + 1 :]]
            line = cell.line + 2

            def own(path: Path, cell: Cell = cell) -> bool:
                return of_field(path, cell.kind, cell.owner, f"{cell.field}Q") is not None

            what = f"{cell.owner}.{cell.field}Q"
            yield Change("row added", what, text, range(line, line + 1), own)


def no_rows(lines: list[str], rng: random.Random) -> Iterator[Change]:
    for cell in _of(lines, rng, "name"):
        text = [*lines[: cell.line], *lines[cell.line + 1 :]]
        change = Change("row removed", cell.field, text, range(cell.top - 3, cell.line + 2), bool)
        yield _row_gone(change, cell)


def no_pipes(lines: list[str], rng: random.Random) -> Iterator[Change]:
    """A pipe goes: the row is not read, which is told."""
    for cell in _of(lines, rng, "type"):
        line = lines[cell.line]
        text = line[: cell.end] + " " + line[cell.end + 1 :]
        changed = [*lines[: cell.line], text, *lines[cell.line + 1 :]]
        near = range(cell.line + 1, cell.line + 2)
        yield _row_gone(Change("no pipe", cell.field, changed, near, bool), cell)


def titles(lines: list[str], rng: random.Random) -> Iterator[Change]:
    del rng
    if lines[0].startswith("# "):
        new = [f"{lines[0]}Q", *lines[1:]]
        yield Change("title", lines[0], new, range(1, 2), lambda path: path[-1] == "summary")


def functions(lines: list[str], rng: random.Random) -> Iterator[Change]:
    del rng
    for at, line in enumerate(lines):
        if match := re.fullmatch(r"(`\w+Client\.)(\w+)(`)\s*", line):
            new = f"{match[1]}{match[2]}q{match[3]}"
            changed = [*lines[:at], new, *lines[at + 1 :]]
            near = range(
                1, at + 2
            )  # a page that is an operation of its own then is told at its head
            yield Change("function", new, changed, near, lambda path: path[-1:] == ("operationId",))
            return


def responses(lines: list[str], rng: random.Random) -> Iterator[Change]:
    del rng
    for at, line in enumerate(lines):
        if match := re.fullmatch(r"(?:类型|[Tt]ype) *[:：] *`(\w+)`\s*", line):
            new = line.replace(match[1], f"{match[1]}Q")
            old = match[1]

            def own(path: Path, old: str = old) -> bool:
                named = path[:2] == ("components", "schemas") and path[2] in {old, f"{old}Q"}
                return named or (path[0] == "paths" and "responses" in path and path[-1] == "$ref")

            changed = [*lines[:at], new, *lines[at + 1 :]]
            yield Change("response type", new, changed, range(at - 2, at + 2), own)
            return


def examples(lines: list[str], rng: random.Random) -> Iterator[Change]:
    """A text of the JSON example."""
    start = next((at for at, line in enumerate(lines) if line.rstrip() == "```json"), None)
    if start is None or sum(line.rstrip() == "```json" for line in lines) != 1:
        return
    places = []
    for at in range(start + 1, len(lines)):
        if lines[at].startswith("```"):
            break
        if re.search(r'": "[^"\\]+",?$', lines[at].rstrip()):
            places.append(at)
    rng.shuffle(places)
    for at in places:
        new = re.sub(r'": "([^"]+)"', r'": "\1q"', lines[at])
        changed = [*lines[:at], new, *lines[at + 1 :]]
        near = range(start + 1, at + 2)
        yield Change(
            "example",
            new.strip(),
            changed,
            near,
            lambda path: "responses" in path and "example" in path,
        )


def codes(lines: list[str], rng: random.Random) -> Iterator[Change]:
    """A comment is added to the sample code."""
    del rng
    start = next(
        (
            at
            for at, line in enumerate(lines)
            if re.match(r"## (?:示例代码|[Ss]ample|[Ee]xample)", line)
        ),
        None,
    )
    for at, line in enumerate(lines):
        if start is None or at < start:
            continue
        if re.fullmatch(r"```(?:ts|typescript|python|java|go|php|csharp|js|javascript)\s*", line):
            mark = "#" if "python" in line else "//"
            changed = [*lines[: at + 1], f"{mark} painted", *lines[at + 1 :]]
            near = range(at + 1, at + 3)
            yield Change("sample code", "", changed, near, lambda path: "x-codeSamples" in path)
            return


def limits(lines: list[str], rng: random.Random) -> Iterator[Change]:
    for cell in _of(lines, rng, "description"):
        pattern = r"((?:数组长度限制|[Aa]rray length limit) *[:：] *)(\d+)"
        if re.search(pattern, cell.text):
            new = re.sub(pattern, r"\g<1>1\2", cell.text, count=1)
            yield _one("limit", lines, cell, new, frozenset({"maxItems"}))


def nested(lines: list[str], rng: random.Random) -> Iterator[Change]:
    """The data structure that a field nests is another one of the page."""
    for cell in _of(lines, rng, "description"):
        match = re.search(r'<a href="#(\w+)">\1</a>', cell.text)
        if cell.kind == "schema" and match and match[1] != cell.owner:
            new = cell.text.replace(match[1], cell.owner)
            yield _one("nested type", lines, cell, new, _TYPED)


KINDS: Sequence[Kind] = (
    types, lists, misspelled, links, required, not_yes, defaults, samples, bare_samples, descriptions,
    members, names, nameless, rows, no_rows, no_pipes, titles, functions, responses, examples, codes,
    limits, nested,
)  # fmt: skip
