"""For comments and summaries of changes: Markdown as GitHub reads it, which no text of a document can leave.

What documents say stands in code spans only (CommonMark 0.31, 6.1), where it is no markup and calls nobody (`@name`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from generator.printers.sources import Sources
from generator.printers.text import LONGEST, place, said
from generator.source import CODES, Diagnostic, Severity
from generator.source.visible import visible

_RUN: Final = re.compile(r"`+")


def render(diagnostics: Sequence[Diagnostic], _: Sources) -> str:
    """A list with the worst first; a sentence when there is nothing."""
    if not diagnostics:
        return "No findings.\n"
    ranked = sorted(diagnostics, key=lambda one: [*Severity].index(one.severity))
    return f"{counted(diagnostics)}\n\n{''.join(map(_item, ranked))}"


def counted(diagnostics: Sequence[Diagnostic]) -> str:
    """How many findings of each severity there are, the worst first."""
    counts = Counter(one.severity for one in diagnostics)
    told = [(counts[one], one.value) for one in Severity if counts[one]]
    return ", ".join(f"**{count} {name}{'s' if count > 1 else ''}**" for count, name in told)


def _item(one: Diagnostic) -> str:
    where = place(one).removesuffix(": ")
    head = f"{one.severity.value} {one.code} {CODES[one.code].name}"
    return (
        f"- {code(where)}: {head}: {code(said(one))}\n"
        if where
        else f"- {head}: {code(said(one))}\n"
    )


def code(text: str) -> str:
    """The text as a code span on one line."""
    shown = visible(text, LONGEST) or " "
    fence = "`" * (max((len(run[0]) for run in _RUN.finditer(shown)), default=0) + 1)
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"
