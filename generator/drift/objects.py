"""Objects and lists: their properties and items, and schemas that further demands are made with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.documents.sources import Target as Site
from generator.drift.change import UNUSED
from generator.drift.found import Found, made
from generator.drift.passing import ABSENT
from generator.drift.schemas import Both
from generator.drift.shapes import Shape, Sites
from generator.drift.sides import child, node
from generator.drift.spelled import spelled

_INNER: Final = ("contains", "propertyNames", "unevaluatedItems", "unevaluatedProperties",
                 "contentSchema")  # fmt: skip
_BY_NAME: Final = ("patternProperties", "dependentSchemas")
_BRANCHES: Final = ("then", "else")


def properties(both: Both) -> Iterator[Found]:
    """Properties that came, went, or may be left out."""
    old, new = both.old.properties, both.new.properties
    names = {**old, **new, **both.old.required, **both.new.required}
    for name in names:
        before, after = old.get(name), new.get(name)
        if before and after:
            yield from _kept(both, name, before, after)
        elif before:
            yield "field-removed", before[0], None, _summary(both.old, name, before), ""
        elif after:
            yield _added(both, name, after)
        else:
            yield from _demanded(both, name, both.here[0], both.here[1])


def _kept(both: Both, name: str, old: Sites, new: Sites) -> Iterator[Found]:
    absent = ABSENT.get(both.pair.direction, "")
    before, after = Shape(both.old.side, old), Shape(both.new.side, new)
    hidden = [bool(absent) and one.true(absent) for one in (before, after)]
    yield from _marks(both, name, before, after)
    if all(hidden):
        both.unused(old, new)
        yield from (_unjudged(one) for one in _demanded(both, name, old[0], new[0]))
    else:
        both.below(old, new)
        yield from _demanded(both, name, old[0], new[0]) if not any(hidden) else ()


def _unjudged(found: Found) -> Found:
    """A difference of a field that this direction never holds."""
    return (f"unused-{found[0]}", *found[1:])


def _marks(both: Both, name: str, old: Shape, new: Shape) -> Iterator[Found]:
    """Fields that only answers, or only requests, hold from now on."""
    for keyword, code in (("readOnly", "read-only"), ("writeOnly", "write-only")):
        if old.true(keyword) != new.true(keyword):
            must = name in both.new.required and not new.true(keyword)
            word = "became-" if new.true(keyword) else f"became-{'required-' if must else ''}not-"
            places = (one.first(keyword) or one.at for one in (old, new))
            yield made(f"{word}{code}", places, ("", ""))


def _added(both: Both, name: str, sites: Sites) -> Found:
    shape = Shape(both.new.side, sites)
    absent = ABSENT.get(both.pair.direction, "")
    must = name in both.new.required and not (absent and shape.true(absent))
    code = "optional-field-added" if not must else "required-field-added"
    if must and (shape.said("default") or name in both.old.required):
        code = "required-field-added-with-default" if shape.said("default") else "field-described"
    return code, None, sites[0], "", _summary(both.new, name, sites)


def _demanded(both: Both, name: str, old: Site, new: Site) -> Iterator[Found]:
    was, now = name in both.old.required, name in both.new.required
    if was == now:
        return
    code = "became-required" if now else "became-optional"
    sites = both.new.properties.get(name)
    if now and sites and Shape(both.new.side, sites).said("default"):
        code = "became-required-with-default"
    shown = (_summary(one, name, one.properties.get(name, ())) for one in (both.old, both.new))
    yield made(code, (old, new), shown)


def _summary(owner: Shape, name: str, sites: Sites) -> str:
    kind = spelled(Shape(owner.side, sites)) if sites else name
    return f"{kind}, {'required' if name in owner.required else 'optional'}"


def additional(both: Both) -> Iterator[Found]:
    """Further properties: any, none, or those that suit a schema."""
    keyword = "additionalProperties"
    old, new = (
        (one.said(keyword), at) for one, at in zip((both.old, both.new), both.here, strict=True)
    )
    if not old[0] and not new[0]:
        return
    shapes = [
        Shape(side, tuple(said) or (_anything(at, keyword),))
        for side, (said, at) in ((both.old.side, old), (both.new.side, new))
    ]
    if shapes[0].never != shapes[1].never:
        code = "additional-refused" if shapes[1].never else "additional-allowed"
        yield both.changed(code, keyword, *map(spelled, shapes))
    elif not shapes[0].never:
        both.below(*(one.sites for one in shapes))


def _anything(at: Site, keyword: str) -> Site:
    """A schema that every value suits, where nothing is said."""
    return Site(at.source, (*at.at, keyword), True)


def items(both: Both) -> Iterator[Found]:
    """Lists: the first items by place (`prefixItems`), then those behind them."""
    firsts = [_firsts(one) for one in (both.old, both.new)]
    rests = [
        tuple(one.said("items")) or (_anything(at, "items"),)
        for one, at in zip((both.old, both.new), both.here, strict=True)
    ]
    for index in range(max(map(len, firsts))):
        old, new = (
            first[index] if index < len(first) else rest
            for first, rest in zip(firsts, rests, strict=True)
        )
        both.below(old, new)
    if both.old.said("items") or both.new.said("items"):
        both.below(*rests)
    return iter(())


def _firsts(shape: Shape) -> list[Sites]:
    said = shape.first("prefixItems")
    count = len(said.node) if said is not None and isinstance(said.node, list) else 0
    return [(child(said, index),) for index in range(count)] if said is not None else []


def inner(both: Both) -> Iterator[Found]:
    """Schemas that a part of a value must suit."""
    for keyword in _INNER:
        yield from _constraint(
            both, keyword, tuple(both.old.said(keyword)), tuple(both.new.said(keyword))
        )


def _constraint(both: Both, keyword: str, old: Sites, new: Sites) -> Iterator[Found]:
    demands = [bool(one) and not _is_anything(one) for one in (old, new)]
    if all(demands):
        both.below(old, new)
    elif any(demands):
        code = "constraint-added" if demands[1] else "constraint-removed"
        was, now = (keyword if one else "" for one in demands)
        yield (
            code,
            old[0] if old else both.here[0],
            new[0] if new else both.here[1],
            was,
            now,
        )


def _is_anything(sites: Sites) -> bool:
    return all(one.node is True or one.node == {} for one in sites)


def by_name(both: Both) -> Iterator[Found]:
    """Schemas for properties by pattern, and for objects that have a property."""
    for keyword in _BY_NAME:
        old, new = both.old.named(keyword), both.new.named(keyword)
        for name in {**old, **new}:
            shown = f"{keyword} {name}"
            yield from _constraint(both, shown, old.get(name, ()), new.get(name, ()))


def dependents(both: Both) -> Iterator[Found]:
    """Properties that must be there beside others (`dependentRequired`)."""
    old, new = (_dependents(one) for one in (both.old, both.new))
    for name in {**old, **new}:
        before, after = old.get(name, {}), new.get(name, {})
        for other in {**before, **after}:
            if (other in before) == (other in after):
                continue
            code = "constraint-added" if other in after else "constraint-removed"
            shown = f"{other} beside {name}"
            was, now = (shown if other in one else "" for one in (before, after))
            yield (
                code,
                before.get(other) or both.old.first("dependentRequired") or both.here[0],
                after.get(other) or both.new.first("dependentRequired") or both.here[1],
                was,
                now,
            )


def _dependents(shape: Shape) -> dict[str, dict[str, Site]]:
    found: dict[str, dict[str, Site]] = {}
    for said in shape.said("dependentRequired"):
        for name, names in node(said).items():
            count = len(names) if isinstance(names, list) else 0
            listed = [child(said, name, index) for index in range(count)]
            found.setdefault(name, {}).update({str(one.node): one for one in listed})
    return found


def refused(both: Both) -> Iterator[Found]:
    """`not`: what is refused more widely is a narrower schema."""
    old, new = tuple(both.old.said("not")), tuple(both.new.said("not"))
    if old and new:
        pair = both.pair.flipped()
        both.whole.wait(type(pair)(old, new, pair.direction, pair.spoken))
    else:
        yield from _constraint(both, "not", old, new)


def conditions(both: Both) -> Iterator[Found]:
    """`if`, `then`, `else`: a condition that came or went, or that asks something else."""
    old, new = tuple(both.old.said("if")), tuple(both.new.said("if"))
    if not (old and new):
        yield from _constraint(both, "if", old, new)
        return
    if both.whole.differ(type(both.pair)(old, new, UNUSED)):
        yield both.changed("constraint-changed", "if", "if", "if")
    for keyword in _BRANCHES:
        yield from _constraint(
            both, keyword, tuple(both.old.said(keyword)), tuple(both.new.said(keyword))
        )
