"""Recorded exceptions: small edits that turn a canonical print into what a page has.

One edit is a short string: `~ask` (another spelling of a label, by its key), `+text` (text is appended),
`@5-3#1f0c+text` (at character 5, three characters give way to text; the sum is that of what stood there, and where
another thing stands the edit is left out), and for a table row with the cell's number in front (`4+<br>`), `4_1,5`
(spaces around the cell), `<` and `>` (before the first and after the last pipe).
An edit never holds a table row, a heading or a paragraph: what would need one can not be recorded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final
from zlib import crc32

MAX_INSERT: Final = 100
_NO_LABELS: Final[Mapping[str, str]] = {}
_SPLICE: Final = re.compile(r"@(\d{1,9})-(\d{1,9})#(\w+)\+(.*)", re.DOTALL)
_FORBIDDEN: Final = re.compile(
    r"\n\s*[|#]|\|[^|]*\|[^|]*\||^\s*#+ |\n[^\n]*\S[^\n]*\n[^\n]*\S", re.DOTALL
)


class UnrecordableError(ValueError):
    """The difference is too large to be an exception."""


def _allowed(text: str) -> str:
    if len(text) > MAX_INSERT or _FORBIDDEN.search(text):
        raise UnrecordableError(text[:MAX_INSERT])
    return text


def _trimmed(canonical: str, actual: str) -> tuple[int, int]:
    """Lengths of the common head and, behind it, of the common tail."""
    limit = min(len(canonical), len(actual))
    head = 0
    while head < limit and canonical[head] == actual[head]:
        head += 1
    tail = 0
    while tail < limit - head and canonical[-1 - tail] == actual[-1 - tail]:
        tail += 1
    return head, tail


def diff(canonical: str, actual: str) -> list[str]:
    """Edits that turn `canonical` into `actual`; raises UnrecordableError when they would hold too much."""
    if canonical == actual:
        return []
    head, tail = _trimmed(canonical, actual)
    old, new = canonical[head : len(canonical) - tail], actual[head : len(actual) - tail]
    if len(new) <= 24 or len(old) > 4000 or not old:
        return [_edit(canonical, head, len(old), new)]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        _edit(canonical, head + i1, i2 - i1, new[j1:j2])
        for tag, i1, i2, j1, j2 in reversed(matcher.get_opcodes())
        if tag != "equal"
    ]


def _edit(canonical: str, at: int, removed: int, inserted: str) -> str:
    _allowed(inserted)
    if at == len(canonical):
        return f"+{inserted}"
    return f"@{at}-{removed}#{_sum(canonical)}+{inserted}"


def _sum(text: str) -> str:
    """Four digits that tell a text from what it becomes when the document changes."""
    return f"{crc32(text.encode('utf-8', 'backslashreplace')) & 0xFFFF:04x}"


def label_diff(labels: Mapping[str, str], actual: str, canonical: str) -> list[str]:
    """Like `diff`, but a known other spelling of the label is named by its key."""
    if actual == canonical:
        return []
    known = next((key for key, label in labels.items() if label == actual), None)
    return diff(canonical, actual) if known is None else [f"~{known}"]


def apply(canonical: str, edits: Sequence[str], labels: Mapping[str, str] = _NO_LABELS) -> str:
    """Apply edits of `diff` or `label_diff`; an edit that no longer fits is left out."""
    text, base = canonical, _sum(canonical) if any(e.startswith("@") for e in edits) else ""
    for edit in edits:
        if edit.startswith("~"):
            text = labels.get(edit[1:], text)
        elif edit.startswith("+"):
            text += edit[1:]
        elif (match := _SPLICE.fullmatch(edit)) and match[3] == base:
            at, end = int(match[1]), int(match[1]) + int(match[2])
            text = text[:at] + match[4] + text[end:]
    return text


def recorded(changes: Sequence[str]) -> str | list[str]:
    """How edits are recorded: one alone as a text, several as a list."""
    return changes[0] if len(changes) == 1 else list(changes)


def listed(value: object) -> list[str]:
    """Recorded edits as a list; empty for what is no record."""
    if isinstance(value, str):
        return [value]
    return [str(edit) for edit in value] if isinstance(value, list) else []
