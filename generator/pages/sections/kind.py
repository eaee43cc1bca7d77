"""What a section of pages is: one file of this folder that exports `SECTION`, and its labels in each locale's file.

The registry (`pages/registry.py`) finds it; reader, writer, presence, comparison and assembly ask it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.model import Operation
from generator.pages.facts import PageFacts, Section
from generator.pages.frame import Piece
from generator.pages.vocabulary import Dialect

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Stated:
    """Something that a section states: what, in words; the id of its block; the value; its line in the section."""

    what: str
    key: str
    value: object
    line: int = 0


def _nothing(_: object) -> Iterable[Stated]:
    return ()


def _unmentioned(_: object) -> Iterable[str]:
    return ()


def _untold(_: object) -> Mapping[str, str]:
    return {}


def _kept(operation: Operation, _: object) -> Operation:
    return operation


@dataclass(frozen=True, slots=True)
class Written(Generic[F]):
    """How a section comes from an operation: what it states of it, and the blocks of what it states."""

    shown: Callable[[Operation], F]
    write: Callable[[F, Dialect], list[Piece]]


@dataclass(frozen=True, slots=True)
class SectionKind(Generic[F]):
    """One section; what it states is an F.

    `rank` orders the sections of a page, `empty` is what a page without the section states, `blocks` are the ids of
    the blocks that are printed for facts. `stated` are the facts that two versions of a page are compared by, tables
    of fields aside. `tells` are an operation's method and path, which then are not inferred; `join` puts what the
    pages of an operation state into it; `mentions` are the data structures that facts name.
    With `written` the section stands on those pages only that had it, or were made with it. The usual sections are
    printed by `pages/write.py`, which shares their tables among pages; `needed` ones are missed where they lack.
    """

    role: str
    rank: int
    empty: F
    read: Callable[[Sequence[str], Dialect], Section]
    blocks: Callable[[F], Iterable[str]]
    stated: Callable[[F], Iterable[Stated]] = _nothing
    tells: Callable[[F], Mapping[str, str]] = _untold
    join: Callable[[Operation, F], Operation] = _kept
    mentions: Callable[[F], Iterable[str]] = _unmentioned
    written: Written[F] | None = None
    needed: bool = False

    def of(self, page: PageFacts) -> F:
        """What the section of a page states."""
        return page.of(self.role, self.empty)

    def pieces(self, operation: Operation, dialect: Dialect) -> list[Piece]:
        """The blocks that a page of the operation has; none of a usual section."""
        if self.written is None:
            return []
        return self.written.write(self.written.shown(operation), dialect)

    def named(self, operation: Operation) -> Iterable[str]:
        """The data structures that the section of an operation names."""
        return self.mentions(self.written.shown(operation)) if self.written else ()

    def absent(self, operation: Operation, page: PageFacts) -> list[str]:
        """The blocks that the operation has and a page that has the section does not."""
        if self.written is None or self.role not in page.sections:
            return []
        own = set(self.blocks(self.of(page)))
        return [name for name in self.blocks(self.written.shown(operation)) if name not in own]
