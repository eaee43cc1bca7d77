"""One of the two documents that are compared: its objects with their places, and where its references lead."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from generator.documents.grammar import References, Wrong
from generator.documents.sources import Beside, Source, Sources
from generator.documents.sources import Target as Site
from generator.drift.change import Place
from generator.yaml import At, pointer
from generator.yaml.values import Json

_LONGEST_CHAIN: Final = 64
NOTHING: Final[Mapping[str, Json]] = {}


class Side:
    """A document in its version; `file` is its name as the user gave it, `beside` gives the files beside it."""

    def __init__(self, document: Json, file: str = "", beside: Beside | None = None) -> None:
        self.file = file
        self.sources = Sources(document, beside)
        self.root = Site(self.sources.main, (), document)
        self.wrong: list[Wrong] = []
        self.older = str(node(self.root).get("openapi", "")).startswith("3.0")

    @cached_property
    def references(self) -> References:
        """All that looks like a reference in the document itself."""
        return mentions(self.root.node)

    @property
    def has_others(self) -> bool:
        """Does the document lead to other files?"""
        return any(not one.startswith("#") for one in self.references)

    @cached_property
    def lost(self) -> list[tuple[Source, str]]:
        """What looks like a reference, and leads to nothing, with the document that holds it."""
        waiting = [(self.sources.main, one) for one in self.references]
        seen, lost = {(base.path, one) for base, one in waiting}, []
        while waiting:
            base, said = waiting.pop()
            target = self.sources.target(said, base)
            if target is None:
                lost.append((base, said))
            elif target.source.path:
                inner = {(target.source.path, one) for one in references(target.node)}
                waiting += [(target.source, one) for _, one in inner - seen]
                seen |= inner
        return lost

    @property
    def reached(self) -> Mapping[str, Json]:
        """The files that references lead to, by their paths, with the document itself; empty where there are none."""
        if not self.has_others:
            return NOTHING
        _ = self.lost  # follows all of them
        return self.sources.documents()

    def place(self, site: Site) -> Place:
        """Where the object stands."""
        path = site.source.path
        beside = posixpath.join(posixpath.dirname(self.file), path)
        return Place(beside if path else self.file, pointer(*site.at))

    def target(self, site: Site) -> Site | None:
        """What the `$ref` of an object leads to; None where it has none, or where it leads to nothing."""
        said = node(site).get("$ref")
        return self.sources.target(said, site.source) if isinstance(said, str) else None

    def follow(self, site: Site) -> Site:
        """The object itself, or what its chain of references leads to."""
        for _ in range(_LONGEST_CHAIN):
            target = self.target(site)
            if target is None:
                break
            site = target
        return site


def node(site: Site | None) -> Mapping[str, Json]:
    """The members of an object; none where it is no object."""
    found = site.node if site is not None else None
    # `type` first: asking whether a value is a Mapping takes four times as long
    return found if type(found) is dict or isinstance(found, Mapping) else NOTHING


def child(site: Site, *steps: str | int) -> Site:
    """What stands below an object; its node is None where nothing does."""
    value = site.node
    for step in steps:
        if type(value) is dict or isinstance(value, Mapping):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            value = None
    return Site(site.source, (*site.at, *steps), value)


def children(site: Site, key: str) -> dict[str, Site]:
    """The members of the mapping below a key, by name."""
    below = child(site, key)
    return {str(name): child(below, name) for name in node(below)}


def items(site: Site, key: str) -> list[Site]:
    """The items of the list below a key."""
    below = child(site, key)
    count = len(below.node) if isinstance(below.node, list) else 0
    return [child(below, index) for index in range(count)]


def text(value: Json) -> str:
    """A JSON value as a text that is equal for equal values only (`true` is not `1`, the order of keys is nothing)."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def equal(old: Json, new: Json) -> bool:
    """Are they the same JSON? The order of keys is nothing; `true` is not `1`, as Python has it."""
    return old is new or (old == new and _of_one_kind(old, new))


def _of_one_kind(old: Json, new: Json) -> bool:
    """Are values that Python calls equal of the same types, everywhere?"""
    waiting = [(old, new)]
    while waiting:
        one, other = waiting.pop()
        if type(one) is not type(other):
            return False
        if isinstance(one, dict) and isinstance(other, dict) and one is not other:
            waiting += [(inner, other[key]) for key, inner in one.items() if type(inner) is not str]
        elif isinstance(one, list) and isinstance(other, list) and one is not other:
            waiting += zip(one, other, strict=True)
    return True


def unchanged(old: Side, new: Side) -> bool:
    """Are both the same JSON, with all files that they lead to?"""
    if not equal(old.root.node, new.root.node):
        return False
    before, after = old.reached, new.reached
    return before.keys() == after.keys() and all(equal(before[one], after[one]) for one in before)


def mentions(value: Json) -> dict[str, list[At]]:
    """The objects below a value that hold what looks like a reference, in data too, by what it says."""
    found: dict[str, list[At]] = {}
    waiting: list[tuple[Json, At]] = [(value, ())]
    while waiting:
        one, at = waiting.pop()
        if isinstance(one, dict):
            said = one.get("$ref")
            if isinstance(said, str):
                found.setdefault(said, []).append(at)
            waiting += [(inner, (*at, key)) for key, inner in one.items()]
        elif isinstance(one, list):
            waiting += [(inner, (*at, index)) for index, inner in enumerate(one)]
    return found


def references(value: Json) -> Iterator[str]:
    """All that looks like a reference below a value, in data too."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            said = one.get("$ref")
            if isinstance(said, str):
                yield said
            waiting += [inner for inner in one.values() if isinstance(inner, dict | list)]
        elif isinstance(one, list):
            waiting += [inner for inner in one if isinstance(inner, dict | list)]
