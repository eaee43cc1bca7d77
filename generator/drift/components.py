"""Named schemas of two documents: those that no operation uses, and names that came, went or changed."""

from __future__ import annotations

from typing import Final

from generator.documents.sources import Target as Site
from generator.drift.change import API, UNUSED
from generator.drift.found import named
from generator.drift.schemas import Comparison, Pair
from generator.drift.sides import Side, child, children, equal, node

_OTHERS: Final = (
    "parameters", "responses", "requestBodies", "headers", "callbacks", "pathItems", "links",
    "mediaTypes", "examples",
)  # fmt: skip
"""What is compared where it is referred to."""


def components(both: Comparison) -> None:
    """Compare what no operation of both documents reaches, then the names."""
    old, new = (_schemas(side) for side in (both.old, both.new))
    for name in (one for one in old if one in new and not equal(old[one].node, new[one].node)):
        both.wait(Pair((old[name],), (new[name],), UNUSED))
    both.run()
    used = _used(both.old)
    for name in (one for one in old if one not in new):
        successors = both.met.get(name, set())
        renamed = next((one for one in sorted(successors) if one in new and one not in old), "")
        if renamed:
            both.add(API, ("schema-renamed", old[name], new[renamed], name, renamed))
        elif "" not in successors:  # else what it said stands where it was referred to
            code = "schema-removed" if ("schemas", name) in used else "unused-schema-removed"
            both.add(API, (code, old[name], None, "", ""))
    followers = {one for names in both.met.values() for one in names} | both.hoisted
    for name in (one for one in new if one not in old and one not in followers):
        both.add(API, ("schema-added", None, new[name], "", ""))
    _unreferred(both, used | _used(both.new))


def _schemas(side: Side) -> dict[str, Site]:
    """The named schemas; one that pages mention and never describe is none."""
    every = children(child(side.root, "components"), "schemas")
    return {name: one for name, one in every.items() if "x-missing" not in node(one)}


def _unreferred(both: Comparison, used: set[tuple[str, str]]) -> None:
    """Other components that nothing refers to."""
    for kind in _OTHERS:
        old, new = (children(child(side.root, "components"), kind) for side in (both.old, both.new))
        for name in {**old, **new}:
            one, other = old.get(name), new.get(name)
            if (kind, name) not in used and not (one and other and equal(one.node, other.node)):
                both.add(UNUSED, named("details-changed", name, one, other))


def _used(side: Side) -> set[tuple[str, str]]:
    """The components that something refers to, by kind and name."""
    found = set()
    for said in side.references:
        target = side.sources.target(said, side.sources.main)
        if target is not None and len(target.at) >= 3 and target.at[0] == "components":
            found.add((str(target.at[1]), str(target.at[2])))
    return found
