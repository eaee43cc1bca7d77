"""Printing findings and failures: data to standard output, messages to standard error."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence

from generator.printers import render_diagnostics
from generator.source import Diagnostic, Severity, Span, diagnostic

MAX_SHOWN = 500


class ToolError(Exception):
    """The tool can not do its work; `findings` say why."""

    def __init__(self, *findings: Diagnostic) -> None:
        super().__init__("; ".join(one.message for one in findings))
        self.findings = findings


def failure(code: str, place: str, seen: str, expected: str = "") -> ToolError:
    """A failure with one finding."""
    return ToolError(diagnostic(code, Span(place), seen, expected))


def fail(error: ToolError) -> int:
    """Print why the tool can not do its work."""
    print(render_diagnostics(list(error.findings), {}, "text").rstrip("\n"), file=sys.stderr)
    return 2


def findings(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Errors and warnings; notes are no findings."""
    return [one for one in found if one.severity is not Severity.NOTE]


def report(found: Sequence[Diagnostic], sources: Mapping[str, bytes]) -> int:
    """Print errors and warnings to standard error; the exit code that they mean."""
    real = sorted(set(findings(found)))
    if not real:
        return 0
    lines = lines_of(sources, real[:MAX_SHOWN])
    print(render_diagnostics(real[:MAX_SHOWN], lines, "text").rstrip("\n"), file=sys.stderr)
    if len(real) > MAX_SHOWN:
        print(f"... and {len(real) - MAX_SHOWN} more; `docs2sdk lint` shows all", file=sys.stderr)
    counts = Counter(one.severity.value for one in real)
    summary = ", ".join(
        f"{count} {name}{'s' if count > 1 else ''}" for name, count in sorted(counts.items())
    )
    print(summary, file=sys.stderr)
    return 1


def lines_of(sources: Mapping[str, bytes], found: Sequence[Diagnostic]) -> dict[str, list[str]]:
    """The lines of those files that findings point into."""
    wanted = {one.span.file for one in found} & set(sources)
    return {name: sources[name].decode("utf-8", "replace").splitlines() for name in sorted(wanted)}
