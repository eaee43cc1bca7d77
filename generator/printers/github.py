"""For GitHub Actions: workflow commands, which become annotations of a change.

Source: GitHub's "Workflow commands for GitHub Actions", and the escapes of its toolkit (`command.ts`): `%`, CR
and LF in the message, `:` and `,` too in the properties. GitHub shows 10 annotations of a kind for a step, and 50
for a job, and drops the others without a word; so the most weighty become annotations, and the log has the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from generator.printers.sources import Sources, has_place
from generator.printers.text import LONGEST, places, said
from generator.printers.text import render as as_text
from generator.source import CODES, Diagnostic, Severity
from generator.source.visible import harmless, visible

_COMMANDS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_IN_MESSAGE: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


OF_A_KIND: Final = 10
IN_ALL: Final = 16
"""Three commands of a job, as our Action has them, stay below 50."""


def render(diagnostics: Sequence[Diagnostic], sources: Sources) -> str:
    """A command for each finding that GitHub shows, the most weighty first; the others as a part of the log."""
    ranked = sorted(diagnostics, key=_weight)
    shown = _within_limits(ranked, OF_A_KIND, IN_ALL)
    if len(shown) < len(ranked):  # one place is for the statement that there are more
        shown = _within_limits(ranked, OF_A_KIND - 1, IN_ALL - 1)
    commands = [
        f"::{_COMMANDS[one.severity]}{_properties(one)}::{_message(one)}\n" for one in shown
    ]
    rest = [one for one in diagnostics if one not in shown]
    return "".join(commands) + (_overflow(rest, len(ranked), sources) if rest else "")


def _weight(one: Diagnostic) -> tuple[int, int]:
    """The worst first, among equals what is wrong at most places."""
    return list(_COMMANDS).index(one.severity), -len(one.also)


def _within_limits(ranked: Sequence[Diagnostic], of_a_kind: int, in_all: int) -> list[Diagnostic]:
    counts: Counter[Severity] = Counter()
    shown: list[Diagnostic] = []
    for one in ranked:
        if counts[one.severity] < of_a_kind and len(shown) < in_all:
            counts[one.severity] += 1
            shown.append(one)
    return shown


def _overflow(rest: Sequence[Diagnostic], count: int, sources: Sources) -> str:
    said = (
        f"{len(rest)} of {count} findings are in the log only, since GitHub shows so few for a step"
    )
    log = harmless(as_text(rest, sources))
    return (
        f"::notice title=docs2sdk::{said}\n::group::{len(rest)} more findings\n{log}::endgroup::\n"
    )


def _properties(one: Diagnostic) -> str:
    place = {"file": one.span.file} if one.span.file else {}
    if has_place(one.span):
        place |= {"line": str(one.span.line), "col": str(max(one.span.column, 1))}
    values = place | {"title": f"{one.code} {CODES[one.code].name}"}
    pairs = (f"{key}={visible(value).translate(_IN_PROPERTY)}" for key, value in values.items())
    return " " + ",".join(pairs)


def _message(one: Diagnostic) -> str:
    lines = [said(one), *([f"hint: {visible(one.advice, LONGEST)}"] if one.advice else [])]
    lines += [line.strip() for line in places(one)]
    return "\n".join(lines).translate(_IN_MESSAGE)
