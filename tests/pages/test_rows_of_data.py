"""An edition and a style are one row of data each: with a row more, pages of it are recognised, read and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
import yaml

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.files import template
from generator.model import Api, Operation, PageRecord, Response, Sample, editions
from generator.openapi import export, load
from generator.pages import place, vocabulary
from generator.pages.read import read_page
from generator.pages.sections import method
from generator.pages.write import print_page
from generator.roundtrip import roundtrip_page
from tests.pages.support import page_text

Rows = dict[str, dict[str, Any]]


@pytest.fixture
def more(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[ModuleType, str, Rows], None]]:
    """Adds rows to a template file of tables."""

    def add(module: ModuleType, name: str, rows: Rows) -> None:
        wanted = f"reference/{name}.yaml"
        known = yaml.safe_load(template(wanted)) | rows
        text = yaml.safe_dump(known, sort_keys=False)
        monkeypatch.setattr(module, "template", lambda n: text if n == wanted else template(n))
        forget()

    yield add
    monkeypatch.undo()
    forget()


def forget() -> None:
    for cache in (
        editions.editions,
        editions._by_fence,
        editions._by_language,
        method._name,
        vocabulary.styles,
        vocabulary.dialect,
    ):
        cache.cache_clear()


RUBY = {
    "language": "Ruby",
    "fence": "ruby",
    "fences": ["rb"],
    "functions": "snake",
    "between": "#",
}


def page(edition: str, style: str = "aligned") -> tuple[Api, Operation, PageRecord]:
    record = PageRecord(f"en/{edition}/management/things/make-thing.md", "en", edition, style)
    operation = Operation(
        "makeThing", "POST", "/api/v3/make-thing", "Make a thing", responses=(Response(),),
        samples=(Sample(edition, "ruby" if edition == "ruby" else "ts", "client.x"),), pages=(record,),
    )  # fmt: skip
    return Api("management", operations=(operation,)), operation, record


def test_an_edition_is_one_row(more: Callable[[ModuleType, str, Rows], None]) -> None:
    more(editions, "editions", {"ruby": RUBY})
    api, operation, record = page("ruby")
    printed = print_page(api, operation, record)
    assert b"`ManagementClient#make_thing`" in printed
    assert b"```ruby\n" in printed
    for path in (record.path, "make-thing.md"):
        read = read_page(printed, path)
        assert (read.edition, read.function) == ("ruby", "makeThing")
        assert roundtrip_page(read, printed).difference is None
    assert place.place(record.path).tag == "things"
    made, _ = assemble([read_page(printed, record.path)], Settings())
    document = export(made[0].api)
    assert "lang: Ruby" in yaml.safe_dump(document)
    again, _ = load(document, client="management", file="x")
    assert again.operations[0].samples[0].edition == "ruby"


def test_a_style_is_one_row(more: Callable[[ModuleType, str, Rows], None]) -> None:
    wide = yaml.safe_load(template("reference/styles.yaml"))["compact"]
    wide["gaps"] = {"title": 0, "note": 2, "method": 2, "parameters": 2, "response": 2, "end": 1}
    more(vocabulary, "styles", {"wide": wide})
    api, operation, record = page("node", "wide")
    wide_page = print_page(api, operation, record)
    read = read_page(wide_page, record.path)
    assert read.style == "wide"
    assert read.exceptions == {}
    assert roundtrip_page(read, wide_page).difference is None
    compact = print_page(api, operation, replace(record, style="compact"))
    assert read_page(compact, record.path).style == "compact"


def test_a_page_that_says_nothing_is_of_the_first_edition() -> None:
    text = page_text("| id | string | Yes | - | Its id | `x` |").replace("```ts", "```")
    assert read_page(text.encode(), "make-thing.md").edition == "node"
    python = text.replace("ManagementClient.createThing", "ManagementClient.create_thing")
    assert read_page(python.encode(), "make-thing.md").edition == "python"


def test_a_page_without_headings_is_of_the_locale_of_its_letters() -> None:
    assert read_page("# 你好\n\n世界\n".encode(), "a.md").locale == "zh-CN"
    assert read_page(b"# Hello\n\nWorld\n", "a.md").locale == "en"


def test_what_stands_between_class_and_function_comes_back() -> None:
    text = page_text("| id | string | Yes | - | Its id | `x` |")
    arrow = text.replace("ManagementClient.create", "ManagementClient->create").encode()
    assert roundtrip_page(read_page(arrow, "php/make-thing.md"), arrow).difference is None
