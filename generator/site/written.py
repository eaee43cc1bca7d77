"""The Markdown files of the site: pages with what stands above them, and the pages that lead to them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from generator.model import Operation
from generator.site.navigation import (
    by_client,
    by_tag,
    heading,
    in_order,
    mark,
    spoken,
    text,
    title_of,
)
from generator.site.pages import Links, Page
from generator.site.text import inline, page_text, plain
from generator.site.trial import START, trial
from generator.site.words import words

_DESCRIPTION: Final = 300


def page_file(page: Page, data: bytes, links: Links, twins: Sequence[Page]) -> str:
    """One page: its data for the theme, then its text."""
    body = page_text(data.decode("utf-8", "replace"), lambda to: links.of(page, to))
    also = {
        "editions": [
            {"text": spoken(one.edition, page.locale), "link": one.url, "here": one is page}
            for one in twins
            if one.locale == page.locale
        ],
        "locales": [
            {"text": words(one.locale)["name"], "link": one.url, "lang": one.locale}
            for one in twins
            if one.locale != page.locale and one.edition == page.edition
        ],
        "raw": f"/{page.path}",
    }
    return matter({**_about(page), **also}) + "\n" + body.strip("\n") + "\n"


def _about(page: Page) -> dict[str, Any]:
    operation, api = page.operation, page.api
    if operation is None or api is None:
        return {"title": page.title}
    return {
        "title": page.title,
        "description": _first_line(operation),
        "operation": {
            "id": operation.id,
            "method": operation.method.upper(),
            "path": operation.path,
            "deprecated": operation.deprecated,
        },
        "document": f"/openapi/{api.client}.yaml",
        "trial": trial(api, operation),
        "start": START,
    }


def _first_line(operation: Operation) -> str:
    """For the head of the page: VitePress 1.6 writes a description there as it stands, so it is escaped here."""
    return text(operation.description.partition("\n")[0][:_DESCRIPTION])


def matter(data: Mapping[str, Any]) -> str:
    """Front matter: JSON, which YAML holds; no text in it ends the script that VitePress puts it into."""
    lines = (f"{key}: {json.dumps(_plain(value))}" for key, value in data.items())
    return "\n".join(["---", *lines, "---", ""])


def _plain(value: Any) -> Any:
    match value:
        case str():
            return "\n".join(plain(line) for line in value.split("\n"))
        case dict():
            return {plain(str(key)): _plain(one) for key, one in value.items()}
        case list():
            return [_plain(one) for one in value]
        case _:
            return value


def home(title: str, locale: str, pages: Sequence[Page]) -> str:
    """The first page of a locale."""
    said = words(locale)
    editions = in_order(page.edition for page in pages)
    clients = by_client(pages)
    count = len({page.twin for page in pages if page.operation})
    hero = {
        "name": text(title),
        "tagline": text(said["operations"].format(count=count)),
        "actions": [
            {
                "theme": "brand" if at == 0 else "alt",
                "text": text(spoken(name, locale)),
                "link": f"/{locale}/{name}/",
            }
            for at, name in enumerate(editions)
        ],
    }
    features = [
        {
            "title": text(title_of(own)),
            "details": text(_description(own)),
            "link": f"/{locale}/{in_order(p.edition for p in own)[0]}/",
        }
        for own in clients
    ]
    return matter({"layout": "home", "title": title, "hero": hero, "features": features})


def _description(pages: Sequence[Page]) -> str:
    api = pages[0].api
    return (api.description if api else "").split("\n\n")[0][:_DESCRIPTION]


def contents(locale: str, edition: str, pages: Sequence[Page]) -> str:
    """The first page of an edition: all operations, by client and tag."""
    said = words(locale)
    parts = [matter({"title": spoken(edition, locale), "outline": [2, 3]})]
    parts.append(f"# {inline(spoken(edition, locale))}\n")
    for own in by_client(pages):
        api = own[0].api
        parts.append(f"## {inline(title_of(own))}\n")
        parts.append(page_text(api.description if api else "", lambda _: None))
        for tag, group in by_tag(own):
            name = f"{inline(heading(tag))} {{#{mark(own[0].client, tag)}}}"
            parts += [f"### {name}\n"] if tag else []
            parts.append(f"| {said['operation']} | {said['request']} |\n| --- | --- |")
            parts += [_row(page) for page in group]
            parts.append("")
    guides = [page for page in pages if page.operation is None]
    parts += [f"## {said['guides']}\n"] if guides else []
    parts += [f"- [{_label(page)}]({page.url}.md)" for page in guides]
    return "\n".join(parts) + "\n"


def _label(page: Page) -> str:
    return inline(page.title).replace("[", "\\[").replace("]", "\\]").replace("|", "&#124;")


def _row(page: Page) -> str:
    operation = page.operation
    path = f"`{operation.method.upper()} {operation.path}`" if operation else ""
    path = "" if set(path[1:-1]) & set("`|\n") else path
    return f"| [{_label(page)}]({page.url}.md) | {path} |"


def llms(title: str, base: str, pages: Sequence[Page]) -> str:
    """`llms.txt` (llmstxt.org): what the site is, and each page as Markdown."""
    lines = [f"# {plain(title)}", ""]
    for own in by_client(pages):
        lines += [f"> {plain(title_of(own))}: {plain(_description(own))}", ""]
    for edition in in_order(page.edition for page in pages):
        lines += [f"## {spoken(edition, pages[0].locale)}", ""]
        for page in (one for one in pages if one.edition == edition):
            about = plain(page.operation.description)[:_DESCRIPTION] if page.operation else ""
            label = page.title.replace("[", "(").replace("]", ")")
            lines.append(
                f"- [{label}]({base.rstrip('/')}/{page.path})" + (f": {about}" if about else "")
            )
        lines.append("")
    return "\n".join(lines)
