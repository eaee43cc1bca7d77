"""Examples put right: a list that is shown as text, and one object that is shown instead of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from generator.model import Api, Json, judge
from generator.model.judge import Path
from generator.model.values import json_text
from generator.pages.facts import PageFacts
from generator.pages.json_text import print_json
from generator.pages.read import read_page
from generator.pages.same import refusal
from generator.rules.book import Book
from generator.rules.examples import Example, example_of
from generator.source import Diagnostic

_ROUNDS: Final = 20


def fix_page(data: bytes, page: PageFacts, api: Api) -> bytes:
    """The page's bytes with its example's disguises put right, printed as the page prints JSON; else as they are.

    `page` are the facts of exactly these bytes. An example that is not printed as pages print JSON is left
    alone (`docs2sdk fmt` comes first).
    """
    known = Book.of([api], [page]).of_page(page)
    example = example_of(page, *known) if known else None
    if example is None or isinstance(page.response.example, str):
        return data
    fixed = mended(example)
    if fixed == page.response.example:
        return data
    return _replaced(data, example, print_json(fixed, example.form))


def refused_fix(page: PageFacts, fixed: bytes) -> Diagnostic | None:
    """Why a mended page must not be written: it would state other facts than the page, its example aside."""
    again = read_page(fixed, page.path)
    response = replace(again.response, example=page.response.example)
    return refusal(page, replace(again, response=response))


def mended(example: Example) -> Json:
    """The example's data without disguises."""
    data = deepcopy(example.page.response.example)
    for _ in range(_ROUNDS):
        found = [m for m in example.judge.value(data, example.kind) if m.kind in _MENDERS]
        if not found:
            break
        for item in found:
            data = _changed(data, item.path, _MENDERS[item.kind])
    return data


def _changed(data: Json, path: Path, mend: Callable[[Json], Json]) -> Json:
    """The data with the value at a path mended."""
    if not path:
        return mend(data)
    inner: Json = data
    for step in path[:-1]:
        inner = inner[step]  # type: ignore[index]
    inner[path[-1]] = mend(inner[path[-1]])  # type: ignore[index]
    return data


def _parsed(text: Json) -> Json:
    data = json_text(text)
    return data[0] if data else text


_MENDERS: Final[Mapping[str, Callable[[Json], Json]]] = MappingProxyType(
    {judge.TEXT: _parsed, judge.SINGLE: lambda data: [data]}
)


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
