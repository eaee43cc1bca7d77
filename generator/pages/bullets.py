"""Enum members that a description lists as bullets."""

from __future__ import annotations

import re
from typing import Final

from generator.model import EnumMember

_BULLET: Final = re.compile(r"^\s*-\s*`([^`\n]+)`\s*(?:[:：]\s*(.*))?$", re.MULTILINE)
_PLAIN_BULLET: Final = re.compile(r"\s*-\s*([\w.+/-]{1,64})\s*[:：]\s*(\S.*)")


def bullet_members(text: str, *, plain: bool = False) -> tuple[EnumMember, ...]:
    """Enum members from a description's bullets: "- `value`: meaning", one a line.

    With `plain`, bullets without backticks count too where all of them are a word and its meaning:
    ask so only where a sample tells that the field is an enum, since prose has such bullets.
    """
    found = tuple(EnumMember(m[1], (m[2] or "").strip()) for m in _BULLET.finditer(text))
    if found or not plain:
        return found
    lines = [line for line in text.split("\n") if line.lstrip().startswith("-")]
    matches = [match for line in lines if (match := _PLAIN_BULLET.fullmatch(line))]
    return tuple(EnumMember(m[1], m[2].strip()) for m in matches if len(matches) == len(lines))
