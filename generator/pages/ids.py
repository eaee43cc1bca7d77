"""Ids of blocks and keys of exceptions: steps parted by dots, where names of the document have a space of their own.

A step of ours is a plain word (`parameters`, `table`, `header`); a name that a page gives (a field, a data structure)
is led by `#`, which no step of ours is, and holds no dot (`~1` stands for one, `~0` for `~`, as in RFC 6901).
So no name of a document can be taken for a key of the tool, nor for two steps.
"""

from __future__ import annotations

import re
from typing import Final

SIGIL: Final = "#"
STRUCTURE: Final = ("omit", "with", "schemas.order", "parameters.order", "response.include")
STRUCTURE_STEPS: Final = (".columns", ".include-path")
"""Keys, and last steps of keys, that say what a page holds; the others say only how it is laid out."""

_PLACED: Final = re.compile(r"(.+) \((path|query|header|cookie|body)\)", re.DOTALL)


def named(name: str) -> str:
    """A name of the document as one step of an id."""
    return SIGIL + name.replace("~", "~0").replace(".", "~1")


def placed(name: str, place: str) -> str:
    """The name of a row where a call has several fields of one name: `id (path)`, `id (body)`."""
    return f"{name} ({place})"


def place_of(name: str) -> tuple[str, str]:
    """The field's own name, and the place that a row's name states; empty where it states none."""
    match = _PLACED.fullmatch(name)
    return (match[1], match[2]) if match else (name, "")
