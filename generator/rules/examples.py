"""Example JSON against the response's data structures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from generator.model import UNSET, Api, Operation, Ref, Type
from generator.pages.facts import PageFacts
from generator.pages.json_text import print_json
from generator.pages.sections.response import usual_form
from generator.pages.vocabulary import dialect
from generator.rules import match
from generator.rules.book import Book, matcher
from generator.rules.json_places import scan
from generator.rules.match import Matcher, Mismatch
from generator.rules.values import words
from generator.source import Diagnostic, diagnostic

_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        match.UNKNOWN: "S021",
        match.MISSING: "S022",
        match.WRONG: "S023",
        match.TEXT: "S024",
        match.SINGLE: "S025",
        match.MEMBER: "S026",
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
    def matcher(self) -> Matcher:
        """What compares it."""
        return matcher(self.api, self.page)


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
    for found in example.matcher.value(value, example.kind) if value else ():
        yield _reported(example.page, found)


def _reported(page: PageFacts, found: Mismatch) -> Diagnostic:
    line = page.response.example_line + found.place.row
    span = page.span("response", line, found.place.column)
    seen, expected = _TEXTS[found.kind](found, f"`{words(found.path)}`")
    close = get_close_matches(str(found.path[-1:]), found.known, n=1, cutoff=0.7)
    hint = f"did you mean `{close[0]}`?" if close and found.kind == match.UNKNOWN else ""
    return diagnostic(_CODES[found.kind], span, seen, expected, hint)


def _typed(found: Mismatch, name: str) -> tuple[str, str]:
    return f"{name} is {found.seen}", found.expected


_TEXTS: Final[Mapping[str, Callable[[Mismatch, str], tuple[str, str]]]] = MappingProxyType(
    {
        match.UNKNOWN: lambda _, name: (f"{name} is in no table", ""),
        match.MISSING: lambda found, name: (f"{name} is missing", found.expected),
        match.WRONG: _typed,
        match.TEXT: _typed,
        match.SINGLE: _typed,
        match.MEMBER: lambda found, name: (f"{name} is {found.seen}", " or ".join(found.known)),
    }
)
