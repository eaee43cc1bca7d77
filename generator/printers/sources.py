"""The lines of source files, as far as they are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.source import Span


@dataclass(frozen=True, slots=True)
class Sources:
    """Lines by file."""

    lines: Mapping[str, Sequence[str]]

    def line(self, span: Span) -> str | None:
        """The line of a place, without its line ending; None where it is not known."""
        known = self.lines.get(span.file, ())
        return known[span.line - 1].rstrip("\r\n") if 0 < span.line <= len(known) else None


def has_place(span: Span) -> bool:
    """Does the span lead to a line of a file? (A finding may be about no file at all.)."""
    return bool(span.file) and span.line > 0
