"""Floor 6: diagnostics printed for people and for machines. Pure: the command line does the writing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Final

from generator.printers import text
from generator.printers.sources import Sources
from generator.source import Diagnostic

Printer = Callable[[Sequence[Diagnostic], Sources], str]

PRINTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "text": "text",
        "json": "json_form",
        "github": "github",
        "sarif": "sarif",
        "junit": "junit",
        "markdown": "markdown",
    }
)
"""The formats of `docs2sdk lint --format`, and where each is; only the chosen one is imported."""


def _printer(form: str) -> Printer:
    found: Printer = import_module(f"generator.printers.{PRINTERS[form]}").render
    return found


def render_diagnostics(
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, Sequence[str]],
    format: str = "text",  # noqa: A002 - the option's own name
    *,
    colour: bool = False,
) -> str:
    """The findings, sorted by place, in a format of `PRINTERS`; KeyError for another one.

    `sources` maps a file to its lines, as far as they are at hand. Control and bidirectional characters of
    documents never reach the output as they are. `colour` counts for `text` only.
    """
    printer = text.render_coloured if colour and format == "text" else _printer(format)
    return printer(sorted(diagnostics), Sources(sources))


__all__ = ["PRINTERS", "render_diagnostics"]
