"""A diagnostic is data; printers (text, json, github, sarif, junit) are elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.source.codes import CODES
from generator.source.severity import Severity
from generator.source.spans import Span


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """The one shape of a finding: what was seen, what was expected, what to do; `code` is a key of `CODES`.

    `related` are other places that explain it; `also` are the other places where the same fact is wrong, so that
    a fact is told once. `where` is the place in what is no file: in a request, `body.options.ids[0]`. `level` is the
    severity that a configuration gives it, None for that of its code.
    """

    span: Span
    code: str
    seen: str
    expected: str = ""
    hint: str = ""
    related: tuple[Span, ...] = ()
    also: tuple[Span, ...] = ()
    where: str = ""
    level: Severity | None = field(default=None, compare=False)

    @property
    def severity(self) -> Severity:
        """How bad the finding is, as the configuration or else the table of codes says."""
        return self.level or CODES[self.code].severity

    @property
    def loss(self) -> bool:
        """Does the finding mean that the page holds something that was not read?"""
        return CODES[self.code].loss

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
