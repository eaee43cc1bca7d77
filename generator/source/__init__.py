"""Floor 1: where a fact stands (spans), what is wrong (diagnostics) and the codes that exist."""

from generator.source.codes import CODES, Code
from generator.source.diagnostics import Diagnostic, diagnostic
from generator.source.located import in_text, located
from generator.source.severity import Severity
from generator.source.spans import NOWHERE, Span

__all__ = [
    "CODES",
    "NOWHERE",
    "Code",
    "Diagnostic",
    "Severity",
    "Span",
    "diagnostic",
    "in_text",
    "located",
]
