"""A page as HTML while it is edited, with its findings: without Node.js, from the same text that the site gets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from generator.site.pages import Links, Page
from generator.site.text import page_text
from generator.site.words import words
from generator.source import Diagnostic, Span

_ALLOWED: Final = ("<br>", "<!-- -->")
"""What `page_text` leaves of HTML; the parser knows no other."""
_NAMED: Final = re.compile(r"<(h[1-6])>(.*?)\s*\{#([^\s{}<>\"]+)\}</\1>")


def _allowed(state: StateInline, silent: bool) -> bool:
    found = next((one for one in _ALLOWED if state.src.startswith(one, state.pos)), "")
    if found and not silent:
        state.push("allowed", "", 0).content = found
    state.pos += len(found)
    return bool(found)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.inline.ruler.before("html_inline", "allowed", _allowed)
    parser.add_render_rule("allowed", _as_it_is)
    return parser


def _as_it_is(_: Any, tokens: Sequence[Any], at: int, *_more: Any) -> str:
    return str(tokens[at].content)


_PARSER: Final = _parser()


def page_html(
    page: Page, data: bytes, links: Links, found: Iterable[Diagnostic], *, done: bool
) -> str:
    """The page; `done` tells whether all findings are known by now."""
    text = page_text(data.decode("utf-8", "replace"), lambda to: links.of(page, to))
    body = _NAMED.sub(r'<\1 id="\3">\2</\1>', _PARSER.render(text))
    return document(
        page.title, page.locale, _panel(page, found, done=done) + f"<main>{body}</main>"
    )


def places(one: Diagnostic, source: str) -> list[Span]:
    """Where the finding stands on the page."""
    return [span for span in (one.span, *one.also) if span.file == source]


def _panel(page: Page, found: Iterable[Diagnostic], *, done: bool) -> str:
    said = words(page.locale)
    own = [(span, one) for one in found for span in places(one, page.source)]
    items = "".join(_item(span, one) for span, one in sorted(own))
    state = said["none"] if done and not own else "" if done else said["looking"]
    more = f"<p>{escape(state)}</p>" if state else ""
    title = f"{escape(said['findings'])} ({len(own)})"
    return f'<aside aria-label="{title}"><h2>{title}</h2><ol>{items}</ol>{more}</aside>'


def _item(span: Span, one: Diagnostic) -> str:
    level = one.severity.value
    expected = f"; expected {one.expected}" if one.expected else ""
    advice = f"<br><em>{escape(one.advice)}</em>" if one.advice else ""
    return (
        f'<li class="{level}"><b>{one.code}</b> {level}, line {span.line}: '
        f"{escape(one.seen + expected)}{advice}</li>"
    )


def contents_html(pages: Iterable[Page], found: Sequence[Diagnostic]) -> str:
    """The first page: all pages, with how many findings each has."""
    counts: dict[str, int] = {}
    for one in found:
        for span in (one.span, *one.also):
            counts[span.file] = counts.get(span.file, 0) + 1
    items = "".join(
        f'<li><a href="/{escape(page.source)}">{escape(page.title)}</a> <small>{escape(page.source)}</small>'
        + (f" <b>{counts[page.source]}</b>" if page.source in counts else "")
        + "</li>"
        for page in pages
    )
    elsewhere = [one for one in found if one.span.file not in {page.source for page in pages}]
    others = "".join(_item(one.span, one) for one in elsewhere)
    aside = f"<aside><ol>{others}</ol></aside>" if others else ""
    return document("docs2sdk preview", "en", f"{aside}<main><h1>Pages</h1><ul>{items}</ul></main>")


def document(title: str, locale: str, body: str) -> str:
    """An HTML document; scripts and styles are files of ours, and the header lets no other run."""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(locale)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="/__preview__/preview.css"><script src="/__preview__/preview.js" defer></script>'
        f'</head><body><nav><a href="/">docs2sdk preview</a></nav>{body}</body></html>\n'
    )
