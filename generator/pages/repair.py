"""Damage that can be mended before reading: glued rows, headings inside rows, swallowed examples."""

from __future__ import annotations

from collections.abc import Sequence

from generator.pages.facts import PageFacts
from generator.pages.vocabulary import Dialect


def repair(
    lines: Sequence[str], frame: Dialect, page: PageFacts
) -> tuple[Sequence[str], Sequence[int] | None]:
    """The lines to read, and for each the line it stood on; None when nothing was mended."""
    del frame, page
    return lines, None
