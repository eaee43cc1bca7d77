"""Addresses of the API: of the document, of paths, of operations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from generator.documents.sources import Target as Site
from generator.drift.change import API
from generator.drift.found import Found, made
from generator.drift.schemas import Comparison
from generator.drift.sides import child, equal, items, node


class Called(Protocol):
    """An operation as it is called."""

    @property
    def site(self) -> Site:
        """The operation."""

    @property
    def item(self) -> Site:
        """The path item that holds it."""


def of_documents(both: Comparison) -> None:
    """The servers of the documents."""
    _add(both, both.old.root, both.new.root)


def of_calls(both: Comparison, old: Called, new: Called) -> None:
    """The servers of two operations: their own, else those of their paths."""
    _add(both, old.site, new.site)
    if not any("servers" in node(one.site) for one in (old, new)):
        _add(both, old.item, new.item)


def _add(both: Comparison, old: Site, new: Site) -> None:
    for found in _compared(old, new):
        both.add(API, found)


def _compared(old: Site, new: Site) -> Iterator[Found]:
    before, after = ({_url(one): one for one in items(each, "servers")} for each in (old, new))
    if before.keys() != after.keys():
        code = "server-added" if before and before.keys() < after.keys() else "servers-changed"
        sites = (child(one, "servers") for one in (old, new))
        yield made(code, sites, (", ".join(before), ", ".join(after)))
    for url in (one for one in before if one in after):
        for keyword in ("variables", "description"):
            one, other = child(before[url], keyword), child(after[url], keyword)
            if not equal(one.node, other.node):
                yield _servers_code(keyword), before[url], after[url], url, url


def _servers_code(keyword: str) -> str:
    return "servers-changed" if keyword == "variables" else "text-changed"


def _url(site: Site) -> str:
    return str(node(site).get("url", ""))
