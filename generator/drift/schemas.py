"""Pairs of schemas that are compared, each once in a direction, and all that was found.

Pairs wait in a list until they are compared, so recursion ends by itself. What is compared in them is
`keywords.compared`, given as a function, since keywords find further pairs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from generator.documents.sources import Target as Site
from generator.drift.change import UNUSED, Change, Place
from generator.drift.codes import judged
from generator.drift.found import Found
from generator.drift.passing import FLIPPED, references_in
from generator.drift.sameness import Sameness
from generator.drift.shapes import Shape, Sites
from generator.drift.sides import Side, child, node
from generator.drift.where import Where

_MOST_TRIED: Final = 300
"""How many pairs are compared to find out whether one alternative of a union stands for another."""
_DEEPEST_TRIED: Final = 3
"""How many such questions may wait for one another."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two schemas that stand for one another; `spoken` ones are written as text (parameters, XML), not as JSON."""

    old: Sites
    new: Sites
    direction: str
    spoken: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """What tells pairs apart."""
        sides = (tuple((site.source.path, site.at) for site in one) for one in (self.old, self.new))
        return (*sides, self.direction, self.spoken)

    def flipped(self) -> Pair:
        """The same schemas where a wider one breaks what a narrower one breaks here: below `not`."""
        return Pair(self.old, self.new, FLIPPED[self.direction], self.spoken)


@dataclass(slots=True)
class Comparison:
    """The two documents, what was found, and the pairs of schemas that wait.

    `tried` are the pairs of which it is only asked whether they differ. `met` has the named schemas of the new
    document that stood for one of the old (empty: one without a name), `hoisted` those that stood for one without
    a name.
    """

    old: Side
    new: Side
    same: Sameness
    where: Where
    compare: Callable[[Both], None]
    tried: frozenset[tuple[object, ...]] = frozenset()
    found: dict[tuple[object, ...], Change] = field(default_factory=dict)
    seen: set[tuple[object, ...]] = field(default_factory=set)
    waiting: list[Pair] = field(default_factory=list)
    met: dict[str, set[str]] = field(default_factory=dict)
    hoisted: set[str] = field(default_factory=set)

    def add(self, direction: str, found: Found) -> None:
        """Keep what the table judges; of one difference in requests and answers the worse judgement."""
        code, old, new, was, now = found
        places = (_place(self.old, old), _place(self.new, new))
        one = judged(code, direction, self.where.of(old, new), (was, now), places)
        key = (one.code, *(places if any(places) else (was, now)))
        known = self.found.get(key)
        if known is None or one.weight < known.weight:
            self.found[key] = one

    def wait(self, pair: Pair) -> None:
        """Let a pair wait, once in a direction."""
        if pair.key not in self.seen:
            self.seen.add(pair.key)
            self.waiting.append(pair)

    def run(self, most: int = 0) -> None:
        """Compare all that wait, and those that they lead to; at most so many, 0 for all."""
        count = 0
        while self.waiting and (not most or count < most):
            pair = self.waiting.pop()
            if self._written_alike(pair):
                self._pass(pair)
            else:
                old, new = Shape(self.old, pair.old), Shape(self.new, pair.new)
                self._meet(old, new)
                self.compare(Both(self, pair, old, new))
                count += 1

    def _meet(self, old: Shape, new: Shape) -> None:
        if old.name:
            self.met.setdefault(old.name, set()).add(new.name)
        for name in old.names - new.names - {old.name}:  # a part is written out now
            self.met.setdefault(name, set()).add("")
        self.hoisted |= new.names - old.names - ({new.name} if old.name else set())

    def _written_alike(self, pair: Pair) -> bool:
        alike = len(pair.old) == len(pair.new)
        return alike and all(map(self.same.written_alike, pair.old, pair.new))

    def _pass(self, pair: Pair) -> None:
        """Of schemas that are written alike only those wait that they refer to and that changed."""
        for old, new in zip(pair.old, pair.new, strict=True):
            if self.same.clean(new):
                continue
            for at, direction in references_in(new.node, pair.direction):
                before = self.old.target(child(old, *at))
                after = self.new.target(child(new, *at))
                if before is not None and after is not None:
                    self.wait(Pair((before,), (after,), direction, pair.spoken))

    def _same(self, pair: Pair) -> bool:
        alike = len(pair.old) == len(pair.new)
        return alike and all(map(self.same.same, pair.old, pair.new))

    def differ(self, pair: Pair) -> bool:
        """Do the schemas of a pair differ for programs? Nothing is kept; what takes too long differs."""
        if pair.key in self.tried:  # a recursive schema: what led here decides
            return False
        if len(self.tried) == _DEEPEST_TRIED:
            return not self._same(pair)
        tried = self.tried | {pair.key}
        trial = Comparison(self.old, self.new, self.same, self.where, self.compare, tried)
        trial.wait(pair)
        trial.run(_MOST_TRIED)
        return bool(trial.waiting) or any(one.concerns != "docs" for one in trial.found.values())


def _place(side: Side, site: Site | None) -> Place | None:
    return None if site is None else side.place(site)


@dataclass(frozen=True, slots=True)
class Both:
    """A pair under comparison, and what each side demands."""

    whole: Comparison
    pair: Pair
    old: Shape
    new: Shape

    @property
    def here(self) -> tuple[Site, Site]:
        """Where the schemas stand: those of one name where they are named, not where they are referred to."""
        if self.old.name and self.old.name == self.new.name:
            return self.old.home, self.new.home
        return self.old.at, self.new.at

    def below(self, old: Sites, new: Sites) -> None:
        """Let schemas inside these wait."""
        self.whole.wait(Pair(old, new, self.pair.direction, self.pair.spoken))

    def unused(self, old: Sites, new: Sites) -> None:
        """Let schemas wait that this direction never holds."""
        self.whole.wait(Pair(old, new, UNUSED, self.pair.spoken))

    def changed(self, code: str, keyword: str, was: str = "", now: str = "") -> Found:
        """A finding about a keyword: at the keyword where it stands, else at what has it on the other side."""
        old, new = self.old.first(keyword), self.new.first(keyword)
        return (
            code,
            old or self.old.part_of(new) or self.here[0],
            new or self.new.part_of(old) or self.here[1],
            was,
            now,
        )

    def replaced(self, code: str, was: str, now: str) -> Found:
        """A finding about the type, at the schema that stands here: what it refers to is another's."""
        old, new = (child(one, "type") if "type" in node(one) else one for one in self.here)
        return code, old, new, was, now
