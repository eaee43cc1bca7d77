"""Printing findings and failures: data to standard output, messages to standard error."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, TextIO

from generator import files
from generator.cli import output
from generator.cli.output import say
from generator.files import SourceFile
from generator.findings import Baseline, Choice, settle, statistics
from generator.findings.levels import NONE, Rules
from generator.findings.settle import raw
from generator.printers import render_diagnostics
from generator.source import CODES, NOWHERE, Diagnostic, Severity, Span, diagnostic, located

MAX_SHOWN: Final = 500
"""Findings that a build shows as text: what a person reads, and a log of CI holds."""
_FINDINGS: Final = frozenset({"lint", "diff"})
"""Commands whose data are findings."""
_DATA: Final = frozenset({"parse", "fmt", "explain", "mock"})
"""Commands whose standard output is data, so that findings never go there."""


_OF_REPOSITORY: Final = frozenset({"github", "sarif", "markdown"})
"""Formats whose readers look for files from the root of the repository."""
_FAILING: Final = MappingProxyType({"breaking": "error", "any": "error"})
"""What `diff` calls severities; with `any` it counts changes itself."""
Sources = Mapping[str, SourceFile]
"""Inputs by the names that findings give them."""
NOTHING: Final[Sources] = MappingProxyType({})
NOTHING_KNOWN: Final[Baseline] = MappingProxyType({})


class ToolError(Exception):
    """The tool can not do its work; `findings` say why, `sources` where the files are that they name."""

    def __init__(self, *findings: Diagnostic, sources: Sources = NOTHING) -> None:
        super().__init__("; ".join(one.message for one in findings))
        self.findings, self.sources = findings, sources


def failure(code: str, place: str, seen: str, expected: str = "") -> ToolError:
    """A failure with one finding."""
    return ToolError(diagnostic(code, Span(place), seen, expected))


def refused(error: OSError | ValueError) -> ToolError:
    """What the system or a name does not let us do: nothing that is wrong inside the tool."""
    if not isinstance(error, OSError):
        return failure("B005", "", f"{error.args[0]!r}", "a file name that is safe")
    place = error.filename if isinstance(error.filename, str) else ""
    said = error.strerror or str(error) or type(error).__name__
    return failure("B033", place, f"{place}: {said}" if place else said)


def fail(error: ToolError) -> int:
    """Print why the tool can not do its work."""
    found, lines = located_in(error.findings, error.sources, "text")
    say(render_diagnostics(found, lines, "text").rstrip("\n"))
    return 2


def choice_of(chosen: Namespace) -> Choice:
    """What the command line says about findings; ToolError for a code that does not exist."""
    select, ignore = (_codes(getattr(chosen, name, [])) for name in ("select", "ignore"))
    fail_on = _FAILING.get(chosen.fail_on, chosen.fail_on)
    return Choice(select, ignore, chosen.notes, Severity(fail_on))


def _codes(values: Sequence[str]) -> tuple[str, ...]:
    codes = tuple(one.strip() for value in values for one in value.split(",") if one.strip())
    for one in codes:
        if not any(code.startswith(one) for code in CODES):
            raise failure("B007", one, f"no code begins with {one}", "codes such as S022 or A")
    return codes


def report(
    found: Sequence[Diagnostic],
    sources: Sources,
    chosen: Namespace,
    rules: Rules = NONE,
    known: Baseline = NOTHING_KNOWN,
) -> int:
    """Print the findings of a command, but for those `known`, as its options say; the exit code that they mean."""
    choice = choice_of(chosen)
    texts = {name: source.data for name, source in sources.items()}
    told = settle(raw(found, texts, rules), choice, known)
    return tell(told, sources, chosen, choice)


def tell(told: Sequence[Diagnostic], sources: Sources, chosen: Namespace, choice: Choice) -> int:
    """Print findings that are settled; the exit code that they mean."""
    as_data = chosen.format != "text" or chosen.command in _FINDINGS
    stream = sys.stdout if as_data and chosen.command not in _DATA else sys.stderr
    most = len(told) if as_data else MAX_SHOWN
    file = getattr(chosen, "output_file", None)
    colour = not file and has_colour(stream)
    if getattr(chosen, "statistics", False):
        text = statistics(told)
    else:
        shown, lines = located_in(told[:most], sources, chosen.format)
        text = render_diagnostics(shown, lines, chosen.format, colour=colour)
    if file:
        files.write(Path(file).parent, Path(file).name, text.encode())
    elif chosen.format != "text" and stream is sys.stdout:
        output.data(text)
    else:
        output.told(text, stream, raw=colour or chosen.format == "github")
    if told and chosen.format == "text":
        say(summary(told, most))
    return 0 if getattr(chosen, "exit_zero", False) else int(any(map(choice.fails, told)))


def is_lost(found: Sequence[Diagnostic]) -> bool:
    """Could an input not be read? The tool has not done its work then, whatever else it tells."""
    return any(one.code == "B008" for one in found)


def summary(told: Sequence[Diagnostic], most: int) -> str:
    """How many findings of each severity there are, and how to see those that are not shown."""
    counts = Counter(one.severity.value for one in told)
    text = ", ".join(
        f"{count} {name}{'s' if count > 1 else ''}" for name, count in sorted(counts.items())
    )
    hidden = len(told) - most
    return f"{text}; {hidden} not shown, `--format json` prints all" if hidden > 0 else text


def has_colour(stream: TextIO) -> bool:
    """Colours are for terminals, unless the user says otherwise (https://no-color.org, https://force-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def located_in(
    found: Sequence[Diagnostic], sources: Sources, form: str
) -> tuple[list[Diagnostic], dict[str, list[str]]]:
    """Findings with paths that a person (or the repository, for its formats) can open, and the lines they point into.

    The only place that turns the names of inputs into paths.
    """
    path_of = files.in_repository if form in _OF_REPOSITORY else str
    spans = (span for one in found for span in (one.span, *one.related, *one.also) if span.file)
    paths = {span.file: path_of(span.file) for span in spans}
    paths |= {name: path_of(source.place or name) for name, source in sources.items()}
    lines = {
        paths[name]: sources[name].data.decode("utf-8", "replace").splitlines()
        for name in sorted({one.span.file for one in found} & set(sources))
    }
    placed = [located(one, paths) for one in found]
    return [_on_file(one) for one in placed] if form == "github" else placed, lines


def _on_file(one: Diagnostic) -> Diagnostic:
    """The finding as an annotation: on a file of the repository, else its place is a part of its text."""
    file = one.span.file
    if not file or files.is_in_repository(file):
        return one
    return replace(one, span=NOWHERE, seen=f"{one.span}: {one.seen}")
