"""The heading of a section in a locale's words."""

from __future__ import annotations

from generator.pages.frame import Piece
from generator.pages.vocabulary import Dialect, printed, spelled


def heading(section: str, dialect: Dialect) -> Piece:
    """`## Request parameters` and the other spellings that are read."""
    labels = spelled(dialect.words.headings[section], "## {}")
    return Piece(section, printed(labels), labels=labels)
