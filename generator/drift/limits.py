"""How long, how many, how large a value may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from generator.documents.sources import Target as Site
from generator.drift.found import Found
from generator.drift.schemas import Both
from generator.drift.shapes import Shape
from generator.drift.sides import child, node, text

_COUNTS: Final = (
    "maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties",
    "maxContains", "minContains",
)  # fmt: skip
_EVERY_TEXT: Final = frozenset(('""', '".*"', '"^.*$"', '"^.*"', '".*$"', '"^"', '"$"'))
"""Patterns that every text has somewhere."""
Bound = tuple[float, bool]
"""A number, and whether it is itself out of bounds."""


def counts(both: Both) -> Iterator[Found]:
    """The largest and smallest count of characters, items and properties."""
    for keyword in _COUNTS:
        old, new = (_tightest(one, keyword) for one in (both.old, both.new))
        if old != new:
            tighter = new is not None and (old is None or (new < old) is keyword.startswith("max"))
            shown = (_shown(keyword, old), _shown(keyword, new))
            yield _limit(both, keyword, tighter, shown)


def bounds(both: Both) -> Iterator[Found]:
    """The bounds of numbers: the inclusive and the exclusive one, of which the tighter counts."""
    for keyword, exclusive in (("maximum", "exclusiveMaximum"), ("minimum", "exclusiveMinimum")):
        old, new = (_bound(one, keyword, exclusive) for one in (both.old, both.new))
        if old != new:
            tighter = new is not None and (old is None or _tighter(old, new, keyword))
            shown = [
                _shown(exclusive if one and one[1] else keyword, one and one[0])
                for one in (old, new)
            ]
            strict = any(one and one[1] for one in (old, new))
            said = both.old.said(exclusive) + both.new.said(exclusive)
            yield _limit(both, exclusive if strict and said else keyword, tighter, shown)


def _tighter(old: Bound, new: Bound, keyword: str) -> bool:
    """Does the new bound leave fewer numbers?"""
    before, after = (
        (one[0] if keyword == "maximum" else -one[0], not one[1]) for one in (old, new)
    )
    return after < before


def _limit(both: Both, said: str, tighter: bool, shown: Sequence[str]) -> Found:
    return both.changed("limit-tightened" if tighter else "limit-loosened", said, *shown)


def _shown(keyword: str, value: float | None) -> str:
    return "" if value is None else f"{keyword} {text(value)}"


def _tightest(shape: Shape, keyword: str) -> float | None:
    found = [number for one in shape.said(keyword) if (number := _number(one)) is not None]
    if keyword.startswith("min"):
        return max(found) or None if found else None  # a minimum of nothing demands nothing
    return min(found) if found else None


def _number(site: Site) -> float | None:
    value = site.node
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _bound(shape: Shape, keyword: str, exclusive: str) -> Bound | None:
    """The tightest bound; for a maximum the strict one of two equal numbers, for a minimum too."""
    highest = keyword == "maximum"
    found: list[tuple[float, bool]] = []
    for part in shape.parts:
        strict = node(part).get(exclusive)
        number = _number(child(part, keyword))
        if number is not None:
            found.append((number, strict is True))  # 3.0 says `exclusiveMaximum: true`
        if (other := _number(child(part, exclusive))) is not None:
            found.append((other, True))
    if not found:
        return None
    return min(found, key=lambda one: (one[0] if highest else -one[0], not one[1]))


def patterns(both: Both) -> Iterator[Found]:
    """Regular expressions; which of two is narrower nobody can tell."""
    old, new = (one.texts("pattern") - _EVERY_TEXT for one in (both.old, both.new))
    if old == new:
        return
    code = "added" if old < new else "removed" if new < old else "changed"
    yield both.changed(f"pattern-{code}", "pattern", _all(old), _all(new))


def multiples(both: Both) -> Iterator[Found]:
    """`multipleOf`: every multiple of six is one of three."""
    old, new = (
        {number for one in shape.said("multipleOf") if (number := _number(one)) is not None}
        for shape in (both.old, both.new)
    )
    if old == new:
        return
    if all(any(_is_multiple(one, other) for one in new) for other in old):
        code = "limit-tightened"
    elif all(any(_is_multiple(one, other) for one in old) for other in new):
        code = "limit-loosened"
    else:
        code = "limit-changed"
    was, now = (", ".join(f"multipleOf {one:g}" for one in sorted(each)) for each in (old, new))
    yield both.changed(code, "multipleOf", was, now)


def _is_multiple(one: float, other: float) -> bool:
    return other != 0 and (one / other).is_integer()


def unique(both: Both) -> Iterator[Found]:
    """`uniqueItems`."""
    old, new = (one.true("uniqueItems") for one in (both.old, both.new))
    if old != new:
        code = "limit-tightened" if new else "limit-loosened"
        was, now = ("uniqueItems" if one else "" for one in (old, new))
        yield both.changed(code, "uniqueItems", was, now)


def contents(both: Both) -> Iterator[Found]:
    """What a text holds: `contentMediaType`, `contentEncoding`."""
    for keyword in ("contentMediaType", "contentEncoding"):
        old, new = (one.first(keyword) for one in (both.old, both.new))
        was, now = (text(one.node) if one is not None else "" for one in (old, new))
        if was != now:
            yield both.changed("content-form-changed", keyword, was, now)


def _all(texts: set[str]) -> str:
    return " and ".join(sorted(texts))
