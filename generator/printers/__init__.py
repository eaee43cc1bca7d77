"""Floor 6: diagnostics printed for people and for machines. Pure: the command line does the writing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from generator.printers import github, json_form, junit, markdown, sarif, text
from generator.printers.sources import Sources
from generator.source import Diagnostic

Printer = Callable[[Sequence[Diagnostic], Sources], str]

PRINTERS: Final[Mapping[str, Printer]] = MappingProxyType(
    {
        "text": text.render,
        "json": json_form.render,
        "github": github.render,
        "sarif": sarif.render,
        "junit": junit.render,
        "markdown": markdown.render,
    }
)
"""The formats of `docs2sdk lint --format`."""


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
    printer = text.render_coloured if colour and format == "text" else PRINTERS[format]
    return printer(sorted(diagnostics), Sources(sources))


__all__ = ["PRINTERS", "render_diagnostics"]
