"""Which operations page, and how: one rule, and what a document says of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator.model import (
    INTEGER,
    STRING,
    UNSET,
    Api,
    Array,
    Body,
    Field,
    Json,
    Nullable,
    Operation,
    Parameter,
    Ref,
    Response,
    Schema,
    Type,
)
from generator.model.paging import Paging, paging_of
from generator.openapi import load
from generator.targets.python.plan import client_plan
from generator.targets.settings import ClientSettings
from generator.targets.typescript.plan import Names, plan

PAGE, LIMIT = Field("page", INTEGER), Field("limit", INTEGER)
ITEMS, TOTAL = Field("list", Array(Ref("Dto"))), Field("totalCount", INTEGER)
NEXT = Field("next_cursor", Nullable(STRING))


def api_of(*answer: Field, **schemas: tuple[Field, ...]) -> Api:
    named = {name: Schema(name, fields) for name, fields in {"Answer": answer, **schemas}.items()}
    return Api("x", schemas={**named, "Alias": Schema("Alias", type=Array(STRING))})


def found(api: Api, *given: Field, answer: Type | None = None, said: Json = UNSET) -> Paging | None:
    parameters = tuple(map(Parameter, given))
    operation = Operation("list", "GET", "/l", parameters=parameters, paging=said)
    return paging_of(api, replace(operation, responses=(Response("200", answer or Ref("Answer")),)))


def test_by_number() -> None:
    inside = Paging("page", ("page",), (), ("data", "list"), ("data", "totalCount"), (), Ref("Dto"))
    data = Field("data", Nullable(Ref("Page")))
    assert found(api_of(data, Page=(ITEMS, TOTAL)), PAGE) == inside
    top = Paging("page", ("page",), ("limit",), ("list",), (), (), Ref("Dto"))
    assert found(api_of(ITEMS), PAGE, LIMIT) == top
    whole = Paging("page", ("page",), ("limit",), (), (), (), STRING)
    assert found(api_of(), PAGE, LIMIT, answer=Ref("Alias")) == whole


def test_inside_of_other_arguments() -> None:
    api = api_of(ITEMS, TOTAL, Options=(Field("pagination", Ref("Inner")),), Inner=(PAGE, LIMIT))
    body = Body((Field("keywords", STRING), Field("options", Nullable(Ref("Options")))))
    operation = Operation("l", "POST", "/l", body=body, responses=(Response(type=Ref("Answer")),))
    paging = paging_of(api, operation)
    assert paging is not None
    assert paging.start == ("options", "pagination", "page")
    assert paging.size == ("options", "pagination", "limit")


@pytest.mark.parametrize("name", ["offset", "skip"])
def test_by_offset(name: str) -> None:
    paging = found(api_of(ITEMS, Field("count", INTEGER)), Field(name, INTEGER), LIMIT)
    assert paging is not None
    assert (paging.kind, paging.start, paging.total) == ("offset", (name,), ("count",))


@pytest.mark.parametrize(
    ("start", "name"), [("cursor", "nextCursor"), ("page_token", "next_page_token")]
)
def test_by_cursor(start: str, name: str) -> None:
    api = api_of(
        Field("rows", Array(STRING)), Field("meta", Ref("Meta")), Meta=(Field(name, STRING),)
    )
    paging = found(api, Field(start, STRING))
    assert paging is not None
    assert (paging.kind, paging.start, paging.next) == ("cursor", (start,), ("meta", name))


def test_without_pages() -> None:
    assert found(api_of(ITEMS, TOTAL)) is None
    assert found(api_of(ITEMS), PAGE) is None
    assert found(api_of(TOTAL), PAGE, LIMIT) is None
    assert found(api_of(Field("errors", Array(STRING))), PAGE, LIMIT) is None
    assert found(api_of(ITEMS), Field("cursor", STRING)) is None
    assert found(api_of(Field("a", Array(STRING)), Field("b", Array(STRING))), PAGE, LIMIT) is None


def test_what_is_said_comes_first() -> None:
    api = api_of(ITEMS, Field("b", Array(STRING)), NEXT)
    assert found(api, PAGE, LIMIT, said=False) is None
    said = {"cursor": "from", "items": "b", "next": "next_cursor"}
    paging = Paging("cursor", ("from",), (), ("b",), (), ("next_cursor",), STRING)
    assert found(api, PAGE, Field("from", STRING), said=said) == paging
    assert found(api, PAGE, said=said) is None
    assert found(api, PAGE, said={"page": "page", "items": "no"}) is None


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "paged"), [("management", 27), ("authentication", 0)])
def test_both_clients_page_the_same_operations(shared: Path, name: str, paged: int) -> None:
    document = json.loads((shared / "corpus" / "truth" / f"{name}-openapi.json").read_bytes())
    api, _ = load(document, client=name, file=name)
    python = client_plan(api, ClientSettings(), name, "Client").calls
    typescript = plan(api, ClientSettings(), Names(name, "Client", "")).operations
    ids = {one.operation.id for one in python if one.paging is not None}
    assert ids == {one.operation.id for one in typescript if one.paging is not None}
    assert len(ids) == paged
