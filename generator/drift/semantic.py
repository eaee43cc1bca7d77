"""`docs2sdk diff OLD NEW`: what changed for callers between two documents, and the version step that it needs.

A request may accept more and an answer may hold less without breaking anybody; so each schema is judged by the
directions in which operations use it. The order of fields and of operations, the Api's version, pages and
inferences do not count, nor does how a schema is written: inline, by reference, as `allOf` of its parts.
The table of all rules is `codes.RULES`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generator.documents.sources import Target as Site
from generator.drift import components, notes, operations, security, servers
from generator.drift.change import API, BREAKING, COMPATIBLE, DOCS, Change
from generator.drift.codes import RULES, judged
from generator.drift.found import Found, within
from generator.drift.keywords import compared
from generator.drift.sameness import Sameness
from generator.drift.schemas import Comparison
from generator.drift.sides import Side, child, items, node, unchanged
from generator.drift.where import Where
from generator.model import Api, Json, Words
from generator.openapi import export

_KNOWN: Final = (
    "openapi", "info", "paths", "webhooks", "components", "servers", "security", "tags", "$self",
    "jsonSchemaDialect",
)  # fmt: skip
_TITLES: Final = ("title", "description", "summary", "termsOfService", "contact", "license")


def compare(old: Api, new: Api) -> list[Change]:
    """All changes between two Apis, as `differences` gives them.

    An Api with an empty `client` stands for a client that is not there.
    """
    found = of_clients(old.client, new.client)
    if old.client and new.client:
        found += differences(Side(document_of(old)), Side(document_of(new)))
    return sorted(found, key=lambda one: one.rank)


def document_of(api: Api) -> Json:
    """The document of an Api, in which operations have the names that clients know them by."""
    named = [
        replace(one, words=_without(one.words, "operationId")) if one.words else one
        for one in api.operations
    ]
    return export(replace(api, operations=tuple(named)))


def _without(words: Words, key: str) -> Words:
    said = {name: one for name, one in words.said.items() if name != key}
    return Words(said, words.below, tuple(one for one in words.unsaid if one != key))


def of_clients(old: str, new: str) -> list[Change]:
    """What changed in a client's name; empty for one that is not there."""
    if old == new:
        return []
    code = "renamed" if old and new else "removed" if old else "added"
    return [judged(f"client-{code}", API, "client", (old, new))]


def differences(old: Side, new: Side) -> list[Change]:
    """All changes between two documents, breaking ones first, then by place; the same on every machine."""
    if unchanged(old, new):
        return []
    same = Sameness(old, new)
    if same.same(old.root, new.root):
        return []
    both = Comparison(old, new, same, Where(old, new), compared)
    _document(both)
    operations.operations(both)
    both.run()
    components.components(both)
    return sorted(both.found.values(), key=lambda one: one.rank)


def _document(both: Comparison) -> None:
    """What is said of the whole."""
    old, new = both.old.root, both.new.root
    info = child(old, "info"), child(new, "info")
    found = [notes.said(*info, keyword) for keyword in _TITLES]
    found += [notes.said(old, new, "externalDocs"), *_tags(old, new)]
    for one in found:
        if one is not None:
            both.add(API, ("api-text-changed", *one[1:]))
    for each in notes.rest(old, new, _KNOWN):
        both.add(API, each)
    servers.of_documents(both)
    security.documents(both)


def _tags(old: Site, new: Site) -> list[Found | None]:
    """What is said of tags; which operations have one is said at those."""
    before, after = (
        {str(node(one).get("name")): one for one in items(each, "tags")} for each in (old, new)
    )
    told = [name for name, one in {**before, **after}.items() if len(node(one)) > 1]
    found: list[Found | None] = []
    for name in told:
        one, other = before.get(name), after.get(name)
        if one is None or other is None or one.node != other.node:
            at = child(old, "tags"), child(new, "tags")
            found.append(within("", name, (one, other), at))
    return found


__all__ = [
    "BREAKING",
    "COMPATIBLE",
    "DOCS",
    "RULES",
    "Change",
    "compare",
    "differences",
    "document_of",
    "of_clients",
]
