"""What `explain` says of a page, of configured facts, of documents and of names that it does not know."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.assembly.assemble import assemble
from generator.assembly.settings import ClientSettings, OperationOverride, Settings
from generator.explain import explain_code, explain_field, explain_operation, near
from generator.model import STRING, Api, Field, Operation, Parameter
from generator.openapi import load
from generator.pages.read import read_page
from generator.source import CODES
from generator.source.visible import is_unseen

HERE = Path(__file__).parent
PAGE = "en/node/library/books/lend-book.md"


def _api(settings: Settings | None = None) -> Api:
    page = read_page((HERE / "cases" / "lend-book.md").read_bytes(), PAGE)
    (made,), _ = assemble([page], settings or Settings())
    return made.api


def _line_of(text: str) -> int:
    lines = (HERE / "cases" / "lend-book.md").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(text))


def _said(text: str | None) -> str:
    """The answer with its layout taken away."""
    assert text is not None
    assert text.endswith("\n")
    assert max(map(len, text.splitlines())) <= 110
    return " ".join(text.split())


def test_an_operation_tells_where_each_fact_comes_from() -> None:
    said = _said(explain_operation(_api(), "lendBook"))
    assert "lendBook (operation of client library)" in said
    assert "method POST inferred by" in said
    assert "path /api/v3/lend-book inferred by file-name, confidence 0.95" in said
    assert f"title Lend a book stated at {PAGE}:1:1" in said
    assert f"copies integer, required stated at {PAGE}:{_line_of('| copies')}:3" in said
    assert "inferred by whole-sample" in said
    assert "200 LoanRespDto" in said
    assert PAGE in said.partition("pages")[2]


def test_a_configured_fact_is_told_from_a_guess() -> None:
    override = OperationOverride(method="PUT", path="/loans")
    settings = Settings(clients={"library": ClientSettings({"lendBook": override})})
    said = _said(explain_operation(_api(settings), "lendBook"))
    assert "method PUT configured in docs2sdk.yaml" in said
    assert "path /loans configured in docs2sdk.yaml" in said


def test_fields() -> None:
    api = _api()
    marks = _said(explain_field(api, "lendBook.marks"))
    assert "lendBook.marks (input in the body, client library)" in marks
    assert f"type string[] stated at {PAGE}:{_line_of('| marks')}:3 inferred by sample" in marks
    name = explain_field(api, "ReaderDto.name")
    assert f"{PAGE}:{_line_of('| name')}:3" in _said(name)
    assert "required yes" in _said(name)
    assert "sent by lendBook" in _said(name)
    assert "- `a`: short" in str(name).splitlines()[-2]
    data = _said(explain_field(api, "LoanRespDto.data"))
    assert "LoanDto[]" in data
    assert "inferred by unlinked-structure" in data
    assert "required yes inferred by envelope" in data
    assert "answered by lendBook" in data
    level = _said(explain_field(api, "ReaderDto.level"))
    assert 'enum of string: "gold"' in level


def test_a_guess_asks_to_be_confirmed() -> None:
    page = read_page((HERE / "cases" / "lend-book.md").read_bytes(), "x/look-book.md")
    page.style = "aligned"
    page.function = "lookBook"
    page.sections["parameters"] = replace(page.parameters, rows=page.parameters.rows[:1])
    (made,), _ = assemble([page], Settings())
    assert "(unsure; confirm it in docs2sdk.yaml)" in _said(explain_operation(made.api, "lookBook"))


def test_a_document_states_its_facts_itself() -> None:
    document: dict[str, object] = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {
            "/a": {"get": {"operationId": "getA", "responses": {"200": {"description": ""}}}}
        },
    }
    api, _ = load(document, client="a", file="a.yaml")
    said = _said(explain_operation(api, "getA"))
    assert "method GET stated in a.yaml" in said
    assert "200 no content" in said


@pytest.mark.parametrize(
    "name", ["", "lendbook", "ReaderDto", "ReaderDto.", ".name", "a.b.c", "\x00"]
)
def test_unknown_names_are_none(name: str) -> None:
    assert explain_operation(_api(), name) is None
    assert explain_field(_api(), name) is None


def test_names_that_are_near() -> None:
    apis = [_api()]
    assert near("lendBok", apis)[0] == "lendBook"
    assert near("readerdto.NAME", apis)[0] == "ReaderDto.name"
    assert near("ReaderDto.nam", apis)[0] == "ReaderDto.name"
    assert near("P24", apis)[0].startswith("P")
    assert near("row-twce", apis)[0] == "row-twice"
    assert near("zzzzzzzzzz", apis) == []
    assert near("x" * 100_000, apis) == []


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_explained(code: str) -> None:
    text = explain_code(code.lower())
    said = _said(text)
    assert said in _said(explain_code(CODES[code].name))
    for part in (
        code,
        CODES[code].name,
        CODES[code].severity.value,
        CODES[code].meaning,
        CODES[code].hint,
    ):
        assert " ".join(part.split()) in said


def test_unknown_code() -> None:
    assert explain_code("P999999") is None


def test_hostile_texts_are_shown_harmless() -> None:
    evil = "a\x1b[2J\u202e\u2028\r\nb`x`"
    field = Field(evil, STRING, description=evil, default=evil, example=[evil])
    operation = Operation(evil, evil, evil, evil, tag=evil, parameters=(Parameter(field, evil),))
    api = Api("c", operations=(operation,))
    for text in (explain_operation(api, evil), explain_field(api, f"{evil}.{evil}")):
        assert text is not None
        assert not [one for one in text if one != "\n" and is_unseen(one)]
