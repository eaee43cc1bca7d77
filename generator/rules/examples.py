"""Example JSON against the response's data structures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from generator.model import UNSET, Api, Operation, Ref, Type, judge
from generator.model.judge import CALL, Judge, Problem
from generator.model.spelling import path_words
from generator.pages.facts import PageFacts
from generator.pages.json_text import print_json
from generator.pages.sections.response import usual_form
from generator.pages.vocabulary import dialect
from generator.rules.book import Book, said_schemas
from generator.rules.json_places import scan
from generator.rules.values import Place, data_of, place_of, shown
from generator.source import Diagnostic, diagnostic

_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        judge.UNKNOWN: "S021",
        judge.MISSING: "S022",
        judge.WRONG: "S023",
        judge.FORMAT: "S023",
        judge.LIMIT: "S023",
        judge.TEXT: "S024",
        judge.SINGLE: "S025",
        judge.MEMBER: "S023",
        judge.UNLISTED: "S026",
    }
)


@dataclass(frozen=True, slots=True)
class Example:
    """A page's example: its text, what it is compared with, and how the page lays JSON out."""

    page: PageFacts
    api: Api
    kind: Type
    form: str

    @property
    def text(self) -> str:
        """The text as it stands on the page (with line feeds)."""
        return print_json(self.page.response.example, self.form)

    @property
    def judge(self) -> Judge:
        """What compares it."""
        return Judge(said_schemas(self.api, self.page), ignored=CALL, sending=False)


def example_of(page: PageFacts, api: Api, operation: Operation) -> Example | None:
    """The page's example, or None where there is none, or nothing to compare it with."""
    response = operation.success
    name = page.response.name
    kind = Ref(name) if name in api.schemas else response.type if response else None
    if kind is None or page.response.example is UNSET or not page.locale:
        return None
    usual = usual_form(dialect(page.locale, page.style, str(page.exceptions.get("spelling", ""))))
    return Example(page, api, kind, str(page.exceptions.get("json", usual)))


def check_examples(apis: Sequence[Api], pages: Sequence[PageFacts]) -> list[Diagnostic]:
    """Findings about the examples of pages; the Apis are those that the pages were assembled to.

    An example that is no JSON is not judged here: the reader of pages reports it.
    """
    book = Book.of(apis, pages)
    found: list[Diagnostic] = []
    for page in pages:
        known = book.of_page(page)
        example = example_of(page, *known) if known else None
        if example is not None:
            found += _checked(example)
    return sorted(found)


def _checked(example: Example) -> Iterator[Diagnostic]:
    value = scan(example.text)
    if value is None:
        return
    for found in example.judge.value(data_of(value), example.kind):
        if found.kind in _CODES:
            yield _reported(example.page, found, place_of(value, found.path))


def _reported(page: PageFacts, found: Problem, place: Place) -> Diagnostic:
    span = page.span("response", page.response.example_line + place.row, place.column)
    seen, expected = said(found, path_words(found.path))
    close = get_close_matches(str(found.path[-1:]), found.known, n=1, cutoff=0.7)
    hint = f"did you mean `{close[0]}`?" if close and found.kind == judge.UNKNOWN else ""
    return diagnostic(_CODES[found.kind], span, seen, expected, hint)


def said(found: Problem, name: str) -> tuple[str, str]:
    """What is seen and what is expected."""
    match found.kind:
        case judge.UNKNOWN:
            return f"`{name}` is in no table", ""
        case judge.MISSING:
            return f"`{name}` is missing", found.expected
        case judge.SINGLE:
            return f"`{name}` is one object", found.expected
        case _:
            return f"`{name}` is {shown(found.seen)}", found.expected
