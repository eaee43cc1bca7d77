"""The pages of the site: where each stands, what it is called, and where its links lead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Final
from urllib.parse import unquote

from generator.model import Api, Operation
from generator.naming import free
from generator.pages.escape import decode
from generator.pages.place import place
from generator.site.text import anchor, plain

GUIDES: Final = "guides"
"""Stands for the edition of pages that belong to none."""
_TITLE: Final = re.compile(r"^#[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_MARKUP: Final = re.compile(r"<[^<>]*>|[`*]|\\(?=[^\w\s])")
_ODD: Final = re.compile(r"[^\w.~-]+")
_OUTSIDE: Final = re.compile(r"(?:https?://|mailto:)[^\s()<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `source` is its path in the reference, `path` the one on the site, both with `.md`.

    Guides have neither `operation` nor `api`. `twin` is the same for pages that say the same in another locale or
    edition.
    """

    source: str
    path: str
    title: str
    locale: str
    edition: str
    client: str = ""
    tag: str = ""
    twin: str = ""
    operation: Operation | None = field(default=None, compare=False)
    api: Api | None = field(default=None, compare=False)

    @property
    def url(self) -> str:
        """The page from the root of the site, without its ending."""
        return "/" + self.path.removesuffix(".md")


@dataclass(slots=True)
class Links:
    """Where links lead; `lost` are those that lead nowhere, by page."""

    pages: Mapping[str, Page]
    lost: list[tuple[str, str]] = field(default_factory=list)

    def of(self, page: Page, to: str) -> str | None:
        """The link as it stands on the site, or None."""
        if _OUTSIDE.fullmatch(to):
            return to
        path, _, name = unquote(to).partition("#")
        mark = f"#{anchor(name)}" if name else ""
        if not path:
            return mark or None
        target = self.pages.get(_target(page.source, path.partition("?")[0]))
        if target is None:
            self.lost.append((page.source, to))
            return None
        return posixpath.relpath(target.path, posixpath.dirname(page.path)) + mark


def _target(source: str, path: str) -> str:
    folder = "" if path.startswith("/") else posixpath.dirname(source)
    stem = re.sub(r"\.(?:md|html)$", "", path.lstrip("/"))
    return posixpath.normpath(posixpath.join(folder, f"{stem}.md"))


def collect(
    apis: Iterable[Mapping[str, Api]], tree: Mapping[str, bytes], locales: tuple[str, ...]
) -> list[Page]:
    """All pages of a tree, sorted: those of operations (`apis`: each client's by locale), and guides."""
    taken: set[str] = {"index.md"}
    known = {page.source: page for api in apis for page in _of_client(api, tree, taken)}
    others = (
        _guide(source, tree[source], locales[0], taken) for source in tree if source not in known
    )
    return sorted([*known.values(), *others], key=lambda page: page.path)


def _of_client(
    apis: Mapping[str, Api], tree: Mapping[str, bytes], taken: set[str]
) -> Iterator[Page]:
    by_id = {locale: {op.id: op for op in api.operations} for locale, api in apis.items()}
    first = next(iter(apis.values()))
    for operation in first.operations:
        for record in operation.pages:
            if record.path not in tree:
                continue
            locale = record.locale if record.locale in apis else first.locale
            own = by_id[locale].get(operation.id, operation)
            title = title_of(tree[record.path], own.summary or operation.id)
            where = (record.locale, record.edition)
            path = _path(record.path, *where, taken)
            tag = own.tag or place(record.path).tag
            about = (first.client, tag, f"{first.client} {operation.id}")
            yield Page(record.path, path, title, *where, *about, own, apis[locale])


def _guide(source: str, data: bytes, locale: str, taken: set[str]) -> Page:
    told = place(source)
    where = (told.locale or locale, told.edition or GUIDES)
    path = _path(source, *where, taken)
    twin = path.split("/", 2)[-1]
    stem = source.rpartition("/")[2].removesuffix(".md")
    return Page(source, path, title_of(data, stem), *where, told.client, "", twin)


def title_of(data: bytes, usual: str) -> str:
    """The first heading, without markup."""
    found = _TITLE.search(data.decode("utf-8", "replace").replace("\r\n", "\n"))
    text = decode(unescape(_MARKUP.sub("", found[1]))) if found else ""
    return plain(text) or plain(usual)


def _path(source: str, locale: str, edition: str, taken: set[str]) -> str:
    """`<locale>/<edition>/...`, of names that no router reads as more than names."""
    rest = source.removesuffix(".md").split("/")
    for known in (locale, edition):
        if known in rest[:-1]:
            rest.remove(known)
    parts = [_ODD.sub("-", part).strip("-.") or "page" for part in (locale, edition, *rest)]
    stem = "/".join([*parts[:-1], "start" if parts[-1].lower() == "index" else parts[-1]])
    name = free(stem, lambda one: f"{one}.md".casefold() in taken, "-")
    taken.add(f"{name}.md".casefold())
    return f"{name}.md"
