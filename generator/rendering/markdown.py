"""Text of documents in the Markdown that a target writes (README.md, api.md): prose, and inline code."""

from __future__ import annotations

import re
from typing import Final

from generator.rendering.characters import one_line
from generator.rendering.fragments import Text

_MARKUP: Final = re.compile(r"([\\`*_\[\]{}()#+!|~&])")


def prose(value: str) -> Text:
    """One line of plain Markdown: no markup, no HTML, no links, no cell borders."""
    escaped = _MARKUP.sub(r"\\\1", one_line(value)).replace("<", "&lt;").replace(">", "&gt;")
    return Text(escaped.replace("://", "\\://"))


def code(value: str) -> Text:
    """Inline code in a table: what would end the code or the cell is left out; empty without anything else."""
    line = one_line(value.replace("`", "").replace("|", ""))
    return Text(f"`{line}`" if line else "")
