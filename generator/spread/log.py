"""What was carried from page to page, by kind, and what is left to a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

KINDS: Final = (
    "rows",
    "names",
    "order",
    "types",
    "required",
    "defaults",
    "members",
    "samples",
    "texts",
    "structures",
    "functions",
    "responses",
    "examples",
    "code",
    "sections",
)
"""Kinds of facts: each can be carried or left."""


@dataclass(slots=True)
class Log:
    """What is done on one twin. `wanted` kinds are carried; `near`: is the twin in the page's own locale?

    `known`: is it known what the page said before? Then another locale's words are taken over where the two said
    the same before; without it they are never.
    """

    wanted: frozenset[str]
    near: bool
    known: bool
    carried: list[tuple[str, str]] = field(default_factory=list)
    unwritten: list[str] = field(default_factory=list)
    """Texts that another locale has to write, in words."""
    left: list[str] = field(default_factory=list)
    """What the twin says in its own way, so that it was left to it."""

    @property
    def words(self) -> bool:
        """May words of the page stand on the twin where the two said the same before?"""
        return self.near or self.known

    def takes(self, kind: str, what: str) -> bool:
        """Is a change of a kind to be carried? It counts as carried then."""
        if kind not in self.wanted:
            return False
        self.carried.append((kind, what))
        return True
