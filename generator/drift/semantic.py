"""`docs2sdk diff OLD NEW`: what changed for callers between two Apis, and the version step that it needs.

A request may accept more and an answer may hold less without breaking anybody; so each schema is judged by the
directions in which operations of both Apis use it. The order of fields and of operations, the Api's version,
pages and inferences do not count. The table of all rules is `semantic_change.RULES`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from generator.drift.change import API, BREAKING, COMPATIBLE, DOCS, KINDS, UNUSED, Change, Place
from generator.drift.semantic_change import RULES
from generator.drift.semantic_fields import Walker
from generator.drift.semantic_operations import operations, renamed, security_changes
from generator.drift.semantic_wire import details
from generator.model import Api, Json, SecurityScheme, references
from generator.model.reach import closure
from generator.model.spelling import value_text

BUMPS: Final[Mapping[str, str]] = MappingProxyType(
    {BREAKING: "major", COMPATIBLE: "minor", DOCS: "patch"}
)
"""The step of Semantic Versioning 2.0.0 that a kind of change needs."""


def compare(old: Api, new: Api) -> list[Change]:
    """All changes, breaking ones first, then by place; the same for the same Apis on every machine.

    An Api with an empty `client` stands for a client that is not there.
    """
    walker = Walker(old, new)
    _api(walker)
    operations(walker)
    walker.schemas()
    _other_schemas(walker)
    found = renamed(walker.found, old, new)
    return sorted(_worst(found), key=lambda one: one.rank)


def bump(changes: Sequence[Change]) -> str:
    """`major`, `minor`, `patch` or `none`: the step that the worst of the changes needs."""
    kinds = {one.kind for one in changes}
    return next((BUMPS[kind] for kind in KINDS if kind in kinds), "none")


def _worst(found: Sequence[Change]) -> list[Change]:
    """One change for each difference: of a schema in requests and answers the worse judgement counts."""
    best: dict[tuple[str, ...], Change] = {}
    for one in found:
        key = (one.code, one.where, one.old, one.new)
        known = best.get(key)
        if known is None or one.rank < known.rank:
            best[key] = one
    return list(best.values())


def _api(walker: Walker) -> None:
    old, new = walker.old, walker.new
    if old.client != new.client:
        code = "renamed" if old.client and new.client else "removed" if old.client else "added"
        walker.add(f"client-{code}", API, "client", old.client, new.client)
    for name in ("title", "description"):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            walker.add("api-text-changed", API, name, value_text(was), value_text(now))
    urls = [", ".join(server.url for server in one.servers) for one in (old, new)]
    if urls[0] != urls[1]:
        walker.add("servers-changed", API, "servers", *urls)
    _schemes(walker)
    _details(walker)
    for code, was_text, now_text in security_changes(old.security or (), new.security or ()):
        walker.add(code, API, "security", was_text, now_text)


def _details(walker: Walker) -> None:
    """What the documents say beyond the model, of the whole and of each schema."""
    old, new = walker.old, walker.new
    pairs = [("document", old.words, new.words)] + [
        (name, one.words, new.schemas[name].words)
        for name, one in old.schemas.items()
        if name in new.schemas
    ]
    for where, before, after in pairs:
        for code, was, now in details(before, after):
            walker.add(code, API, where, was, now)


def _schemes(walker: Walker) -> None:
    before = {one.name: one for one in walker.old.schemes}
    after = {one.name: one for one in walker.new.schemes}
    for name in sorted({*before, *after}):
        code = _scheme_code(before.get(name), after.get(name))
        if code:
            walker.add(code, API, name)


def _scheme_code(old: SecurityScheme | None, new: SecurityScheme | None) -> str:
    if old is None or new is None:
        return "scheme-added" if old is None else "scheme-removed"
    return "" if dict(old.definition) == dict(new.definition) else "scheme-changed"


def _other_schemas(walker: Walker) -> None:
    """Schemas that came or went, and those that no operation of both Apis uses."""
    old, new = walker.old.schemas, walker.new.schemas
    used = _used(walker.old)
    for name in sorted({*old, *new}):
        if name not in new:
            code = "schema-removed" if name in used else "unused-schema-removed"
            walker.add(code, API, name)
        elif name not in old:
            walker.add("schema-added", API, name)
        elif not any(pair[0] == name for pair, _ in walker.seen):
            walker.schema(old[name], new[name], UNUSED)


def _used(api: Api) -> set[str]:
    """Schemas whose objects callers hold in hands: all that operations reach, bodies themselves apart."""
    return set(closure(_roots(api), lambda name: _nested(api, name)))


def _roots(api: Api) -> Iterator[str]:
    bodies = []
    for operation in api.operations:
        for one in operation.parameters:
            yield from references(one.field.type)
        for answer in operation.responses:
            yield from references(answer.type) if answer.type is not None else ()
        if operation.body is not None:
            bodies.append(operation.body)
    for body in bodies:
        names = list(references(body.type)) if body.type is not None else []
        whole = [name for name in names if _is_object(api, name)]
        yield from (name for name in names if name not in whole)
        for name in whole:
            yield from _nested(api, name)
        for item in body.fields:
            yield from references(item.type)


def _is_object(api: Api, name: str) -> bool:
    return name in api.schemas and api.schemas[name].type is None


def _nested(api: Api, name: str) -> Iterator[str]:
    schema = api.schemas.get(name)
    if schema is None:
        return
    kinds = [item.type for item in schema.fields]
    kinds += [kind for kind in (schema.type, schema.additional) if kind is not None]
    for kind in kinds:
        yield from references(kind)


def as_json(changes: Sequence[Change]) -> dict[str, Json]:
    """The changes as JSON: `bump`, `counts` by kind, `changes` with all that `Change` has."""
    counts = Counter(one.kind for one in changes)
    return {
        "bump": bump(changes),
        "counts": {kind: counts[kind] for kind in KINDS},
        "changes": [
            {
                "kind": one.kind,
                "class": one.concerns,
                "code": one.code,
                "direction": one.direction,
                "where": one.where,
                "old": one.old,
                "new": one.new,
                "explanation": one.explanation,
                "old_place": _place(one.old_place),
                "new_place": _place(one.new_place),
            }
            for one in changes
        ],
    }


def _place(place: Place | None) -> Json:
    return None if place is None else {"file": place.file, "pointer": place.pointer}


def verdict(changes: Sequence[Change]) -> str:
    """What the changes add up to, on one line."""
    counts = Counter(one.kind for one in changes)
    summary = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind]) or "no change"
    return f"{summary}; version step: {bump(changes)}"


__all__ = [
    "BREAKING",
    "COMPATIBLE",
    "DOCS",
    "RULES",
    "Change",
    "as_json",
    "bump",
    "compare",
    "verdict",
]
