"""The head of a page: title, comment, `<LastUpdated />`, block quote and description."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from generator.markdown.blocks import Block, blocks
from generator.pages import escape
from generator.pages.facts import HeadFacts, Section
from generator.pages.frame import Frame, Piece
from generator.pages.sections.kind import SectionKind, Stated
from generator.pages.vocabulary import Dialect, printed

ORDER: Final = ("title", "comment", "updated", "quote", "description")
_WORD: Final = re.compile(r"\w+")
_STRANGE: Final = 0.4  # translations of the template's comment differ in a third of its words
_UPDATED: Final = re.compile(r"\s*<LastUpdated\s*/>\s*")


def title_piece(title: str) -> Piece:
    """The title's block."""
    return Piece("title", f"# {escape.title(title)}")


def fixed_piece(name: str, dialect: Dialect) -> Piece:
    """A block whose text the locale fixes."""
    if name == "updated":
        return Piece(name, "<LastUpdated />")
    labels = dialect.words.lines[name]
    return Piece(name, printed(labels), labels=labels)


def write(facts: HeadFacts, dialect: Dialect) -> list[Piece]:
    """All blocks of the head, in canonical order."""
    fixed = [fixed_piece(name, dialect) for name in ("comment", "updated", "quote")]
    text = facts.description.strip("\n")  # what stands around blocks is the style's
    tail = [Piece("description", escape.block(text))] if text else []
    return [title_piece(facts.title), *fixed, *tail]


def _kind(block: Block, lines: Sequence[str], dialect: Dialect) -> str:
    first = lines[block.start]
    if block.kind == "heading" and block.level == 1:
        return "title"
    if block.kind == "html_block" and first.startswith("<!--"):
        return "comment" if _is_template(lines[block.start : block.end], dialect) else "note"
    if _UPDATED.fullmatch("\n".join(lines[block.start : block.end])):
        return "updated"
    if block.kind == "blockquote" and dialect.words.quote.match(first):
        return "quote"
    return "description"


def _is_template(comment: Sequence[str], dialect: Dialect) -> bool:
    """Is it the template's own comment, a few words apart? Any other is somebody's note."""
    words = _WORD.findall("\n".join(comment).casefold())
    labels = dialect.words.lines["comment"].values()
    known = [set(_WORD.findall(label.casefold())) for label in labels]
    strange = min(len(set(words) ^ label) / len(label) for label in known)
    return strange <= _STRANGE


def read(lines: Sequence[str], dialect: Dialect) -> Section:
    """Read the head; what is no known block is the description."""
    frame = Frame("head", lines, dialect)
    kinds: dict[str, Block] = {}
    free: list[Block] = []
    notes: list[Block] = []
    for block in blocks(lines):
        kind = _kind(block, lines, dialect)
        if kind == "note":
            notes.append(block)
        elif kind == "description" or kind in kinds:
            free.append(block)
        else:
            kinds[kind] = block
    if free:
        kinds["description"] = Block("description", free[0].start, free[-1].end)
    kinds = _apart(kinds)
    title = _title(kinds, lines, frame)
    description = _text(kinds.get("description"), lines)
    pieces = {piece.id: piece for piece in write(HeadFacts(title, description), dialect)}
    ordered = [(block.start, kind, block) for kind, block in kinds.items()]
    ordered += [(block.start, "", block) for block in _outside(notes, kinds)]
    for _, kind, block in sorted(ordered):
        if kind:
            frame.put(pieces[kind], block.start, block.end)
        else:
            frame.stray(block)
    return frame.done(HeadFacts(title, description))


def _apart(kinds: dict[str, Block]) -> dict[str, Block]:
    """A known block inside the description's lines belongs to the description."""
    whole = kinds.get("description")
    if whole is None:
        return kinds
    return {
        kind: block
        for kind, block in kinds.items()
        if block is whole or not whole.start <= block.start < whole.end
    }


def _outside(notes: Sequence[Block], kinds: dict[str, Block]) -> list[Block]:
    """Notes that the description's lines do not hold already."""
    whole = kinds.get("description")
    return [note for note in notes if not whole or not whole.start <= note.start < whole.end]


def _title(kinds: dict[str, Block], lines: Sequence[str], frame: Frame) -> str:
    if "title" not in kinds:
        frame.find("P010", 0, "no title", "a first line `# Title`")
        return ""
    return escape.decode(lines[kinds["title"].start].lstrip(" ").removeprefix("#").strip())


def _text(block: Block | None, lines: Sequence[str]) -> str:
    return escape.decode("\n".join(lines[block.start : block.end])) if block else ""


def _blocks(facts: HeadFacts) -> list[str]:
    return [name for name in ORDER if name != "description" or facts.description]


def _stated(facts: HeadFacts) -> Iterator[Stated]:
    yield Stated("the title", "title", facts.title)
    yield Stated("the description", "description", facts.description)


SECTION: Final = SectionKind("head", 0, HeadFacts(), read, _blocks, _stated)
