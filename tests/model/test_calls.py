"""The arguments of a call, as both clients, the mock and samples take them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model import (
    STRING,
    Api,
    Array,
    Body,
    Field,
    Map,
    Operation,
    PageRecord,
    Parameter,
    Ref,
    Schema,
    Type,
)
from generator.model.calls import call_of

ID = Field("id", STRING, required=True)
FILTER = Schema("Filter", (Field("a", STRING),))
OPEN = Schema("Open", (Field("a", STRING),), additional=STRING)
FREE = Schema("Free", additional=STRING)
API = Api("x", schemas={one.name: one for one in (FILTER, OPEN, FREE)})
POST = Operation("op", "POST", "/op/{id}")


def keys(operation: Operation) -> list[tuple[str, str, str]]:
    return [(one.key, one.place, one.field.name) for one in call_of(API, operation).arguments]


def test_the_outermost_of_one_name_keeps_it_whatever_the_order() -> None:
    query, path = Parameter(ID, "query"), Parameter(ID, "path")
    body = Body((ID,))
    expected = {("id", "path", "id"), ("id_2", "query", "id"), ("id_3", "body", "id")}
    for order in ((query, path), (path, query)):
        assert set(keys(replace(POST, parameters=order, body=body))) == expected


def test_an_optional_body_is_given_whole_or_not_at_all() -> None:
    body = Body((ID, Field("note", STRING)), required=False)
    call = call_of(API, replace(POST, parameters=(Parameter(ID, "path"),), body=body))
    assert [one.field.required for one in call.arguments] == [True, False, False]
    assert call.together == ("id_2",)
    assert call_of(API, replace(POST, body=replace(body, required=True))).together == ()


def test_additional_properties_can_be_given() -> None:
    assert keys(replace(POST, body=Body(type=Ref("Open")))) == [
        ("a", "body", "a"),
        ("additionalProperties", "more", "additionalProperties"),
    ]
    assert keys(replace(POST, body=Body(type=Ref("Free")))) == [("body", "content", "body")]


@pytest.mark.parametrize(
    ("location", "kind", "style", "explode", "spelling"),
    [
        ("query", STRING, "", None, ""),
        ("query", STRING, "form", False, ""),
        ("query", Array(STRING), "", None, ""),
        ("query", Array(STRING), "", False, "form"),
        ("query", Array(STRING), "pipeDelimited", None, "pipeDelimited"),
        ("query", Ref("Filter"), "deepObject", True, "deepObject*"),
        ("query", Map(STRING), "", None, ""),
        ("path", STRING, "simple", True, ""),
        ("path", STRING, "label", None, "label"),
        ("path", Array(STRING), "matrix", True, "matrix*"),
        ("header", Ref("Filter"), "", True, "simple*"),
        ("cookie", Array(STRING), "form", False, "form"),
    ],
)
def test_spellings(
    location: str, kind: Type, style: str, explode: bool | None, spelling: str
) -> None:
    one = Parameter(Field("a", kind), location, style, explode)
    assert [a.spelling for a in call_of(API, replace(POST, parameters=(one,))).arguments] == [
        spelling
    ]


def test_pages_do_not_say_how_an_object_is_spelled() -> None:
    one = Parameter(Field("a", Ref("Filter")))
    page = replace(POST, parameters=(one,), pages=(PageRecord("a.md", "en", "node", "compact"),))
    assert call_of(API, page).arguments[0].spelling == "application/json"
