"""Which names every system can store."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

CONFIG: Final = "docs2sdk.yaml"
"""The file that makes a folder a specs folder."""
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_FORBIDDEN: Final = re.compile(
    r'[\x00-\x1f\x7f-\x9f<>:"|?*\\\u2028-\u202e\u2066-\u2069\ud800-\udfff]'
)
_MOST_CHARACTERS: Final = 240
_MOST_BYTES: Final = 255
"""NAME_MAX of Linux and macOS."""


class UnsafePathError(ValueError):
    """A name that would leave the output root, or that some system can not store."""


def safe(path: str) -> str:
    """The path itself when it stays below its root on every system; raises UnsafePathError."""
    if unsafe(path):
        raise UnsafePathError(path)
    return path


def unsafe(path: str) -> bool:
    """Would the path leave its root, or be no file's name on some system?"""
    return bool(_FORBIDDEN.search(path)) or any(map(_unsafe_part, path.split("/")))


@lru_cache(maxsize=4096)  # paths of a tree share their folders
def _unsafe_part(part: str) -> bool:
    return (
        part in {"", ".", ".."}
        or part[-1] in ". "
        or bool(_RESERVED.fullmatch(part))
        or len(part) > _MOST_CHARACTERS
        or len(part.encode()) > _MOST_BYTES
    )
