"""For GitHub Actions: workflow commands, which become annotations of a change.

Source: GitHub's "Workflow commands for GitHub Actions", and the escapes of its toolkit (`command.ts`): `%`, CR
and LF in the message, `:` and `,` too in the properties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from generator.printers.sources import Sources, has_place
from generator.printers.text import LONGEST, places, said
from generator.source import CODES, Diagnostic, Severity
from generator.source.visible import visible

_COMMANDS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_IN_MESSAGE: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(diagnostics: Sequence[Diagnostic], _: Sources) -> str:
    """A command for each finding."""
    return "".join(
        f"::{_COMMANDS[one.severity]}{_properties(one)}::{_message(one)}\n" for one in diagnostics
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
