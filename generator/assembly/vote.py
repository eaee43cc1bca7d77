"""Where pages disagree: what most of them say is taken, among equals what the first says."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from generator.pages.facts import PageFacts

T = TypeVar("T")
V = TypeVar("V")
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """Something that a page says; `others` are pages that say the very same, in the same lines of a section."""

    page: PageFacts
    value: T
    line: int = 0
    others: tuple[PageFacts, ...] = ()

    @property
    def pages(self) -> tuple[PageFacts, ...]:
        """All pages that say it."""
        return (self.page, *self.others)


@dataclass(frozen=True, slots=True)
class Split(Generic[T]):
    """Pages disagree: the first that states what is taken, and all that state another, `other` first."""

    kept: Said[T]
    other: Said[T]
    more: tuple[Said[T], ...] = ()


def flat(text: object) -> object:
    """Texts that differ in white space only say the same."""
    return _SPACE.sub(" ", text).strip() if isinstance(text, str) else text


def choose(
    said: Sequence[Said[T]], pick: Callable[[T], V], key: Callable[[V], Hashable] = repr
) -> tuple[V, Split[T] | None]:
    """The value that most pages state, and how they are split if they are; `said` must not be empty."""
    first = pick(said[0].value)
    if len(said) == 1:
        return first, None
    keys = [key(pick(item.value)) for item in said]
    if len(set(keys)) == 1:
        return first, None
    counts: dict[Hashable, int] = {}
    for item, name in zip(said, keys, strict=True):
        counts[name] = counts.get(name, 0) + len(item.pages)
    best = max(counts, key=lambda name: counts[name])
    kept = said[keys.index(best)]
    other, *more = (item for item, name in zip(said, keys, strict=True) if name != best)
    return pick(kept.value), Split(kept, other, tuple(more))


def distinct(said: Sequence[Said[T]]) -> list[Said[T]]:
    """Join what is the very same object (sections that pages share), then what is equal."""
    groups: dict[int, list[Said[T]]] = {}
    for item in said:
        groups.setdefault(id(item.value), []).append(item)
    joined: list[Said[T]] = []
    for items in groups.values():
        pages = tuple(page for item in items for page in item.pages)
        equal = next((i for i, other in enumerate(joined) if other.value == items[0].value), None)
        if equal is None:
            joined.append(Said(pages[0], items[0].value, items[0].line, pages[1:]))
        else:
            joined[equal] = replace(joined[equal], others=(*joined[equal].others, *pages))
    return joined
