"""The rules that recover what pages lose: each on its evidence, in order, with its confidence."""

from __future__ import annotations

import pytest

from generator.assembly.infer.methods import Evidence, infer_method, infer_path
from generator.assembly.infer.types import (
    Hints,
    infer_integer,
    infer_items,
    infer_parameter_enum,
    infer_required,
)
from generator.model import (
    ANY,
    BOOLEAN,
    INTEGER,
    NUMBER,
    OBJECT,
    STRING,
    UNSET,
    Array,
    Field,
    Json,
    OpenEnum,
    Ref,
    Type,
    Unset,
)
from generator.naming import kebab


def field(name: str, kind: Type, *, required: bool = False) -> Field:
    return Field(name, kind, required)


@pytest.mark.parametrize(
    ("function", "stem", "fields", "response", "method", "sure"),
    [
        ("getUser", "", [field("id", STRING)], "UserRespDto", "GET", True),
        ("detailUser", "get-user", [field("id", STRING)], "UserRespDto", "GET", False),
        ("getUser", "user-status", [field("id", STRING)], "UserRespDto", "GET", False),
        ("listUsers", "", [field("filter", Ref("FilterDto"))], "UsersRespDto", "POST", True),
        ("listUsers", "", [field("options", OBJECT)], "UsersRespDto", "POST", True),
        (
            "getUsers",
            "",
            [field("ids", Array(STRING), required=True)],
            "UsersRespDto",
            "POST",
            False,
        ),
        (
            "getUsersBatch",
            "",
            [field("ids", Array(STRING), required=True)],
            "UsersRespDto",
            "GET",
            False,
        ),
        ("createUser", "", [field("name", STRING)], "UserRespDto", "POST", True),
        ("refreshNow", "", [], "IsSuccessRespDto", "GET", True),
        (
            "searchUsers",
            "",
            [field("page", NUMBER), field("limit", NUMBER)],
            "UsersRespDto",
            "GET",
            False,
        ),
        ("checkUserExists", "", [field("name", STRING)], "ExistsRespDto", "GET", False),
        ("checkPermission", "", [field("name", STRING)], "PermissionRespDto", "POST", False),
        ("deleteUser", "remove-users", [field("id", STRING)], "IsSuccessRespDto", "POST", False),
        ("userConnection", "", [field("id", STRING)], "CommonResponseDto", "POST", True),
        ("userApps", "", [field("id", STRING)], "AppsPaginatedRespDto", "GET", False),
    ],
)
def test_methods(
    function: str, stem: str, fields: list[Field], response: str, method: str, sure: bool
) -> None:
    found, why = infer_method(Evidence(function, [], fields, stem or kebab(function), response))
    assert (found, not why.low) == (method, sure), why


@pytest.mark.parametrize(
    ("stem", "path"),
    [
        ("get-user", "/api/v3/get-user"),
        ("metadata-list-rows", "/api/v3/metadata/list-rows"),
        ("metadatalist", "/api/v3/metadatalist"),
        ("-oidc-token", "/oidc/token"),
        ("a b?c", "/api/v3/a-b-c"),
    ],
)
def test_paths(stem: str, path: str) -> None:
    assert infer_path(stem, "f", "/api/v3/", ("metadata",))[0] == path


@pytest.mark.parametrize(
    ("example", "item"),
    [
        (["a"], STRING),
        ([1, 2], NUMBER),
        ([True], BOOLEAN),
        ([{"a": 1}], OBJECT),
        ("a,b", STRING),
        ('["a"]', STRING),
        (UNSET, STRING),
        ([1, "a"], ANY),
        ([], ANY),
    ],
)
def test_items(example: Json | Unset, item: Type) -> None:
    assert infer_items(Field("x", Array(ANY), example=example), Hints()).type == Array(item)


def test_items_by_the_name_elsewhere() -> None:
    assert infer_items(Field("levels", Array(ANY)), Hints({"levels": NUMBER})).type == Array(NUMBER)


@pytest.mark.parametrize(
    ("name", "example", "whole"),
    [
        ("a", 200, True),
        ("a", 0.75, False),
        ("a", "7 days", False),
        ("totalCount", UNSET, True),
        ("score", UNSET, False),
    ],
)
def test_whole_numbers(name: str, example: Json | Unset, whole: bool) -> None:
    assert (infer_integer(Field(name, NUMBER, example=example)).type == INTEGER) is whole


def test_parameter_enums_are_open_and_listed() -> None:
    text = "Which:\n- `a`: the first\n- `b`: the second"
    found = infer_parameter_enum(Field("kind", STRING, description=text, example="a")).type
    assert isinstance(found, OpenEnum)
    assert [(m.value, m.description) for m in found.members] == [
        ("a", "the first"),
        ("b", "the second"),
    ]
    assert not found.closed
    assert infer_parameter_enum(Field("kind", STRING, description=text, example="c")).type == STRING


def test_envelopes_always_have_code_message_and_data() -> None:
    names = ("statusCode", "message", "apiCode", "data")
    assert [f.required for f in infer_required([Field(n, STRING) for n in names])] == [
        True,
        True,
        False,
        True,
    ]
    assert not any(f.required for f in infer_required([Field("data", STRING)]))
