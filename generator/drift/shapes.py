"""What a schema demands, however it is written: references followed, `allOf` taken as one, 3.0 read as 3.1.

A schema is a conjunction of parts, each an object of a document. So an inline schema, a reference to it and an
`allOf` of its halves have one shape, and what is demanded keeps the place where it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from generator.documents.sources import Target as Site
from generator.drift.sides import Side, child, children, items, node, text
from generator.model import Json
from generator.openapi.merge_in import NOTES
from generator.yaml import At

Sites = tuple[Site, ...]
EVERY: Final = frozenset(("string", "number", "boolean", "object", "array"))
"""The types of JSON without null; `integer` is a `number`."""
_NOT_DEMANDS: Final = NOTES | {
    "$ref",
    "allOf",
    "nullable",
    "$defs",
    "definitions",
    "$id",
    "$schema",
}
_NULL: Final = ("null", ["null"])
_TYPES: Final[Mapping[type, str]] = {
    str: "string", bool: "boolean", int: "integer", float: "number", dict: "object", list: "array",
}  # fmt: skip


@dataclass(slots=True)
class _Walk:
    """Parts of a schema, each once; `lifted` says that null is let in by what is around a part."""

    side: Side
    parts: list[Site] = field(default_factory=list)
    hoisted: set[tuple[str, At]] = field(default_factory=set)
    null: bool = True
    never: bool = False

    def run(self, sites: Sites) -> None:
        seen = set()
        waiting = [(site, False) for site in reversed(sites)]
        while waiting:
            site, lifted = waiting.pop()
            key = (site.source.path, site.at)
            if key not in seen:
                seen.add(key)
                waiting += reversed(list(self._part(site, lifted)))

    def _part(self, site: Site, lifted: bool) -> Iterator[tuple[Site, bool]]:
        """Keep the part, and give those that it is made of."""
        if not isinstance(site.node, Mapping):
            self.never = self.never or site.node is False
            return
        self.parts.append(site)
        lifted = lifted or (self.side.older and site.node.get("nullable") is True)
        self.null = self.null and (lifted or _takes_null(site.node))
        if (target := self.side.target(site)) is not None:
            yield target, lifted
        yield from ((one, lifted) for one in items(site, "allOf"))
        for keyword in ("anyOf", "oneOf"):
            options = items(site, keyword)
            values = [one for one in options if not _is_null(one.node)]
            if len(values) == 1 and len(options) <= 2:  # one value, or one value or null
                self.hoisted.add((site.source.path, (*site.at, keyword)))
                yield values[0], lifted or len(options) == 2
            elif len(values) == len(options) > 0:
                takes = any(_lets_null(self.side, one, {}) for one in options)
                self.null = self.null and (lifted or takes)


def _is_null(value: Json) -> bool:
    if not isinstance(value, Mapping):
        return False
    return (
        value.get("type") in _NULL or value.get("enum") == [None] or value.get("const", 0) is None
    )


def _takes_null(part: Mapping[str, Json]) -> bool:
    kind, values = part.get("type"), part.get("enum")
    if isinstance(values, list) and None not in values:
        return False
    if part.get("const", None) is not None:
        return False
    return kind is None or kind == "null" or (isinstance(kind, list) and "null" in kind)


def _lets_null(side: Side, site: Site, known: dict[tuple[str, At], bool]) -> bool:
    """Does an alternative let null in, by all that it is made of? One that holds itself adds nothing."""
    site = side.follow(site)
    key = (site.source.path, site.at)
    if key not in known:
        known[key] = True
        known[key] = _made_of_null(side, site, known)
    return known[key]


def _made_of_null(side: Side, site: Site, known: dict[tuple[str, At], bool]) -> bool:
    part = node(site)
    if side.older and part.get("nullable") is True:
        return True
    options = [items(site, keyword) for keyword in ("anyOf", "oneOf")]
    return (
        _takes_null(part)
        and all(_lets_null(side, one, known) for one in items(site, "allOf"))
        and all(any(_lets_null(side, one, known) for one in some) for some in options if some)
    )


class Shape:
    """One schema in one document; `sites` are where it is written, more than one where `allOf` adds to it."""

    def __init__(self, side: Side, sites: Sites) -> None:
        walk = _Walk(side)
        walk.run(sites)
        self.side = side
        self.sites = sites
        self.parts = walk.parts
        self.never = walk.never
        self.null = walk.null
        self._hoisted = walk.hoisted

    @property
    def at(self) -> Site:
        """The place of the schema itself."""
        return self.sites[0]

    @property
    def value(self) -> Site:
        """The schema without the null that an alternative lets in."""
        groups = [child(self.at, key) for key in ("anyOf", "oneOf") if key in node(self.at)]
        if len(groups) != 1 or (groups[0].source.path, groups[0].at) not in self._hoisted:
            return self.at
        return next(one for one in _listed(groups[0]) if not _is_null(one.node))

    @property
    def home(self) -> Site:
        """What it refers to, where it does nothing else; the place of the schema itself for any other."""
        return self.side.target(self.at) or self.at

    @property
    def name(self) -> str:
        """The key of the component that it is or refers to; empty for any other."""
        return _component(self.home)

    @property
    def names(self) -> set[str]:
        """The keys of all components that it is made of."""
        return {_component(part) for part in self.parts} - {""}

    def said(self, keyword: str) -> list[Site]:
        """What its parts say for a keyword, the outermost first."""
        found = (child(part, keyword) for part in self.parts if keyword in node(part))
        return [one for one in found if (one.source.path, one.at) not in self._hoisted]

    def first(self, keyword: str) -> Site | None:
        """What counts of a keyword that does not add up: texts, examples, defaults."""
        return next(iter(self.said(keyword)), None)

    def part_of(self, keyword: Site | None) -> Site | None:
        """The part at the place of what has the keyword on the other side; None where there is none."""
        if keyword is None:
            return None
        at = (keyword.source.path, keyword.at[:-1])
        return next((one for one in self.parts if (one.source.path, one.at) == at), None)

    def true(self, keyword: str) -> bool:
        """Does a part say so?"""
        return any(one.node is True for one in self.said(keyword))

    @cached_property
    def keywords(self) -> set[str]:
        """All that its parts say, but for what joins them."""
        hoisted = {str(at[-1]) for _, at in self._hoisted}
        return {
            key for part in self.parts for key in node(part) if key not in hoisted or self.said(key)
        }

    @cached_property
    def anything(self) -> bool:
        """Does every value suit it?"""
        return not self.never and not any(
            key not in _NOT_DEMANDS and not key.startswith("x-") for key in self.keywords
        )

    @cached_property
    def types(self) -> frozenset[str]:
        """The types that a value may have, null apart."""
        found = EVERY
        for part in self.parts:
            found = common(found, _types(node(part)))
        return found

    @cached_property
    def options(self) -> list[tuple[str, list[Site]]]:
        """Its alternatives: `anyOf` or `oneOf`, and the schemas, null apart."""
        groups = [(keyword, one) for keyword in ("anyOf", "oneOf") for one in self.said(keyword)]
        return [
            (keyword, [one for one in _listed(group) if not _is_null(one.node)])
            for keyword, group in groups
        ]

    @cached_property
    def values(self) -> dict[str, Site] | None:
        """The only values that it takes, null apart; None where it does not list them."""
        lists = [
            {text(one.node): one for one in _listed(group) if one.node is not None}
            for group in self.said("enum")
        ]
        lists += [{text(one.node): one} for one in self.said("const") if one.node is not None]
        return common_keys(lists)

    @cached_property
    def known(self) -> dict[str, Site] | None:
        """The values that are known among all that it takes (`x-extensible-enum`)."""
        lists = [_listed(group) for group in self.said("x-extensible-enum")]
        return common_keys([{text(one.node): one for one in group} for group in lists])

    @cached_property
    def required(self) -> dict[str, Site]:
        """The names of properties that must be there, with where that is said."""
        names = (one for group in reversed(self.said("required")) for one in _listed(group))
        return {str(one.node): one for one in names}

    def named(self, keyword: str) -> dict[str, Sites]:
        """The schemas by name of a keyword that holds a mapping of them."""
        found: dict[str, Sites] = {}
        for part in self.parts:
            for name, one in children(part, keyword).items():
                found[name] = (*found.get(name, ()), one)
        return found

    @cached_property
    def properties(self) -> dict[str, Sites]:
        """Its properties, each with all that is said of it."""
        return self.named("properties")

    def texts(self, keyword: str) -> set[str]:
        """All that its parts say for a keyword."""
        return {text(one.node) for one in self.said(keyword)}


def _component(site: Site) -> str:
    at = site.at
    return str(at[2]) if len(at) == 3 and at[:2] == ("components", "schemas") else ""


def _listed(group: Site) -> list[Site]:
    count = len(group.node) if isinstance(group.node, list) else 0
    return [child(group, index) for index in range(count)]


def common_keys(lists: list[dict[str, Site]]) -> dict[str, Site] | None:
    """What all of them hold; None where there is none."""
    if not lists:
        return None
    return {key: one for key, one in lists[0].items() if all(key in other for other in lists[1:])}


def _types(part: Mapping[str, Json]) -> frozenset[str]:
    kind, values = part.get("type"), part.get("enum")
    said = [kind] if isinstance(kind, str) else kind if isinstance(kind, list) else None
    found = EVERY if said is None else frozenset(map(str, said)) - {"null"}
    if "number" in found:
        found -= {"integer"}
    given = values if isinstance(values, list) else [part["const"]] if "const" in part else None
    if given is not None and said is None:
        found = frozenset(_TYPES[type(one)] for one in given if type(one) in _TYPES)
    return found


def common(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The types that both allow; an integer is a number."""
    found = one & other
    narrow = "integer" in one | other and "number" in one | other and "number" not in found
    return found | {"integer"} if narrow else found


def within(one: frozenset[str], other: frozenset[str]) -> bool:
    """Is every value of the first types one of the others?"""
    return common(one, other) == one
