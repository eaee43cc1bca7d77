"""Blocks on their way in and out: each has an id, a canonical text, a gap before it, and recorded exceptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.markdown.blocks import Block
from generator.markdown.tables import is_row
from generator.model import Json, Note
from generator.pages import edits, escape
from generator.pages.facts import Section
from generator.pages.tables import Exceptions
from generator.pages.vocabulary import Dialect, Labels
from generator.source import Diagnostic, Span, diagnostic


@dataclass(frozen=True, slots=True)
class Piece:
    """A block to print.

    `labels` are the spellings that an edit may name by their keys; `gap` is the style's key of the gap.
    """

    id: str
    text: str
    gap: str = ""
    labels: Labels = field(default_factory=dict)
    final: bool = False


def gap_of(blank: Sequence[str]) -> int | str:
    """Blank lines as a number, or as they are when they hold spaces."""
    return "\n".join([*blank, ""]) if any(blank) else len(blank)


def gap_text(value: Json, default: int) -> str:
    """The text of a gap: line breaks, or recorded blank lines with their spaces."""
    if isinstance(value, str) and not value.strip():
        return value
    count = value if isinstance(value, int) and 0 <= value <= 999 else default
    return "\n" * count


@dataclass(slots=True)
class Frame:
    """Takes the blocks of one section in order and records what is not canonical."""

    role: str
    lines: Sequence[str]
    dialect: Dialect
    exceptions: Exceptions = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    end: int = -1

    def put(self, piece: Piece, start: int, end: int) -> None:
        """A block that is understood: record its gap and how its text differs from canonical print."""
        self._gap(piece.id, piece.gap or piece.id, start)
        self.ids.append(piece.id)
        self.end = end
        if piece.final:
            return
        actual = "\n".join(self.lines[start:end])
        if actual == piece.text:
            return
        try:
            changes = edits.label_diff(piece.labels, actual, piece.text)
        except edits.UnrecordableError:
            self.lost(piece.id, start)
            return
        if changes:
            self.exceptions[piece.id] = edits.recorded(changes)

    def _gap(self, name: str, key: str, start: int) -> None:
        if self.end < 0 and self.role != "head":
            return  # the gap before a section is the page's affair
        default = self.dialect.style.gap(key) if self.end >= 0 else 0  # nothing stands above
        blank = gap_of(self.lines[max(self.end, 0) : start])
        if blank != default:
            self.exceptions[f"gap.{name}"] = blank

    def lost(self, name: str, line: int) -> None:
        """A block that will not print back as it stands."""
        seen = f"the block `{name}` is unlike any print"
        self.find("P030", line, seen, "the template's form")

    def stray(self, block: Block) -> None:
        """A block that the section does not know: kept as a note, unless it is a piece of a table."""
        text = "\n".join(self.lines[block.start : block.end])
        if block.kind in {"docs_table", "loose_rows"} or any(map(is_row, text.split("\n"))):
            seen = f"table rows outside a known table ({text[:40]!r})"
            self.find("P031", block.start, seen)
            self.end = block.end
            return
        last = self.ids[-1] if self.ids else self.role
        name = f"note.{last}"
        if self.notes and self.notes[-1].after == last:
            between = "\n" * (block.start - self.end + 1)
            self.notes[-1] = Note(last, self.notes[-1].text + between + text)
        else:
            self._gap(name, "note", block.start)
            self.notes.append(Note(last, text))
        self.end = block.end

    def _note(self, note: Note) -> Note:
        """The note as a text of the document; where the page has it otherwise than print, that is recorded."""
        decoded = replace(note, text=escape.decode(note.text))
        try:
            changes = edits.diff(escape.block(decoded.text), note.text)
        except edits.UnrecordableError:
            self.lost(f"note.{note.after}", max(self.end - 1, 0))
            return decoded
        if changes:
            self.exceptions[f"note.{note.after}"] = edits.recorded(changes)
        return decoded

    def find(self, code: str, line: int, seen: str, expected: str = "", column: int = 1) -> None:
        """Report something about the section; `line` counts from 0 at its start, `column` from 1."""
        self.findings.append(diagnostic(code, Span("", line + 1, column), seen, expected))

    def done(self, facts: object) -> Section:
        """The finished section."""
        notes = tuple(self._note(note) for note in self.notes)
        return Section(
            self.role,
            facts,
            tuple(self.ids),
            self.exceptions,
            notes,
            tuple(self.findings),
        )


def print_pieces(
    pieces: Sequence[Piece],
    notes: Sequence[Note],
    exceptions: Mapping[str, Json],
    dialect: Dialect,
    first: str = "",
) -> list[str]:
    """Finished blocks, each with the gap before it; notes follow the block that they stand after.

    `first`: what a note stands after that is above all blocks.
    """
    if not notes:
        return [_printed(piece, exceptions, dialect) for piece in pieces]
    after = {note.after: _note_text(note, exceptions) for note in notes}
    printed: list[str] = []
    if first and first in after:
        printed.append(gap_text(exceptions.get(f"gap.note.{first}"), 0) + after[first] + "\n")
    for piece in pieces:
        printed.append(_printed(piece, exceptions, dialect))
        if piece.id in after:
            gap = gap_text(exceptions.get(f"gap.note.{piece.id}"), dialect.style.gap("note"))
            printed.append(gap + after[piece.id] + "\n")
    return printed


def _note_text(note: Note, exceptions: Mapping[str, Json]) -> str:
    recorded = edits.listed(exceptions.get(f"note.{note.after}"))
    return edits.apply(escape.block(note.text), recorded)


def _printed(piece: Piece, exceptions: Mapping[str, Json], dialect: Dialect) -> str:
    text, gap = piece.text, dialect.style.gap(piece.gap or piece.id)
    if not exceptions:
        return "\n" * gap + text + "\n"
    if not piece.final and piece.id in exceptions:
        text = edits.apply(text, edits.listed(exceptions[piece.id]), piece.labels)
    return gap_text(exceptions.get(f"gap.{piece.id}"), gap) + text + "\n"
