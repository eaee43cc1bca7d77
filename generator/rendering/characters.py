"""Characters of documents that must not stand as they are in any output, whatever its language."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

# controls, invisible and bidirectional marks, surrogates, private use, unassigned; line separators
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@lru_cache(maxsize=4096)
def hidden(char: str) -> bool:
    """Is the character invisible, or may it end a line or turn the direction of text?"""
    return unicodedata.category(char) in _HIDDEN


def one_line(text: str) -> str:
    """The text on one line, its words parted by single spaces; what can not be printed parts words too.

    This takes characters away, so whoever escapes the text does that afterwards.
    """
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
