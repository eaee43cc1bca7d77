"""For programs: the findings as JSON; `schema.json` beside this file describes it. Fields are only ever added."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from generator.printers.sources import Sources
from generator.source import CODES, Diagnostic, Severity, Span
from generator.source.visible import is_unseen

if TYPE_CHECKING:
    from generator.model import Json

FORMAT: Final = 1
_COMMAND: Final = re.compile(r"(##\w*)\[")
"""What a log of CI takes for a command; it stands within strings only."""


def render(diagnostics: Sequence[Diagnostic], _: Sources) -> str:
    """All findings, with all that a diagnostic has, and their number by severity."""
    counts = Counter(one.severity for one in diagnostics)
    return dumps(
        {
            "format": FORMAT,
            "counts": {severity.value: counts[severity] for severity in Severity},
            "diagnostics": [_one(one) for one in diagnostics],
        }
    )


def _one(one: Diagnostic) -> Json:
    return {
        **_place(one.span),
        "severity": one.severity.value,
        "code": one.code,
        "name": CODES[one.code].name,
        "seen": one.seen,
        "expected": one.expected,
        "hint": one.advice,
        "message": one.message,
        "also": [_place(span) for span in one.also],
        "related": [_place(span) for span in one.related],
    }


def _place(span: Span) -> dict[str, Json]:
    return {"file": span.file, "line": span.line, "column": span.column}


def dumps(value: Json) -> str:
    """JSON text that loses nothing and shows nothing harmful: unseen characters stand as escapes."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    text = _COMMAND.sub(r"\1\\u005b", text) if "##" in text else text
    if text.isascii():
        return text.replace("\x7f", "\\u007f") + "\n"
    return (
        "".join(
            character if character == "\n" or not is_unseen(character) else _escaped(character)
            for character in text
        )
        + "\n"
    )


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1] if character != "\x7f" else "\\u007f"
