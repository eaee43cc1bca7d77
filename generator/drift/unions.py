"""Alternatives: `anyOf`, `oneOf`, and what tells them apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.documents.sources import Target as Site
from generator.drift.found import Found, made
from generator.drift.schemas import Both
from generator.drift.shapes import Shape
from generator.drift.sides import Side, child, node, text
from generator.drift.spelled import spelled
from generator.model import Json

Matched = tuple[list[tuple[Site, Site]], list[Site], list[Site]]
"""Alternatives that stand for one another, those that are gone, those that came."""
_MOST = 24
"""How many alternatives are tried against each other by what they demand."""


def alternatives(both: Both) -> Iterator[Found]:
    """Alternatives that came, went, or became others."""
    old, new = both.old.options, both.new.options
    for (keyword, before), (other, after) in zip(old, new, strict=False):
        if keyword != other and len(before) > 1:
            code = "choice-exclusive" if other == "oneOf" else "choice-inclusive"
            yield made(code, _groups(both, keyword, other), (keyword, other))
        yield from _options(both, keyword, other, before, after)
    for keyword, _ in old[len(new) :]:
        yield made("constraint-removed", _groups(both, keyword, keyword), (keyword, ""))
    for keyword, _ in new[len(old) :]:
        yield made("constraint-added", _groups(both, keyword, keyword), ("", keyword))


def _groups(both: Both, keyword: str, other: str) -> tuple[Site, Site]:
    """Where the alternatives stand; the schema where there are none."""
    return (both.old.first(keyword) or both.here[0], both.new.first(other) or both.here[1])


def _options(
    both: Both, keyword: str, other: str, old: list[Site], new: list[Site]
) -> Iterator[Found]:
    pairs, gone, come = _matched(both, old, new)
    for before, after in pairs:
        both.below((before,), (after,))
    for one in gone:
        shown = spelled(Shape(both.old.side, (one,)))
        yield "option-removed", one, _groups(both, keyword, other)[1], shown, ""
    for one in come:
        shown = spelled(Shape(both.new.side, (one,)))
        yield "option-added", _groups(both, keyword, other)[0], one, "", shown


def _matched(both: Both, old: list[Site], new: list[Site]) -> Matched:
    """Alternatives by name or text, then by what they demand; then what is left by place, where it is as many."""
    keys = {_key(both.new.side, one): one for one in reversed(new)}
    known = ((one, keys.pop(_key(both.old.side, one), None)) for one in old)
    pairs = [(one, other) for one, other in known if other is not None]
    gone = [one for one in old if all(one is not each for each, _ in pairs)]
    come = [one for one in new if all(one is not each for _, each in pairs)]
    if len(gone) * len(come) <= _MOST * _MOST:
        for one in list(gone):
            twin = next((each for each in come if not _differ(both, one, each)), None)
            if twin is not None:
                pairs.append((one, twin))
                gone.remove(one)
                come.remove(twin)
    if gone and len(gone) == len(come) and (len(gone) == 1 or not _any_named(gone + come)):
        return [*pairs, *zip(gone, come, strict=True)], [], []
    return pairs, gone, come


def _differ(both: Both, old: Site, new: Site) -> bool:
    return both.whole.differ(replace(both.pair, old=(old,), new=(new,)))


def _any_named(sites: list[Site]) -> bool:
    return any("$ref" in node(one) for one in sites)


def _key(side: Side, site: Site) -> Json:
    """A reference is known by its target, anything else by its title or text."""
    target = side.target(site)
    if target is not None:
        return (target.source.path, target.at)
    title = node(site).get("title")
    return title if isinstance(title, str) else text(site.node)


def one_sided(both: Both) -> str:
    """How a schema with alternatives and one without differ: the one may be an alternative of the other."""
    old, new = both.old.options, both.new.options
    if bool(old) == bool(new):
        return ""
    side, groups = (both.new, new) if new else (both.old, old)
    if side.properties or len(groups) > 1 or len(both.pair.old) + len(both.pair.new) > 2:
        return ""
    one = (both.old if new else both.new).value
    for option in groups[0][1]:
        sides = ((one,), (option,)) if new else ((option,), (one,))
        pair = replace(both.pair, old=sides[0], new=sides[1])
        if not both.whole.differ(pair):
            return "type-widened" if new else "type-narrowed"
    return ""


def discriminator(both: Both) -> Iterator[Found]:
    """The property that tells alternatives apart, and the names that it gives them."""
    old, new = (one.first("discriminator") for one in (both.old, both.new))
    if old is None or new is None:
        if old is not new:
            code = "discriminator-added" if old is None else "discriminator-removed"
            shown = (str(node(one).get("propertyName", "")) for one in (old, new))
            yield both.changed(code, "discriminator", *shown)
        return
    before, after = (str(node(one).get("propertyName", "")) for one in (old, new))
    if before != after:
        yield both.changed("discriminator-changed", "discriminator", before, after)
    yield from _mapping(both, old, new)


def _mapping(both: Both, old: Site, new: Site) -> Iterator[Found]:
    before, after = _names(old), _names(new)
    for name in {**before, **after}:
        was, now = before.get(name), after.get(name)
        if was is None or now is None:
            code = "mapping-added" if was is None else "mapping-removed"
        elif _leads(both, was, now):
            continue
        else:
            code = "mapping-changed"
        sites = was or child(old, "mapping"), now or child(new, "mapping")
        yield made(code, sites, (f"{name}: {one.node}" if one else "" for one in (was, now)))


def _names(told: Site) -> Mapping[str, Site]:
    mapping = child(told, "mapping")
    return {str(name): child(mapping, name) for name in node(mapping)}


def _leads(both: Both, old: Site, new: Site) -> bool:
    """Do both names lead to one schema, whatever it is called?"""
    if old.node == new.node:
        return True
    targets = [
        side.sources.target(_reference(str(one.node)), one.source)
        for side, one in ((both.old.side, old), (both.new.side, new))
    ]
    first, second = targets
    if first is None or second is None:
        return False
    return first.at == second.at or not _differ(both, first, second)


def _reference(said: str) -> str:
    plain = "/" not in said and not said.startswith("#") and "." not in said
    return f"#/components/schemas/{said}" if plain else said
