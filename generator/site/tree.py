"""The whole site as VitePress sources: pages, navigation, theme, documents, `llms.txt`, the raw pages beside them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

from generator.files import runtime_files
from generator.model import Api
from generator.site.navigation import in_order, locale_theme, text
from generator.site.pages import Links, Page, collect
from generator.site.text import plain
from generator.site.words import words
from generator.site.written import contents, home, llms, page_file

_RUNTIME: Final = {"package": "", "vitepress": ".vitepress/", "theme": ".vitepress/theme/"}
"""Folders of `runtimes/site`, and where they stand on the site."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the configuration says of the site: its title, the path it is served below, and its logo."""

    title: str = ""
    base: str = "/"
    logo: tuple[str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """Files by path; the pages; links that lead nowhere, by page."""

    tree: dict[str, bytes] = field(default_factory=dict)
    pages: Sequence[Page] = ()
    lost: Sequence[tuple[str, str]] = ()


def site_of(
    apis: Sequence[Mapping[str, Api]],
    reference: Mapping[str, bytes],
    documents: Mapping[str, bytes],
    locales: tuple[str, ...],
    wanted: Wanted,
) -> Site:
    """The site of a reference: `apis` are those of each client by locale, `documents` their OpenAPI files by name."""
    pages = collect(apis, reference, locales)
    links = Links({page.source: page for page in pages})
    title = wanted.title or _title([next(iter(api.values())).title for api in apis], locales[0])
    own = {name: [p for p in pages if p.locale == name] for name in _ordered(pages, locales)}
    texts = _pages(pages, reference, links)
    for locale, mine in own.items():
        texts[f"{locale}/index.md"] = home(title, locale, mine)
        for edition in in_order(page.edition for page in mine):
            texts[f"{locale}/{edition}/index.md"] = contents(
                locale, edition, [p for p in mine if p.edition == edition]
            )
    first = next(iter(own), "")
    texts["index.md"] = texts.get(f"{first}/index.md", "# \n")
    texts["public/llms.txt"] = llms(title, wanted.base, own[first]) if first else ""
    texts |= _program()
    about = _settings(title, wanted, own, [name for name in documents if "overlay" not in name])
    texts[".vitepress/site.json"] = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    tree = {path: said.encode("utf-8", "replace") for path, said in texts.items()}
    tree |= {f"public/openapi/{name}": data for name, data in documents.items()}
    tree |= {f"public/{page.path}": reference[page.source] for page in pages}
    if wanted.logo:
        tree[f"public/{_logo(wanted.logo[0])}"] = wanted.logo[1]
    return Site(tree, pages, links.lost)


def _title(titles: Sequence[str], locale: str) -> str:
    """That of the only API; of several the words that all have."""
    first, *others = (one.split() for one in titles or [""])
    common = [word for word in first if all(word in other for other in others)]
    own = [word for word in common if word != "API"]
    return " ".join(common) if own else str(words(locale)["title"])


def _ordered(pages: Sequence[Page], locales: tuple[str, ...]) -> list[str]:
    found = {page.locale for page in pages}
    return [one for one in locales if one in found] + sorted(found - {*locales})


def _pages(pages: Sequence[Page], reference: Mapping[str, bytes], links: Links) -> dict[str, str]:
    twins: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        twins[page.twin].append(page)
    order = in_order(page.edition for page in pages)
    for group in twins.values():
        group.sort(key=lambda page: (order.index(page.edition), page.path))
    return {
        page.path: page_file(page, reference[page.source], links, twins[page.twin])
        for page in pages
    }


def _program() -> dict[str, str]:
    """What is the same on every site: `runtimes/site`."""
    return {
        f"{place}{name}": said
        for folder, place in _RUNTIME.items()
        for name, said in runtime_files(f"site/{folder}", "").items()
    }


def _settings(
    title: str, wanted: Wanted, own: Mapping[str, Sequence[Page]], documents: Sequence[str]
) -> dict[str, Any]:
    """What `.vitepress/config.mjs` reads."""
    everywhere = {
        locale: {page.path.split("/", 1)[-1] for page in pages} for locale, pages in own.items()
    }
    alike = len({frozenset(paths) for paths in everywhere.values()}) < 2
    return {
        "title": plain(title),
        "siteTitle": text(title),
        "base": wanted.base,
        "logo": f"/{_logo(wanted.logo[0])}" if wanted.logo else "",
        "alike": alike,
        "locales": {
            locale: {
                "label": words(locale)["name"],
                "search": words(locale)["search"],
                "words": {key: one for key, one in words(locale).items() if isinstance(one, str)},
                "theme": locale_theme(locale, pages, documents),
            }
            for locale, pages in own.items()
        },
    }  # fmt: skip


def _logo(name: str) -> str:
    return f"logo{PurePosixPath(name).suffix.lower()}"
