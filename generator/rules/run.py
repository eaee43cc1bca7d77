"""Running the rules: every file of `checks/` that exports `RULE`; this is the only list of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from generator.model import Api
from generator.pages.facts import PageFacts
from generator.pages.read import read_page
from generator.pages.same import refusal
from generator.registry import files
from generator.rules.book import NO_PACKAGES, Book
from generator.rules.example import example_of
from generator.rules.rule import PAGE, Found, Rule
from generator.rules.sample import sources
from generator.source import Diagnostic, diagnostic


@cache
def rules(on: str) -> tuple[Rule[Any], ...]:
    """The rules about a kind of subject, by their codes."""
    found: list[Rule[Any]] = [one.RULE for one in files("rules.checks")]
    return tuple(one for one in found if one.on == on)


def check(
    apis: Sequence[Api], pages: Sequence[PageFacts], packages: Mapping[str, str] = NO_PACKAGES
) -> list[Diagnostic]:
    """Findings about samples and examples; the Apis are those that the pages were assembled to.

    `packages` are the names of those that samples import, by edition.
    """
    book = Book.of(apis, pages, packages)
    found = [one for subject in _subjects(book, pages) for one in _judged(subject)]
    return sorted(found)


def _subjects(book: Book, pages: Sequence[PageFacts]) -> Iterator[Any]:
    yield from sources(book, pages)
    for page in pages:
        known = book.of_page(page)
        example = example_of(page, *known) if known else None
        if example is not None:
            yield example


def _judged(subject: Any) -> Iterator[Diagnostic]:
    for rule in rules(subject.kind):
        for one in rule.check(subject) if rule.check else ():
            yield _reported(rule, subject, one)


def _reported(rule: Rule[Any], subject: Any, one: Found) -> Diagnostic:
    return diagnostic(rule.row[0], subject.span(one.place), one.seen, one.expected, one.hint)


def fix_page(data: bytes, page: PageFacts, api: Api | None) -> bytes:
    """The page's bytes with all put right that rules can surely fix; `page` are the facts of exactly these bytes."""
    known = Book.of([api], [page]).of_page(page) if api else None
    example = example_of(page, *known) if known else None
    subjects = [(PAGE, page), *([(example.kind, example)] if example else ())]
    for kind, subject in subjects:
        for fix in dict.fromkeys(rule.fix for rule in rules(kind) if rule.fix):
            data = fix(subject, data)
    return data


def refused_fix(page: PageFacts, fixed: bytes) -> Diagnostic | None:
    """Why a mended page must not be written: it would state other facts than the page, its example aside."""
    again = read_page(fixed, page.path)
    response = replace(again.response, example=page.response.example)
    return refusal(page, again.saying("response", response))
