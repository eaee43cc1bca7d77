"""What the plan decides for a call: arguments, bodies, pages, and what is reported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model import (
    Api,
    Array,
    Body,
    Field,
    Operation,
    Parameter,
    Ref,
    Response,
    Scalar,
    Schema,
)
from generator.targets.typescript.emit import emit
from generator.targets.typescript.inputs import inputs_of
from generator.targets.typescript.settings import TypeScriptSettings

STRING = Scalar("string")
DTO = Schema("Dto", (Field("a", STRING, required=True), Field("b", STRING)))
API = Api("x", schemas={"Dto": DTO, "Id": Schema("Id", type=STRING)})
POST = Operation("op", "POST", "/op")


@pytest.mark.parametrize(
    ("body", "whole", "encoding", "names"),
    [
        (None, "", "none", []),
        (Body(type=Ref("Dto")), "Dto", "", ["a", "b"]),
        (Body(DTO.fields), "", "", ["a", "b"]),
        (Body(type=Ref("Id")), "", "", ["body"]),
        (Body(type=Ref("missing")), "", "", ["body"]),
        (Body(type=Array(STRING)), "", "", ["body"]),
        (Body(type=Ref("Dto"), required=False), "", "", ["a", "b"]),
        (Body(DTO.fields, media="multipart/form-data"), "", "multipart", ["a", "b"]),
        (Body(DTO.fields, media="application/x-www-form-urlencoded"), "", "form", ["a", "b"]),
        (Body(type=STRING, media="text/csv; header=present"), "", "raw", ["body"]),
        (Body(type=STRING, media="application/vnd.x+json"), "", "", ["body"]),
    ],
)
def test_bodies(body: Body | None, whole: str, encoding: str, names: list[str]) -> None:
    inputs = inputs_of(API, replace(POST, body=body))
    assert (inputs.whole, inputs.encoding) == (whole, encoding)
    assert [argument.key for argument in inputs.arguments] == names


def test_an_optional_body_asks_for_nothing() -> None:
    inputs = inputs_of(API, replace(POST, body=Body(type=Ref("Dto"), required=False)))
    assert not inputs.required


def test_a_caller_does_not_give_what_is_read_only() -> None:
    body = Body((Field("id", STRING, required=True, read_only=True), Field("name", STRING)))
    inputs = inputs_of(API, replace(POST, body=body))
    assert [argument.key for argument in inputs.arguments] == ["name"]


def test_the_runtime_is_told_only_of_what_its_rule_does_not_cover() -> None:
    parameters = (Parameter(Field("id", STRING), "path"), Parameter(Field("q", STRING)))
    get = replace(POST, method="GET", parameters=parameters)
    assert [one.key for one in inputs_of(API, get).listed] == ["id"]
    post = replace(
        POST, parameters=parameters, body=Body((Field("id", STRING), Field("n", STRING)))
    )
    told = [(one.key, one.place, one.field.name) for one in inputs_of(API, post).listed]
    assert told == [("id", "path", "id"), ("q", "query", "q"), ("id_2", "body", "id")]


def test_reports() -> None:
    operations = (
        Operation("a", "GET", "/a", body=Body((Field("x", STRING),))),
        Operation("b", "POST", "/b", body=Body(type=STRING, media="text/\r\nx: y")),
        Operation("then", "POST", "/c", responses=(Response("200", Ref("missing")),)),
    )
    tree, found = emit([Api("x", operations=operations)], TypeScriptSettings())
    assert sorted(one.code for one in found) == ["B301", "B302", "B305", "B306"]
    text = tree["src/x/operations.ts"]
    assert 'media: "application/octet-stream"' in text
    assert "export const then_: Operation<NoParams, unknown>" in text
