"""Damage that is mended before reading: lines that were joined, headings and delimiters inside other lines.

Translation and formatting tools have joined lines on real pages. Each mend here parts one line into the lines
that it was; what can not be known any more (a delimiter row that swallowed a row) is reported as lost.
A page that was mended reads well but does not print back to its bytes, which is reported too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Final

from generator.markdown.tables import is_delimiter, is_row
from generator.pages.conflicts import resolved
from generator.pages.facts import PageFacts
from generator.pages.vocabulary import Dialect, vocabularies
from generator.source import diagnostic

Mend = Callable[[str, Sequence[str]], tuple[list[str], str] | None]
"""(line, the lines above) -> the lines that it was and the code of the finding; None when it is sound."""

_FUSED: Final = re.compile(r"^ {0,3}\|\s*:?-{3,}[-:| ]*[^-:| \n]", re.MULTILINE)
_DASHES: Final = re.compile(r"\s*:?-{2,}:?\s*")
_ANCHOR: Final = re.compile(r'(?<=[^\s#])[ \t]+(#{2,6} <a id="[^"]*"></a> *\w+)')
_INCLUDED: Final = re.compile(r"^(#{2,6} .*?\S) +(!!!include\([^)\s]*\)!!!)\s*$", re.MULTILINE)
_CLOSED_CODE: Final = re.compile(r"^([^|`\n]{0,200}`\s*\|)\s*(\|.*)$", re.MULTILINE)
_BETWEEN: Final = re.compile(r"\|\n(?! {0,3}\|)[ \t]*[^\s][^\n]*\n?\s*\|")
_STARTS: Final = re.compile(r" {0,3}(?:#|`{3}|~{3}|>|<!--|[-*+] )")
_JSON_SPAN: Final = re.compile(r"^(.*?[:：])\s*`\s*json\s*(\{.*\})\s*`\s*$", re.DOTALL)


def between_rows(line: str, above: Sequence[str], below: str) -> tuple[list[str], str] | None:
    """A line inside a table that does not begin as a row: indented, without its first pipe, or no row at all."""
    if is_row(line) or not line.strip() or not above or not _whole(above[-1]):
        return None
    bare = line.strip()
    if bare.startswith("|") and bare.endswith("|"):
        return [bare], "P032"
    if not is_row(below) or _STARTS.match(line) or bare.count("`") % 2:
        return None
    pipes = above[-1].count("|")
    if bare.count("|") == pipes - 1 and bare.endswith("|"):
        return [f"| {bare}"], "P032"
    return [], "P036"


def _whole(line: str) -> bool:
    """Is the line a row of a table that ends on it?"""
    return is_row(line) and line.rstrip().endswith("|") and line.count("`") % 2 == 0


@cache
def _labels() -> str:
    known = (
        label
        for words in vocabularies().values()
        for all_ in words.headings.values()
        for label in all_.values()
    )
    return "|".join(sorted(map(re.escape, set(known)), key=len, reverse=True))


@cache
def _glued() -> re.Pattern[str]:
    """A known section heading inside a line."""
    return re.compile(rf"(?<=\S) +(## (?:{_labels()}))(?![\w])", re.IGNORECASE)


@cache
def _bare() -> re.Pattern[str]:
    """A known heading of two words that lost its hashes."""
    two = "|".join(label for label in _labels().split("|") if "\\ " in label)
    return re.compile(rf"^(?:{two})[ \t]*$", re.IGNORECASE | re.MULTILINE)


def _suspicious(text: str) -> bool:
    # plain searches first: on the usual page they spare three patterns, a tenth of the time of reading
    patterns = [_BETWEEN, _FUSED, _CLOSED_CODE, _bare()]
    patterns += [_ANCHOR, _glued()] if " ##" in text or "\t##" in text else []
    patterns += [_INCLUDED] if "!!!include(" in text else []
    return any(pattern.search(text) for pattern in patterns)


def fused_delimiter(line: str, above: Sequence[str]) -> tuple[list[str], str] | None:
    """The delimiter row has other cells behind it: rows when it is whole, lost when it is not."""
    if (
        not _FUSED.match(line)
        or not above
        or not is_row(above[-1])
        or is_row("".join(above[-2:-1]))
    ):
        return None  # a delimiter row stands below a header, which is the first row of its table
    width = above[-1].count("|") - 1
    cells = line.strip().removeprefix("|").removesuffix("|").split("|")
    dashes = next((i for i, cell in enumerate(cells) if not _DASHES.fullmatch(cell)), len(cells))
    delimiter = "|" + " --- |" * width
    if dashes < width:
        return [delimiter], "P034"
    rest = cells[width:]
    while rest and not rest[0].strip():
        rest = rest[1:]
    return [delimiter, "|" + "|".join(rest) + "|"], "P032"


def heading_in_row(line: str, above: Sequence[str]) -> tuple[list[str], str] | None:
    """A data structure's heading stands inside a row; its table's header and rows follow on the line."""
    del above
    match = _ANCHOR.search(line)
    if match is None:
        return None
    before, after = line[: match.start(1)].rstrip(), line[match.end(1) :].lstrip(" |")
    before = before if not before.endswith("|   |") else before[:-4]
    rest = _table_lines(after) if after else []
    return [before.rstrip(), "", match[1], "", *rest], "P033"


def _table_lines(text: str) -> list[str]:
    """Header, delimiter and rows that stand on one line, parted at the delimiter's width."""
    cells = text.strip().strip("|").split("|")
    first = next((i for i, cell in enumerate(cells) if _DASHES.fullmatch(cell)), None)
    if first is None:
        return [f"| {text.strip()}" if not text.startswith("|") else text, *([_delimiter(text)])]
    header = [cell for cell in cells[:first] if cell.strip()]
    width = len(header)
    dashes = sum(1 for cell in cells[first:] if _DASHES.fullmatch(cell))
    body = cells[first + max(dashes, 1) :]
    return [
        _line(header),
        "|" + " --- |" * width,
        *([_line(body)] if any(c.strip() for c in body) else []),
    ]


def _delimiter(header: str) -> str:
    return "|" + " --- |" * max(header.strip().strip("|").count("|") + 1, 1)


def _line(cells: Iterable[str]) -> str:
    return "|" + "|".join(f" {cell.strip()} " for cell in cells) + "|"


def heading_in_line(line: str, above: Sequence[str]) -> tuple[list[str], str] | None:
    """A section's heading stands inside a line, perhaps with what follows it."""
    del above
    match = _glued().search(line)
    if match is None:
        return None
    before, after = line[: match.start()].rstrip(), line[match.end() :].strip()
    parts = _example(before) if is_row(before) else [before]
    tail = [] if after in {"", "|"} else [after]
    return [*parts, "", match[1], "", *tail], "P033"


def _example(row: str) -> list[str]:
    """A row whose last cell has swallowed the example."""
    head, _, last = row.rstrip("|").rpartition("|")
    match = _JSON_SPAN.match(last.strip())
    if match is None:
        return [row if row.endswith("|") else f"{row} |"]
    return [f"{head}|", "", match[1], "", "```json", match[2], "```"]


def leading_heading(line: str, above: Sequence[str]) -> tuple[list[str], str] | None:
    """A section's heading has its content on the same line: `## Method name `Client.call``."""
    del above
    match = re.match(rf"(## (?:{_labels()})) +([`|].*)$", line, re.IGNORECASE)
    if match is None:
        return None
    rest = _table_lines(match[2]) if match[2].startswith("|") else [match[2]]
    return [match[1], "", *rest], "P033"


def included(line: str, above: Sequence[str]) -> tuple[list[str], str] | None:
    """An include stands behind a heading."""
    del above
    match = _INCLUDED.match(line)
    return ([match[1], "", match[2]], "P033") if match else None


def closed_code(line: str, above: Sequence[str]) -> tuple[list[str], str] | None:
    """The end of a multi-line sample has the next rows behind it."""
    match = _CLOSED_CODE.match(line)
    return ([match[1], match[2]], "P032") if match and _last(above) else None


def bare_heading(line: str, above: Sequence[str]) -> tuple[list[str], str] | None:
    """A heading lost its hashes."""
    if _last(above) or not _bare().match(line):
        return None
    return [f"## {line.strip()}"], "P018"


def _last(above: Sequence[str]) -> str:
    return above[-1].strip() if above else ""


MENDS: Final[tuple[Mend, ...]] = (
    fused_delimiter,
    heading_in_row,
    leading_heading,
    heading_in_line,
    included,
    closed_code,
    bare_heading,
)
MAX_MENDS: Final = 200


def repair(
    lines: Sequence[str], frame: Dialect, page: PageFacts
) -> tuple[Sequence[str], Sequence[int] | None]:
    """The lines to read, and for each the line it stood on; None when nothing was mended."""
    del frame
    text = "\n".join(lines)
    kept = (
        list(resolved(lines, page))
        if "<<<<<<<" in text or ">>>>>>>" in text
        else list(enumerate(lines))
    )
    if len(kept) == len(lines) and not _suspicious(text):
        return lines, None
    todo = [(line, number) for number, line in kept][::-1]
    done: list[str] = []
    origin: list[int] = []
    fence, mends = "", 0
    while todo:
        line, number = todo.pop()
        fence = _fence(line, fence)
        below = todo[-1][0] if todo else ""
        mended = _mend(line, done, below) if not fence and mends < MAX_MENDS else None
        if mended is None:
            done.append(line)
            origin.append(number)
            continue
        mends += 1
        parts, code = mended
        seen, expected = f"{line.strip()[:60]!r}", ""
        if code == "P036" and "\t" in line.strip():
            seen, expected = f"tabs between the cells of {seen}", "` | ` between them"
        page.diagnostics.append(diagnostic(code, page.span("", number), seen, expected))
        if parts:
            done.append(parts[0])
            origin.append(number)
        todo += [(part, number) for part in reversed(parts[1:])]
    return (done, origin) if len(kept) < len(lines) or mends else (lines, None)


def _fence(line: str, fence: str) -> str:
    if fence:
        return "" if line.strip() == fence else fence
    match = re.match(r" {0,3}(`{3,}|~{3,})[^`]*$", line)
    return match[1] if match else ""


def _mend(line: str, done: Sequence[str], below: str) -> tuple[list[str], str] | None:
    if mended := between_rows(line, done, below):
        return mended
    if len(line) > 100_000 or is_delimiter(line):
        return None
    for mend in MENDS:
        if mended := mend(line, done):
            return mended
    return None
