"""How Prettier lays out what does not fit on one line: documents of groups, after Wadler's "A prettier printer"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.markdown.width import display_width as width

WIDTH: Final = 100
_SHORT_NAME: Final = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A line break if its group is broken, else `flat`."""

    flat: str = " "


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that stay on one line if they fit."""

    parts: tuple[Doc, ...]


@dataclass(frozen=True, slots=True)
class Indent:
    """Parts whose line breaks are followed by two more spaces."""

    parts: tuple[Doc, ...]


@dataclass(frozen=True, slots=True)
class IfBreak:
    """Parts that are there only if the group is broken."""

    parts: tuple[Doc, ...]


Doc = str | Line | Group | Indent | IfBreak
LINE: Final = Line()
SOFT: Final = Line("")

_Item = tuple[int, bool, Doc]


def flat(doc: Doc) -> str:
    """The document on one line."""
    match doc:
        case str():
            return doc
        case Line(text):
            return text
        case Group(parts) | Indent(parts):
            return "".join(map(flat, parts))
        case IfBreak():
            return ""


def fits(prefix: str, text: str, suffix: str = "") -> bool:
    """Does it all stand on one line?"""
    return width(prefix) + width(text) + width(suffix) <= WIDTH


def entry(indent: str, name: str, text: str) -> str:
    """`name: "text",` of an object; Prettier puts a long text below its name unless the name is short."""
    if width(name) < _SHORT_NAME or fits(f"{indent}{name}: ", text, ","):
        return f"{indent}{name}: {text},"
    return f"{indent}{name}:\n{indent}  {text},"


def print_doc(parts: Sequence[Doc]) -> str:
    """Print documents; a group breaks if what is left of its line does not fit."""
    out: list[str] = []
    column = 0
    stack: list[_Item] = [(0, True, part) for part in reversed(parts)]
    while stack:
        indent, broken, doc = stack.pop()
        text = _text(doc, broken, indent)
        if text is None:
            stack += reversed(_children(doc, indent, broken, WIDTH - column, stack))
            continue
        if text[:1] == "\n" and out:
            out[-1] = out[-1].rstrip(" ")
        out.append(text)
        column = width(text[1:]) if text[:1] == "\n" else column + width(text)
    return "".join(out)


def _text(doc: Doc, broken: bool, indent: int) -> str | None:
    if isinstance(doc, Line):
        return "\n" + " " * indent if broken else doc.flat
    return doc if isinstance(doc, str) else None


def _children(doc: Doc, indent: int, broken: bool, room: int, rest: list[_Item]) -> list[_Item]:
    match doc:
        case Group(parts):
            broken = broken and width(flat(doc)) + _tail(rest) > room
        case Indent(parts):
            indent += 2
        case IfBreak(parts):
            parts = parts if broken else ()
        case _:
            parts = ()
    return [(indent, broken, part) for part in parts]


def _tail(rest: Sequence[_Item]) -> int:
    """The columns of what follows up to the next possible line break."""
    total = 0
    for _, broken, doc in reversed(rest):
        head, ends = _until_break(doc, broken)
        total += head
        if ends:
            break
    return total


def _until_break(doc: Doc, broken: bool) -> tuple[int, bool]:
    if isinstance(doc, str):
        return width(doc), False
    if isinstance(doc, Line):
        return (0, True) if broken else (len(doc.flat), False)
    total = 0
    for part in () if isinstance(doc, IfBreak) and not broken else doc.parts:
        head, ends = _until_break(part, broken)
        total += head
        if ends:
            return total, True
    return total, False
