"""What leads to pages: sidebars by client, tag and edition, menus, languages.

VitePress shows texts of menus and sidebars as HTML, so each is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any, Final

from generator.model.editions import edition as edition_of
from generator.model.editions import editions
from generator.site.pages import GUIDES, Page
from generator.site.text import anchor, plain
from generator.site.words import words

Item = dict[str, Any]
_OPEN: Final = 12
"""Groups of a sidebar that are shown open: more than these would hide one another."""


def text(said: str) -> str:
    """A text of a menu or sidebar."""
    return escape(plain(said))


def spoken(name: str, locale: str) -> str:
    """What people call an edition."""
    if name == GUIDES:
        return str(words(locale)["guides"])
    return _NAMES.get(name) or edition_of(name).language.capitalize()


_NAMES: Final[Mapping[str, str]] = {
    "node": "Node.js", "php": "PHP", "csharp": "C#", "typescript": "TypeScript", "javascript": "JavaScript"
}  # fmt: skip


def heading(tag: str) -> str:
    """A tag as a heading; the name of a folder gets its blanks back."""
    folder = tag.isascii() and tag == tag.lower() and " " not in tag
    return tag.replace("-", " ").replace("_", " ").capitalize() if folder else tag


def in_order(found: Iterable[str]) -> list[str]:
    """Editions in the order of their table; guides, and editions that have no row, last."""
    order = [*editions()]
    return sorted(
        set(found), key=lambda one: (one == GUIDES, order.index(one) if one in order else 99, one)
    )


def locale_theme(locale: str, pages: Sequence[Page], documents: Sequence[str]) -> Item:
    """VitePress' theme of one locale."""
    said = words(locale)
    by_edition = {
        name: [p for p in pages if p.edition == name] for name in in_order(p.edition for p in pages)
    }
    menu = [
        {"text": text(spoken(name, locale)), "link": f"/{locale}/{name}/"} for name in by_edition
    ]
    files = [
        {"text": text(name), "link": f"/openapi/{name}", "target": "_blank"} for name in documents
    ]
    return {
        "nav": [{"text": text(said["editions"]), "items": menu}, {"text": text(said["documents"]), "items": files}],
        "sidebar": {f"/{locale}/{name}/": _sidebar(locale, name, own) for name, own in by_edition.items()},
        "outline": {"level": [2, 3], "label": said["outline"]},
        "docFooter": {"prev": text(said["previous"]), "next": text(said["next"])},
        "sidebarMenuLabel": said["menu"],
        "returnToTopLabel": said["top"],
        "langMenuLabel": said["languages"],
        "darkModeSwitchLabel": said["theme"],
        "lightModeSwitchTitle": said["light"],
        "darkModeSwitchTitle": said["dark"],
        "skipToContentLabel": said["skip"],
    }  # fmt: skip


def _sidebar(locale: str, edition: str, pages: Sequence[Page]) -> list[Item]:
    first = {"text": text(spoken(edition, locale)), "link": f"/{locale}/{edition}/"}
    guides = [_item(page) for page in pages if page.operation is None]
    clients = [
        {"text": text(title_of(own)), "items": _tags(own, f"/{locale}/{edition}/")}
        for own in by_client(pages)
    ]
    said = words(locale)["guides"]
    return [first, *clients, *([{"text": text(said), "items": guides}] if guides else [])]


def by_client(pages: Iterable[Page]) -> list[list[Page]]:
    """The pages of operations, client by client."""
    own = sorted((p for p in pages if p.operation), key=lambda p: (p.client, p.path))
    return [list(group) for _, group in groupby(own, key=lambda p: p.client)]


def by_tag(pages: Iterable[Page]) -> list[tuple[str, list[Page]]]:
    """The pages of a client, tag by tag."""
    own = sorted(pages, key=lambda p: (p.tag, p.path))
    return [(tag, list(group)) for tag, group in groupby(own, key=lambda p: p.tag)]


def title_of(pages: Sequence[Page]) -> str:
    """What the client of some pages is called."""
    api = pages[0].api
    return (api.title if api else "") or pages[0].client


def mark(client: str, tag: str) -> str:
    """The anchor of a tag on the page that lists all operations."""
    return anchor(f"{client}-{tag}")


def _tags(pages: Sequence[Page], listed: str) -> list[Item]:
    """Groups have links: VitePress would make a button inside a button of one without."""
    tags = by_tag(pages)
    collapsed = len(tags) > _OPEN
    items: list[Item] = []
    for tag, own in tags:
        links = [_item(page) for page in own]
        link = f"{listed}#{mark(own[0].client, tag)}"
        group = {"text": text(heading(tag)), "link": link, "collapsed": collapsed, "items": links}
        items += [group] if tag else links
    return items


def _item(page: Page) -> Item:
    return {"text": text(page.title), "link": page.url}
