"""What the judge of values finds in a sample or an example, once, for the rules that each tell one kind of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from generator.model import judge
from generator.model.judge import Problem
from generator.rules.rule import Place
from generator.rules.values import shown


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that does not suit: where it stands, what it is called there, what is known by names like it.

    `method` is the method that it is given to; empty in an example.
    """

    problem: Problem
    place: Place
    name: str
    known: Sequence[str] = ()
    method: str = ""

    @property
    def said(self) -> str:
        """The value in words."""
        return f"`{self.name}` is {shown(self.problem.seen)}"

    @property
    def expected(self) -> str:
        """What is expected, in words."""
        return self.problem.expected

    @property
    def hint(self) -> str:
        """A name that may be meant; empty where none is like it."""
        return near(self.name.rpartition(".")[2], self.known)


def near(name: str, known: Sequence[str]) -> str:
    """A question for the known name that is most like this one; empty where none is."""
    close = get_close_matches(name, known, n=1, cutoff=0.7)
    return f"did you mean `{close[0]}`?" if close else ""


class Faulty:
    """Something with faults, by the kinds that rules tell apart."""

    faults: Sequence[Fault]

    def _of(self, *kinds: str) -> list[Fault]:
        return [one for one in self.faults if one.problem.kind in kinds]

    @property
    def unknown(self) -> list[Fault]:
        """Fields that no table has."""
        return self._of(judge.UNKNOWN)

    @property
    def missing(self) -> list[Fault]:
        """Fields that are always there, and are not."""
        return self._of(judge.MISSING)

    @property
    def wrong(self) -> list[Fault]:
        """Values of another type, format, limit or closed list."""
        return self._of(judge.WRONG, judge.FORMAT, judge.LIMIT, judge.MEMBER)

    @property
    def texts(self) -> list[Fault]:
        """Texts that hold the JSON that is expected."""
        return self._of(judge.TEXT)

    @property
    def single(self) -> list[Fault]:
        """One object where a list of such is expected."""
        return self._of(judge.SINGLE)

    @property
    def unlisted(self) -> list[Fault]:
        """Values that an open list of members does not have."""
        return self._of(judge.UNLISTED)
