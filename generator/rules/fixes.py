"""Examples and headers put right: lists that are shown as text, one object instead of a list, a `div` closed twice."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from generator.model import Api
from generator.model.mend import mended
from generator.pages.facts import PageFacts
from generator.pages.json_text import print_json
from generator.pages.read import read_page
from generator.pages.same import refusal
from generator.rules.book import Book
from generator.rules.examples import Example, example_of
from generator.source import Diagnostic


def fix_page(data: bytes, page: PageFacts, api: Api) -> bytes:
    """The page's bytes with its example's disguises put right, printed as the page prints JSON; else as they are.

    `page` are the facts of exactly these bytes. An example that is not printed as pages print JSON is left
    alone (`docs2sdk fmt` comes first).
    """
    known = Book.of([api], [page]).of_page(page)
    example = example_of(page, *known) if known else None
    if example is None or isinstance(page.response.example, str):
        return data
    fixed = mended(example.judge, page.response.example, example.kind)
    if fixed == page.response.example:
        return data
    return _replaced(data, example, print_json(fixed, example.form))


def closed_headers(data: bytes) -> bytes:
    """The page's bytes with the headers put right whose `div` is closed before its label and again behind it."""
    return _CLOSED_EARLY.sub(rb"\1\2</div>", data)


_CLOSED_EARLY: Final = re.compile(rb'(<div style="width:\d+px ?">)</div>([^<|\n]+)</div>')


def refused_fix(page: PageFacts, fixed: bytes) -> Diagnostic | None:
    """Why a mended page must not be written: it would state other facts than the page, its example aside."""
    again = read_page(fixed, page.path)
    response = replace(again.response, example=page.response.example)
    return refusal(page, again.saying("response", response))


def _replaced(data: bytes, example: Example, fixed: str) -> bytes:
    """The bytes with the example's text replaced where it stands; unchanged when it is not there."""
    newline = "\r\n" if example.page.exceptions.get("newline") == "crlf" else "\n"
    old, new = example.text.replace("\n", newline), fixed.replace("\n", newline)
    text = data.decode("utf-8")
    line = example.page.span("response", example.page.response.example_line).line
    start = len("".join(text.split("\n", line - 1)[: line - 1])) + line - 1
    if not old or not fixed:
        return data
    if not text.startswith(old, start):
        start = text.find(old) if text.count(old) == 1 else -1
    if start < 0:
        return data
    return (text[:start] + new + text[start + len(old) :]).encode("utf-8")
