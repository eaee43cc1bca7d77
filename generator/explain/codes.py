"""What a diagnostic's code means and what to do about it."""

from __future__ import annotations

import textwrap
from typing import Final

from generator.source import CODES, Code

WIDTH: Final = 100


def find_codes(name: str) -> list[Code]:
    """The code of that number (`p024`), or those of that short name (`row-twice`), in any case."""
    known = CODES.get(name.upper())
    return [known] if known else [code for code in CODES.values() if code.name == name.lower()]


def explain_code(name: str) -> str | None:
    """The code's number, name, severity, meaning and advice; None for an unknown one."""
    return "\n".join(map(_explained, find_codes(name))) or None


def _explained(code: Code) -> str:
    meaning, advice = (_filled(text) for text in (code.meaning, f"What to do: {code.hint}."))
    return f"{code.code} {code.name} ({code.severity.value})\n\n{meaning}\n\n{advice}\n"


def _filled(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_on_hyphens=False)
