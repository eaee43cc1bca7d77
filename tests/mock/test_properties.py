"""Whatever is sent, the server answers; whatever it makes, it accepts."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.mock import Options, example_request, running
from generator.mock.faults import parse
from generator.model import (
    ANY,
    INTEGER,
    STRING,
    UNSET,
    Api,
    Array,
    Body,
    EnumMember,
    Field,
    Limits,
    Map,
    Nullable,
    OpenEnum,
    Operation,
    Ref,
    Response,
    Scalar,
    Schema,
    Type,
    Union,
)
from generator.model.judge import CALL, Judge
from generator.model.maker import Maker
from tests.mock.conftest import operations, schemas

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8)
)
NAMES = st.sampled_from([*(field.name for field in schemas()["BookDto"].fields), "odd", ""])
VALUES = st.recursive(
    SCALARS | st.just({"title": "x"}),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=20,
)
RELAXED = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150
)
LIBRARY = Api("library", operations=operations(), schemas=schemas())
JUDGE = Judge(LIBRARY.schemas, ignored=CALL)
KINDS = ["string", "number", "integer", "boolean", "object", "any", "null"]
TYPES: st.SearchStrategy[Type] = st.recursive(
    st.builds(Scalar, st.sampled_from(KINDS))
    | st.builds(
        Scalar,
        st.just("string"),
        st.sampled_from(["date", "email", "uuid", "uri", "ipv6", "odd", "binary"]),
    )
    | st.builds(Ref, st.sampled_from([*schemas(), "Missing"]))
    | st.just(OpenEnum(STRING, (EnumMember("a"), EnumMember("b")), closed=True)),
    lambda inner: st.builds(Array, inner)
    | st.builds(Map, inner)
    | st.builds(Nullable, inner)
    | st.builds(Union, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    max_leaves=6,
)


@RELAXED
@given(
    value=VALUES,
    path=st.sampled_from(["add-book", "search-books", "send-any", "get-management-token"]),
)
def test_json_bodies_never_fail(session_http: httpx.Client, value: object, path: str) -> None:
    answer = session_http.post(
        f"/api/v3/{path}",
        content=json.dumps(value).encode(),
        headers={"content-type": "application/json"},
    )
    assert answer.status_code in {200, 401, 422}
    assert answer.json() if path != "send-any" else True


@RELAXED
@given(
    body=st.binary(max_size=50),
    media=st.sampled_from(
        [
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/plain",
            "",
        ]
    ),
    path=st.sampled_from(["add-book", "login", "upload", "send-any"]),
    query=st.text(st.characters(max_codepoint=255), max_size=20),
)
def test_bytes_never_fail(
    session_http: httpx.Client, body: bytes, media: str, path: str, query: str
) -> None:
    answer = session_http.post(
        f"/api/v3/{path}",
        params={query: query},
        content=body,
        headers={"content-type": media},
    )
    assert answer.status_code == 422


@RELAXED
@given(
    path=st.text(st.characters(), max_size=20),
    fault=st.text(st.characters(max_codepoint=126), max_size=20),
)
def test_paths_and_faults_never_fail(session_http: httpx.Client, path: str, fault: str) -> None:
    quoted = quote(path, safe="", errors="replace")
    answer = session_http.get(f"/api/v3/books/{quoted}.json")
    assert answer.status_code in {200, 404, 422}
    fault = "".join(letter for letter in fault if letter.isprintable()).strip()
    try:
        parse(fault)
    except ValueError:
        answer = session_http.get("/api/v3/loop", headers={"x-mock-fault": fault})
        assert answer.status_code == 400


@RELAXED
@given(kind=TYPES, low=st.integers(-5, 5), size=st.integers(0, 4))
def test_made_values_suit(kind: Type, low: int, size: int) -> None:
    limits = Limits(minimum=low, maximum=low + size)
    sized = Limits(min_length=size, max_length=size + 1, max_items=size)
    value = Maker(LIBRARY).type(kind)
    if value is not UNSET:
        assert JUDGE.suits(value, kind)
    for scalar in (Scalar("integer"), Scalar("number")):
        field = Field("f", scalar, limits=limits)
        assert JUDGE.suits(Maker(LIBRARY).field(field), field.type, field.limits)
    for other in (STRING, Array(STRING)):
        field = Field("f", other, limits=sized)
        assert JUDGE.suits(Maker(LIBRARY).field(field), field.type, field.limits)


def test_made_values_are_the_same_every_time() -> None:
    for operation in LIBRARY.operations:
        assert example_request(LIBRARY, operation) == example_request(LIBRARY, operation)


def hostile(count: int) -> Api:
    """Schemas whose instances double with each level."""
    made = {
        f"S{index}": Schema(
            f"S{index}",
            tuple(Field(name, Ref(f"S{index + 1}"), required=True) for name in ("a", "b")),
        )
        for index in range(count)
    }
    body = Body((Field("s", Ref("S0")), Field("u", Ref("U"))))
    node = Schema("U", type=Union((Array(Ref("U")), Map(Ref("U")), Ref("U"), INTEGER)))
    operation = Operation("x", "POST", "/x", body=body, responses=(Response(type=Ref("S0")),))
    return Api("hostile", operations=(operation,), schemas={**made, "U": node})


@pytest.mark.parametrize("count", [20, 2000])
def test_schemas_that_explode(count: int) -> None:
    api = hostile(count)
    start = time.monotonic()
    made = example_request(api, api.operations[0])
    assert len(made.content) < 1_000_000
    with running([api], Options()) as mock:
        answer = httpx.post(f"{mock.url}/x", json={"u": nested(60)}, timeout=20)
        assert answer.status_code in {200, 422}
    assert time.monotonic() - start < 15


def nested(depth: int) -> object:
    value: object = "x"
    for _ in range(depth):
        value = [value, value] if depth < 5 else [value]
    return value


@pytest.mark.parametrize("text", ['a"b\r\nx: y', "image/é", "", "text/html; x=\n"])
def test_hostile_documents_do_no_harm(text: str) -> None:
    operation = Operation("x\r\ny", "GET", "/x", responses=(Response(type=ANY, media=text),))
    with running([replace(LIBRARY, operations=(operation,))], Options()) as mock:
        answer = httpx.get(f"{mock.url}/x")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/octet-stream")
    assert "x" not in answer.headers
