"""The subject of rules about examples: a page's example JSON, and what the page's tables say of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from generator.model import UNSET, Api, Operation, Ref, Type
from generator.model.judge import CALL, Judge
from generator.model.mend import mended
from generator.model.spelling import path_words
from generator.pages.facts import PageFacts
from generator.pages.json_text import print_json
from generator.pages.sections.response import usual_form
from generator.pages.vocabulary import dialect
from generator.rules.book import said_schemas
from generator.rules.faults import Fault, Faulty
from generator.rules.json_places import scan
from generator.rules.rule import EXAMPLE, Place
from generator.rules.values import data_of, place_of
from generator.source import Span


@dataclass(frozen=True)
class Example(Faulty):
    """A page's example: its text, what it is compared with, and how the page lays JSON out."""

    page: PageFacts
    api: Api
    type: Type
    form: str

    kind = EXAMPLE

    def span(self, place: Place) -> Span:
        """A place of the example, on the page."""
        line = self.page.response.example_line + place.row
        return self.page.span("response", line, place.column)

    @cached_property
    def text(self) -> str:
        """The text as it stands on the page (with line feeds)."""
        return print_json(self.page.response.example, self.form)

    @cached_property
    def judge(self) -> Judge:
        """What compares it."""
        return Judge(said_schemas(self.api, self.page), ignored=CALL, sending=False)

    @cached_property
    def faults(self) -> list[Fault]:  # type: ignore[override]
        """All that does not suit; nothing in what is no JSON, which the reader of pages reports."""
        value = scan(self.text)
        if value is None:
            return []
        found = self.judge.value(data_of(value), self.type)
        return [
            Fault(one, place_of(value, one.path), path_words(one.path), one.known) for one in found
        ]

    def mended(self, data: bytes) -> bytes:
        """The page's bytes with the example's disguises put right, printed as the page prints JSON; else as they are.

        An example that is not printed as pages print JSON is left alone (`docs2sdk fmt` comes first).
        """
        example = self.page.response.example
        if isinstance(example, str):
            return data
        fixed = mended(self.judge, example, self.type)
        return data if fixed == example else _replaced(data, self, print_json(fixed, self.form))


def example_of(page: PageFacts, api: Api, operation: Operation) -> Example | None:
    """The page's example, or None where there is none, or nothing to compare it with."""
    response = operation.success
    name = page.response.name
    kind = Ref(name) if name in api.schemas else response.type if response else None
    if kind is None or page.response.example is UNSET or not page.locale:
        return None
    usual = usual_form(dialect(page.locale, page.style, str(page.exceptions.get("spelling", ""))))
    return Example(page, api, kind, str(page.exceptions.get("json", usual)))


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
