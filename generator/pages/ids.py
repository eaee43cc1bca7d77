"""Ids of blocks and keys of exceptions: steps parted by dots, where names of the document have a space of their own.

A step of ours is a plain word (`parameters`, `table`, `header`); a name that a page gives (a field, a data structure)
is led by `#`, which no step of ours is, and holds no dot (`~1` stands for one, `~0` for `~`, as in RFC 6901).
So no name of a document can be taken for a key of the tool, nor for two steps.
"""

from __future__ import annotations

from typing import Final

SIGIL: Final = "#"
STRUCTURE: Final = ("omit", "with", "schemas.order", "parameters.order", "response.include")
STRUCTURE_STEPS: Final = (".columns", ".include-path")
"""Keys, and last steps of keys, that say what a page holds; the others say only how it is laid out."""


def named(name: str) -> str:
    """A name of the document as one step of an id."""
    return SIGIL + name.replace("~", "~0").replace(".", "~1")
