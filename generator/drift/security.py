"""How callers authenticate: alternatives of combinations with scopes, and the schemes themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.documents.sources import Target as Site
from generator.drift import notes
from generator.drift.change import API
from generator.drift.found import Found, made, within
from generator.drift.schemas import Comparison
from generator.drift.sides import Side, child, children, items, node
from generator.model.spelling import value_text

Ways = set[frozenset[tuple[str, str]]]
"""The sets of schemes and scopes of which each is enough; the empty set where nothing is asked for."""
_NOTES: Final = ("description", "bearerFormat", "deprecated")
"""What is only said of a scheme (OpenAPI 3.1, section 4.8.27: a hint to clients)."""


def documents(both: Comparison) -> None:
    """What operations want that say nothing of their own, and the schemes."""
    old, new = both.old.root, both.new.root
    for found in _compared(_ways(old), _ways(new), old, new):
        both.add(API, found)
    before, after = (
        {name: side.follow(one) for name, one in _schemes(side).items()}
        for side in (both.old, both.new)
    )
    for name in {**before, **after}:
        one, other = before.get(name), after.get(name)
        if one is None or other is None:
            code = "scheme-added" if one is None else "scheme-removed"
            both.add(API, (code, one, other, "", ""))
        else:
            for found in _scheme(one, other):
                both.add(API, found)


def _schemes(side: Side) -> dict[str, Site]:
    return children(child(side.root, "components"), "securitySchemes")


def of_operations(both: Comparison, old: Site, new: Site) -> None:
    """Two operations; those that say nothing of their own want what the document says."""
    own = ["security" in node(one) for one in (old, new)]
    if any(own):
        before, after = (
            _ways(one if said else side.root)
            for side, one, said in ((both.old, old, own[0]), (both.new, new, own[1]))
        )
        for found in _compared(before, after, old, new):
            both.add(API, found)


def _ways(holder: Site) -> Ways:
    return {_way(one) for one in items(holder, "security")} or {frozenset()}


def _way(requirement: Site) -> frozenset[tuple[str, str]]:
    return frozenset(
        (name, str(scope))
        for name, scopes in node(requirement).items()
        for scope in ("", *(scopes if isinstance(scopes, list) else ()))
    )


def _compared(old: Ways, new: Ways, before: Site, after: Site) -> Iterator[Found]:
    """Stricter: what was enough for a call is no longer enough."""
    if old == new:
        return
    stricter = any(not any(want <= way for want in new) for way in old)
    code = "security-tightened" if stricter else "security-relaxed"
    sites = (child(one, "security") for one in (before, after))
    yield made(code, sites, (" or ".join(sorted(map(_shown, ways))) for ways in (old, new)))


def _shown(way: frozenset[tuple[str, str]]) -> str:
    names = sorted({name for name, _ in way})
    scopes = {name: sorted(one for key, one in way if key == name and one) for name in names}
    texts = [f"{name} ({', '.join(scopes[name])})" if scopes[name] else name for name in names]
    return " and ".join(texts) or "nothing"


def _scheme(old: Site, new: Site) -> Iterator[Found]:
    for keyword in {**node(old), **node(new)}:
        if keyword == "flows":
            yield from _flows(child(old, keyword), child(new, keyword))
        elif (found := notes.said(old, new, keyword)) is not None:
            code = "text-changed" if keyword in _NOTES else "scheme-changed"
            yield (code, *found[1:])


def _flows(old: Site, new: Site) -> Iterator[Found]:
    before, after = ({str(name): child(one, name) for name in node(one)} for one in (old, new))
    for name in {**before, **after}:
        one, other = before.get(name), after.get(name)
        if one is None or other is None:
            code = "scheme-changed" if other is None else "scope-added"
            yield within(code, name, (one, other), (old, new))
            continue
        for keyword in {**node(one), **node(other)}:
            if keyword != "scopes" and (found := notes.said(one, other, keyword)) is not None:
                yield ("scheme-changed", *found[1:])
        yield from _scopes(child(one, "scopes"), child(other, "scopes"))


def _scopes(old: Site, new: Site) -> Iterator[Found]:
    before, after = node(old), node(new)
    for name in {**before, **after}:
        if name in before and name in after:
            if before[name] != after[name]:
                shown = (value_text(one[name]) for one in (before, after))
                yield made("text-changed", (child(old, name), child(new, name)), shown)
        elif name in before:
            yield "scope-removed", child(old, name), new, name, ""
        else:
            yield "scope-added", old, child(new, name), "", name
