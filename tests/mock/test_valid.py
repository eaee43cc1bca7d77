"""What the mock answers is valid, as `jsonschema` says that is not ours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_schema_validator import oas31_format_checker

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.mock import example_answer
from generator.model import (
    INTEGER,
    STRING,
    Api,
    Array,
    Field,
    Operation,
    Ref,
    Response,
    Schema,
)
from generator.openapi import export, load
from generator.pages.read import PageReader


def apis_of(base: Path, folder: str) -> list[Api]:
    reader = PageReader()
    paths = sorted((base / folder).rglob("*.md"))
    pages = [reader.read(path.read_bytes(), path.relative_to(base).as_posix()) for path in paths]
    return [made.api for made in assemble(pages, Settings())[0]]


def wrong_answers(api: Api, document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Operations whose answer is no instance of the document's schema, and why."""
    for operation in api.operations:
        response = operation.success
        if response is None or response.type is None or response.media != "application/json":
            continue
        place = document["paths"][operation.path][operation.method.lower()]
        told = place["responses"][response.status]["content"][response.media]
        schema = {**document, **told["schema"]}
        validator = Draft202012Validator(schema, format_checker=oas31_format_checker)
        answer = example_answer(api, response)
        wrong = next(validator.iter_errors(answer), None)
        if wrong is not None:
            yield operation.id, f"{wrong.json_path}: {wrong.message}"[:200]
        if isinstance(answer, dict) and answer.get("statusCode", 200) != 200:
            yield operation.id, f"statusCode {answer['statusCode']}"


DOCUMENTED = {
    "statusCode": 200,
    "message": "ok",
    "data": {"list": {"id": "a", "tags": '["x"]'}, "totalCount": "1"},
}
SCHEMAS = {
    "Answer": Schema(
        "Answer",
        (
            Field("statusCode", INTEGER, required=True),
            Field("message", STRING, required=True),
            Field("apiCode", INTEGER),
            Field("data", Ref("Page"), required=True),
        ),
    ),
    "Page": Schema(
        "Page",
        (
            Field("list", Array(Ref("Item")), required=True),
            Field("totalCount", INTEGER, required=True),
        ),
    ),
    "Item": Schema(
        "Item",
        (
            Field("id", STRING, required=True),
            Field("tags", Array(STRING)),
            Field("name", STRING, required=True, example="Emma"),
        ),
    ),
}


def test_documented_examples_are_mended() -> None:
    api = Api("x", schemas=SCHEMAS)
    answer = example_answer(api, Response(type=Ref("Answer"), example=DOCUMENTED))
    assert answer == {
        "statusCode": 200,
        "message": "ok",
        "data": {"list": [{"id": "a", "tags": ["x"], "name": "Emma"}], "totalCount": 1},
    }


def test_success_is_success() -> None:
    operation = Operation("get", "GET", "/get", responses=(Response("201", type=Ref("Answer")),))
    api = Api("x", operations=(operation,), schemas=SCHEMAS)
    answer = example_answer(api, operation.success)
    assert isinstance(answer, dict)
    assert (answer["statusCode"], answer["apiCode"]) == (201, 20100)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["management", "authentication"])
def test_truth(shared: Path, name: str) -> None:
    document = json.loads((shared / "corpus" / "truth" / f"{name}-openapi.json").read_bytes())
    api, _ = load(document, client=name, file=name)
    assert list(wrong_answers(api, document)) == []
    assert len(api.operations) > 40


@pytest.mark.corpus
@pytest.mark.parametrize("folder", ["published/node", "factory-2022", "aligned-en"])
def test_pages(shared: Path, folder: str) -> None:
    for api in apis_of(shared / "corpus", folder):
        wrong = list(wrong_answers(api, export(api)))
        assert wrong == [], f"{len(wrong)} of {len(api.operations)}"


def test_own_pages(project: Path) -> None:
    for api in apis_of(project / "specs", "pages"):
        assert list(wrong_answers(api, export(api))) == []
