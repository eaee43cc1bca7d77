"""Which values a schema takes: null, types, formats, enumerations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.documents.sources import Target as Site
from generator.drift.found import Found
from generator.drift.schemas import Both
from generator.drift.shapes import EVERY, Shape, common, within
from generator.drift.spelled import spelled

_WIDER_FORMATS: Final = frozenset({("int32", "int64"), ("float", "double"), ("date", "date-time")})
_DEEPEST: Final = 6


def null(both: Both) -> Iterator[Found]:
    """Null, refused or allowed."""
    old, new = both.old, both.new
    if old.null != new.null and not old.anything and not new.anything:
        code = "null-allowed" if new.null else "null-refused"
        yield both.replaced(code, spelled(old), spelled(new))


def effective(shape: Shape, depth: int = _DEEPEST) -> frozenset[str]:
    """The types of a schema and of its alternatives."""
    found = shape.types
    for _, group in shape.options if depth else ():
        union: frozenset[str] = frozenset()
        for one in group:
            union |= effective(Shape(shape.side, (one,)), depth - 1)
        found = common(found, union - {"integer"} if "number" in union else union)
    return found


def types_of(both: Both) -> tuple[frozenset[str], frozenset[str]]:
    """The types on both sides; alternatives count where only one side has them."""
    if bool(both.old.options) != bool(both.new.options):
        return effective(both.old), effective(both.new)
    return both.old.types, both.new.types


def type_code(both: Both) -> str:
    """How the types differ; empty where they do not."""
    old, new = types_of(both)
    if old == new:
        return ""
    if within(old, new) or (both.pair.spoken and _spoken_within(old, new, both.new)):
        return "type-widened"
    if within(new, old) or (both.pair.spoken and _spoken_within(new, old, both.old)):
        return "type-narrowed"
    return "type-changed"


def _spoken_within(one: frozenset[str], other: frozenset[str], holder: Shape) -> bool:
    """Is what is written as text read as the other type? Any text is a string, one value a list of one."""
    if "string" in other:
        return True
    item = holder.first("items")
    if "array" not in other or "array" in one:
        return False
    inner = effective(Shape(holder.side, (item,))) if item is not None else EVERY
    return "string" in inner or within(one, inner)


def comparable(both: Both) -> bool:
    """Do both have values of one type, so that more can be said of them?"""
    return bool(common(*types_of(both))) or both.old.types == both.new.types


def form(both: Both) -> Iterator[Found]:
    """`format`, which says more of a type."""
    before, after = (_format(one) for one in (both.old, both.new))
    if before != after and not type_code(both):
        yield both.changed(_format_code(before, after), "format", before, after)


def _format_code(old: str, new: str) -> str:
    if not old or (new, old) in _WIDER_FORMATS:
        return "format-stated"
    return "format-withdrawn" if not new or (old, new) in _WIDER_FORMATS else "format-changed"


def _format(shape: Shape) -> str:
    said = shape.first("format")
    return str(said.node) if said is not None else ""


def enumeration(both: Both) -> Iterator[Found]:
    """The values of `enum`, `const` and `x-extensible-enum`."""
    old, new = both.old, both.new
    if old.values is not None and new.values is not None:
        yield from _members(both, old.values, new.values, "closed-member", "enum")
    elif old.values is not None:
        yield from _opened(both, old.values)
    elif new.values is not None:
        code = "enum-closed" if _is_subset(new.values, old.known) else "enum-stated"
        yield both.changed(code, _enum(new), _list(old.known), _list(new.values))
    elif old.known is not None and new.known is not None:
        yield from _members(both, old.known, new.known, "member", "x-extensible-enum")
    elif old.known is not None or new.known is not None:
        code = "members-unlisted" if new.known is None else "members-listed"
        yield both.changed(code, "x-extensible-enum", _list(old.known), _list(new.known))


def _opened(both: Both, values: Mapping[str, Site]) -> Iterator[Found]:
    code = "enum-opened" if both.new.known is not None else "enum-withdrawn"
    yield both.changed(code, _enum(both.old), _list(values), _list(both.new.known))


def _is_subset(values: Mapping[str, Site], known: Mapping[str, Site] | None) -> bool:
    return known is not None and values.keys() <= known.keys()


def _enum(shape: Shape) -> str:
    return "enum" if shape.said("enum") else "const"


def _members(
    both: Both, old: Mapping[str, Site], new: Mapping[str, Site], code: str, keyword: str
) -> Iterator[Found]:
    if "const" in both.old.keywords | both.new.keywords and not both.new.said("enum"):
        keyword = "const"
    before = both.old.first(keyword) or both.here[0]
    after = both.new.first(keyword) or both.here[1]
    for name in (one for one in old if one not in new):
        yield f"{code}-removed", old[name], after, name, ""
    for name in (one for one in new if one not in old):
        yield f"{code}-added", before, new[name], "", name


def _list(values: Mapping[str, Site] | None) -> str:
    return ", ".join(values or ())
