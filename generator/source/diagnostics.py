"""A diagnostic is data; printers (text, json, github, sarif, junit) are elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from generator.source.codes import CODES
from generator.source.severity import Severity
from generator.source.spans import Span


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding: what was seen, what was expected, what to do; `code` is a key of `CODES`."""

    span: Span
    code: str
    seen: str
    expected: str = ""
    hint: str = ""
    related: tuple[Span, ...] = ()

    @property
    def severity(self) -> Severity:
        """How bad the finding is, as the table of codes says."""
        return CODES[self.code].severity

    @property
    def message(self) -> str:
        """The finding in one line."""
        parts = [self.seen, f"expected {self.expected}" if self.expected else "", self.advice]
        return "; ".join(part for part in parts if part)

    @property
    def advice(self) -> str:
        """What to do: the finding's own hint, else the one of its code."""
        return self.hint or CODES[self.code].hint


def diagnostic(
    code: str,
    span: Span,
    seen: str,
    expected: str = "",
    hint: str = "",
    related: tuple[Span, ...] = (),
) -> Diagnostic:
    """Make a diagnostic; a code that is not in the table is a programming error (KeyError)."""
    return Diagnostic(span, CODES[code].code, seen, expected, hint, related)
