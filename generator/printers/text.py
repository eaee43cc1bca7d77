"""For people: `file:line:column: severity CODE name: message`, the source line with a caret, the hint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from generator.markdown.width import display_width
from generator.printers.sources import Sources, has_place
from generator.source import CODES, Diagnostic, Severity
from generator.source.visible import visible

LONGEST: Final = 400
"""Characters of a document that a message shows."""
_BEFORE: Final = 60
_SHOWN: Final = 110
"""Characters of a source line: at most so many before the place, and so many in all."""

_COLOURS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "\x1b[31m",
    Severity.WARNING: "\x1b[33m",
    Severity.NOTE: "\x1b[36m",
}
_BOLD: Final = "\x1b[1m"
_END: Final = "\x1b[0m"


def render(diagnostics: Sequence[Diagnostic], sources: Sources) -> str:
    """All findings; empty when there are none."""
    return _all(diagnostics, sources, colour=False)


def render_coloured(diagnostics: Sequence[Diagnostic], sources: Sources) -> str:
    """The same with ANSI colours, for terminals."""
    return _all(diagnostics, sources, colour=True)


def _all(diagnostics: Sequence[Diagnostic], sources: Sources, *, colour: bool) -> str:
    return "".join(_one(one, sources, colour=colour) for one in diagnostics)


def _one(one: Diagnostic, sources: Sources, *, colour: bool) -> str:
    severity = one.severity.value
    if colour:
        severity = f"{_BOLD}{_COLOURS[one.severity]}{severity}{_END}"
    lines = [f"{place(one)}{severity} {one.code} {CODES[one.code].name}: {said(one)}"]
    lines += _excerpt(one, sources)
    lines += [f"  hint: {visible(one.advice, LONGEST)}"] if one.advice else []
    lines += places(one)
    return "\n".join(lines) + "\n"


def places(one: Diagnostic) -> list[str]:
    """A line for each other place: those with the same fact, and those that explain it."""
    also = [f"  also in: {visible(str(span), LONGEST)}" for span in one.also]
    return also + [f"  see also: {visible(str(span), LONGEST)}" for span in one.related]


def place(one: Diagnostic) -> str:
    """`file:line:column: `; the file alone, or nothing, where there is no more."""
    if has_place(one.span):
        return f"{visible(str(one.span), LONGEST)}: "
    return f"{visible(one.span.file, LONGEST)}: " if one.span.file else ""


def said(one: Diagnostic) -> str:
    """What was seen, on how many pages if on several, and what was expected, on one line."""
    seen = visible(one.seen, LONGEST) + (f" (on {len(one.also) + 1} pages)" if one.also else "")
    return f"{seen}; expected {visible(one.expected, LONGEST)}" if one.expected else seen


def _excerpt(one: Diagnostic, sources: Sources) -> list[str]:
    """The source line around the place, and a caret below the place."""
    line = sources.line(one.span)
    if line is None or not line.strip():
        return []
    line, at = line.replace("\t", " "), min(max(one.span.column - 1, 0), len(line))
    start = max(0, at - _BEFORE)
    before, after = visible(line[start:at]), visible(line[at : start + _SHOWN])
    lead, tail = "…" if start else "", "…" if len(line) > start + _SHOWN else ""
    gutter = f"  {one.span.line} | "
    padding = " " * (display_width(lead) + display_width(before))
    return [
        f"{gutter}{lead}{before}{after}{tail}".rstrip(),
        f"{' ' * (len(gutter) - 2)}| {padding}^",
    ]
