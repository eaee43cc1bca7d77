"""One of the two documents that are compared: its objects with their places, and where its references lead."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from generator.drift.change import Place
from generator.model import Json
from generator.openapi.sources import Beside, Sources
from generator.openapi.sources import Target as Site
from generator.yaml import pointer

_LONGEST_CHAIN: Final = 64
NOTHING: Final[Mapping[str, Json]] = {}


class Side:
    """A document in its version; `file` is its name as the user gave it, `beside` gives the files beside it."""

    def __init__(self, document: Json, file: str = "", beside: Beside | None = None) -> None:
        self.file = file
        self.sources = Sources(document, beside)
        self.root = Site(self.sources.main, (), document)
        self.older = str(node(self.root).get("openapi", "")).startswith("3.0")

    @cached_property
    def references(self) -> set[str]:
        """All that looks like a reference in the document itself."""
        return set(references(self.root.node))

    @property
    def has_others(self) -> bool:
        """Does the document lead to other files?"""
        return any(not one.startswith("#") for one in self.references)

    def dangling(self) -> bool:
        """Does something that looks like a reference lead to nothing?"""
        waiting = [(self.sources.main, one) for one in self.references]
        seen = {(base.path, one) for base, one in waiting}
        while waiting:
            base, said = waiting.pop()
            target = self.sources.target(said, base)
            if target is None:
                return True
            if target.source.path:
                inner = {(target.source.path, one) for one in references(target.node)}
                waiting += [(target.source, one) for _, one in inner - seen]
                seen |= inner
        return False

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
    """Are they the same JSON?"""
    # Python's own comparison tells most differences at once, but holds `True == 1`
    return old == new and (json.dumps(old) == json.dumps(new) or text(old) == text(new))


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
