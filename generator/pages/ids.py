"""Ids of blocks and keys of exceptions: steps parted by dots, where names of the document have a space of their own.

A step of ours is a plain word (`parameters`, `table`, `header`); a name that a page gives (a field, a data structure)
is led by `#`, which no step of ours is, and holds no dot (`~1` stands for one, `~0` for `~`, as in RFC 6901).
So no name of a document can be taken for a key of the tool, nor for two steps.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

SIGIL: Final = "#"
STRUCTURE: Final = ("omit", "with", "response.include")
STRUCTURE_STEPS: Final = (".columns", ".include-path")
"""Keys, and last steps of keys, that say what a page holds; the others say only how it is laid out."""

_PLACED: Final = re.compile(r"(.+) \((path|query|header|cookie|body)\)", re.DOTALL)


def named(name: str, number: int = 1) -> str:
    """A name of the document as one step of an id; the second time that it stands there has a step `2` too."""
    step = SIGIL + name.replace("~", "~0").replace(".", "~1")
    return step if number == 1 else f"{step}.{number}"


def numbered(names: Iterable[str]) -> list[str]:
    """Names in the order of a page as steps, all of them different."""
    counts: Counter[str] = Counter()
    steps = []
    for name in names:
        counts[name] += 1
        steps.append(named(name, counts[name]))
    return steps


def placed(name: str, place: str) -> str:
    """The name of a row where a call has several fields of one name: `id (path)`, `id (body)`."""
    return f"{name} ({place})"


def place_of(name: str) -> tuple[str, str]:
    """The field's own name, and the place that a row's name states; empty where it states none."""
    match = _PLACED.fullmatch(name)
    return (match[1], match[2]) if match else (name, "")
