"""How many columns a text takes on a terminal, as table formatters count it (UAX 11, East Asian Width)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_EMOJI: Final = re.compile(r"[\u00a9\u00ae\u203c-\u3299]\ufe0f|[\U0001f000-\U0001faff]")


@lru_cache(maxsize=65536)
def _of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"} or character < " ":
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def display_width(text: str) -> int:
    """Columns that `text` takes: wide and full-width characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(map(_of, _EMOJI.sub("\u3000", text)))
