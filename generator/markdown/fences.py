"""Fenced code in a text, as markdown-it finds it (CommonMark 0.31, 4.5): inside is code, outside is prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from markdown_it import MarkdownIt

_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+$")
_CLOSE: Final = re.compile(r"[\s>]*(`{3,}|~{3,})[ \t]*$")
CODE, PROSE, OPEN = "code", "prose", "open"


def _parser(*unknown: str) -> MarkdownIt:
    parser = MarkdownIt("commonmark").disable([*unknown])
    parser.core.ruler.enableOnly(["block"])
    return parser


_PARSER: Final = _parser()
_WITHOUT_HTML: Final = _parser("html_block")


def parts(text: str, *, html: bool = True) -> Iterator[tuple[str, str]]:
    """The text cut at its fences, line ends included: code, prose, or open for a fence that is never closed.

    Where `html` is read, a fence inside a block of HTML is none.
    """
    lines = _LINE.findall(text)
    parser = _PARSER if html else _WITHOUT_HTML
    at = 0
    for token in parser.parse(text) if "```" in text or "~~~" in text else ():
        if token.type != "fence" or token.map is None or token.map[0] < at:
            continue
        start, end = token.map
        yield PROSE, "".join(lines[at:start])
        last = (
            _CLOSE.match(lines[min(end, len(lines)) - 1].rstrip("\r\n"))
            if end > start + 1
            else None
        )
        closed = last is not None and last[1].startswith(token.markup)
        yield CODE if closed else OPEN, "".join(lines[start:end])
        at = end
    yield PROSE, "".join(lines[at:])
