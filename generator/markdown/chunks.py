"""Where the H2 sections of a page start: a scan that respects code fences (CommonMark 0.31, 4.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)$")


def section_starts(lines: Sequence[str]) -> list[int]:
    """Line numbers (from 0) of all level-2 headings outside fences; an unclosed fence hides nothing."""
    starts: list[int] = []
    inside: list[int] = []
    fence = ""
    for number, line in enumerate(lines):
        if line.startswith(("```", "~~~", " ")) and (match := _FENCE.match(line)):
            if not fence:
                fence, inside = match.group(1), []
            elif match.group(1).startswith(fence) and not match.group(2).strip():
                fence = ""
        elif line.startswith("## "):
            (inside if fence else starts).append(number)
    return sorted(starts + inside) if fence else starts
