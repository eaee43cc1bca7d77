"""Paths against patterns as `.gitignore` has them: `*` within a folder, `**` over folders, at any depth."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_PART: Final = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANING: Final = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@lru_cache(maxsize=256)
def _pattern(glob: str) -> re.Pattern[str]:
    start = "^" if glob.startswith("/") else "(?:^|/)"
    parts = (_MEANING.get(part) or re.escape(part) for part in _PART.findall(glob.strip("/")))
    return re.compile(f"{start}{''.join(parts)}(?:$|/)")


def idle(globs: Iterable[str], paths: Iterable[str]) -> list[str]:
    """The patterns that name none of the paths."""
    known = list(paths)
    return [glob for glob in globs if not any(matches(path, [glob]) for path in known)]


def matches(path: str, globs: Iterable[str]) -> bool:
    """Does one of the patterns name the path, or a folder above it? `/x` counts from the first folder."""
    return any(_pattern(glob).search(path) for glob in globs)
