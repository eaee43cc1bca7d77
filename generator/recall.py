"""Floor 1: what was made before, by what it was made of, so that a process that stays makes only what changed.

Nothing is written to disk. Bytes and texts are compared as such, all else by identity.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Recall:
    """Answers of one round, and those of the round before; what a round does not ask for is forgotten at its end."""

    now: dict[Hashable, tuple[Sequence[object], Any]] = field(default_factory=dict)
    before: dict[Hashable, tuple[Sequence[object], Any]] = field(default_factory=dict)
    made: int = 0
    """How many answers of this round had to be made."""

    def of(self, key: Hashable, parts: Sequence[object], make: Callable[[], T]) -> T:
        """The answer of that key, made anew where a part is another object (or other bytes) than last time."""
        known = self.now.get(key) or self.before.get(key)
        if known is not None and _same(known[0], parts):
            self.now[key] = known
            answer: T = known[1]
            return answer
        answer = make()
        self.made += 1
        self.now[key] = (parts, answer)
        return answer

    def turn(self) -> None:
        """End the round."""
        self.now, self.before, self.made = {}, self.now, 0


def _same(old: Sequence[object], new: Sequence[object]) -> bool:
    return len(old) == len(new) and all(map(_is_same, old, new))


def _is_same(old: object, new: object) -> bool:
    return old is new or (isinstance(old, bytes | str) and type(old) is type(new) and old == new)
