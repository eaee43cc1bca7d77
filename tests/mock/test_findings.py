"""Each finding: its code, where it is, and the row of the page that documents it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from generator.mock import Options, running
from generator.mock.server import Running
from generator.model import Api
from generator.source import CODES
from generator.source.tables.mock import ROWS
from tests.mock.conftest import PAGE

JSON = {"content-type": "application/json"}
ADD = "/api/v3/add-book"
DEEP = b'{"title": "x", "price2": ' + b"[" * 5000 + b"]" * 5000 + b"}"

BODIES: list[tuple[dict[str, Any], str, str, int]] = [
    ({}, "M004", "body.title", 40),
    ({"title": 1}, "M005", "body.title", 40),
    ({"title": None}, "M005", "body.title", 40),
    ({"title": ""}, "M006", "body.title", 40),
    ({"title": "x" * 51}, "M006", "body.title", 40),
    ({"title": "x", "pages": 0}, "M006", "body.pages", 41),
    ({"title": "x", "pages": 1.5}, "M005", "body.pages", 41),
    ({"title": "x", "pages": True}, "M005", "body.pages", 41),
    ({"title": "x", "price": "1"}, "M005", "body.price", 42),
    ({"title": "x", "lent": "true"}, "M005", "body.lent", 43),
    ({"title": "x", "state": 1}, "M005", "body.state", 44),
    ({"title": "x", "size": "a6"}, "M007", "body.size", 45),
    ({"title": "x", "tags": "a"}, "M005", "body.tags", 46),
    ({"title": "x", "tags": ["a", 1]}, "M005", "body.tags[1]", 46),
    ({"title": "x", "tags": ["a"] * 4}, "M006", "body.tags", 46),
    ({"title": "x", "printed": "yesterday"}, "M008", "body.printed", 47),
    ({"title": "x", "shelf": {}}, "M004", "body.shelf.code", 60),
    ({"title": "x", "shelf": []}, "M005", "body.shelf", 48),
    ({"title": "x", "notes": {"a": 1}}, "M005", "body.notes.a", 49),
    ({"title": "x", "price2": True}, "M005", "body.price2", 50),
    ({"title": "x", "sequel": {"title": "y", "pages": -1}}, "M006", "body.sequel.pages", 41),
    ({"title": "x", "titel": "y"}, "M009", "body.titel", 1),
    ({"title": "x", "sequel": {"title": "y", "odd": 1}}, "M009", "body.sequel.odd", 38),
]


def only(answer: httpx.Response, status: int = 422) -> dict[str, Any]:
    body = answer.json()
    assert answer.status_code == status == body["statusCode"], body
    assert body["apiCode"] == status * 100
    assert body["requestId"] == answer.headers["x-request-id"]
    (found,) = body["data"]["findings"]
    assert found["code"] in CODES
    assert body["message"].startswith(f"mock: {found['code']} {found['where']}")
    result: dict[str, Any] = found
    return result


def codes(answer: httpx.Response) -> list[str]:
    return [one["code"] for one in answer.json()["data"]["findings"]]


@pytest.mark.parametrize(("body", "code", "where", "line"), BODIES)
def test_bodies(http: httpx.Client, body: dict[str, Any], code: str, where: str, line: int) -> None:
    found = only(http.post(ADD, json=body))
    column = 1 if line in {1, 38} else 3
    assert (found["code"], found["where"], found["page"]) == (
        code,
        where,
        f"{PAGE}:{line}:{column}",
    )


@pytest.mark.parametrize(
    "body",
    [
        {"title": "x", "state": "a new member"},
        {"title": "x", "pages": 2.0},
        {"title": "x", "shelf": None},
        {"title": "x", "price2": "1"},
        {"title": "x", "notes": {}},
    ],
)
def test_bodies_that_are_right(http: httpx.Client, body: dict[str, Any]) -> None:
    assert http.post(ADD, json=body).status_code == 200


def test_hints(http: httpx.Client) -> None:
    assert (
        "did you mean `title`?"
        in only(http.post(ADD, json={"title": "x", "titel": "y"}))["expected"]
    )
    assert only(http.post(ADD, json={"title": "x", "size": "a6"}))["expected"] == "a4 or a5"


QUERIES: list[tuple[str, str, str, int]] = [
    ("", "M004", "query.title", 20),
    ("title=a&title=b", "M019", "query.title", 20),
    ("title=a&lent=yes", "M005", "query.lent", 21),
    ("title=a&lent=1", "M005", "query.lent", 21),
    ("title=a&ids=1&ids=x", "M005", "query.ids[1]", 22),
    ("title=a&ids=1,x", "M005", "query.ids[1]", 22),
    ("title=a&filter=1", "M005", "query.filter", 23),
    ("title=a&lend=true", "M003", "query.lend", 1),
]


@pytest.mark.parametrize(("query", "code", "where", "line"), QUERIES)
def test_queries(http: httpx.Client, query: str, code: str, where: str, line: int) -> None:
    found = only(http.get(f"/api/v3/find-book?{query}"))
    assert (found["code"], found["where"]) == (code, where)
    assert found["page"] == f"{PAGE}:{line}:{1 if line == 1 else 3}"


@pytest.mark.parametrize(
    "query", ["ids=1&ids=2", "ids=1,2", "lent=false", "filter=%7B%22a%22%3A1%7D"]
)
def test_queries_that_are_right(http: httpx.Client, query: str) -> None:
    assert http.get(f"/api/v3/find-book?title=%E4%B9%A6&{query}").status_code == 200


def test_limits_of_queries(http: httpx.Client) -> None:
    assert only(http.get("/api/v3/list-books?limit=51"))["code"] == "M006"


def test_headers_cookies_and_paths(http: httpx.Client) -> None:
    find = "/api/v3/find-book?title=a"
    assert only(http.get(find, headers={"x-shelf": "c"}))["where"] == "header.X-Shelf"
    assert only(http.get(find, headers={"cookie": "visit=x"}))["where"] == "cookie.visit"
    assert http.get(find, headers={"cookie": "visit=3; other=1"}).status_code == 200
    found = only(http.get("/api/v3/books/x.json"))
    assert (found["where"], found["page"]) == ("path.id", f"{PAGE}:30:3")
    assert http.get("/api/v3/books/7.json").status_code == 200


def test_paths_and_methods(http: httpx.Client) -> None:
    found = only(http.post("/api/v3/add-boook", json={}), 404)
    assert (found["code"], found["page"]) == ("M001", f"{PAGE}:1:1")
    assert "nearest: POST /api/v3/add-book (addBook)" in found["expected"]
    assert only(http.get("/"), 404)["page"] == ""
    wrong = http.delete(ADD)
    assert (only(wrong, 405)["code"], wrong.headers["allow"]) == ("M002", "POST")
    assert http.get("/api/v3/books/.json").status_code == 404


def test_content_types(http: httpx.Client) -> None:
    found = only(http.post(ADD, content=b'{"title": "x"}', headers={"content-type": "text/plain"}))
    assert (found["code"], found["expected"]) == ("M010", "application/json")
    assert only(http.post(ADD, data={"title": "x"}))["code"] == "M010"
    headers = {"content-type": "Application/JSON; charset=utf-8"}
    assert http.post(ADD, content=b'{"title": "x"}', headers=headers).status_code == 200


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"title": NaN}', DEEP, b"", b"1" * 5000])
def test_unreadable_bodies(http: httpx.Client, body: bytes) -> None:
    assert only(http.post(ADD, content=body, headers=JSON))["code"] == ("M011" if body else "M004")


def test_a_body_where_there_is_none(http: httpx.Client) -> None:
    assert only(http.request("GET", "/api/v3/loop", json={}))["code"] == "M012"


def test_forms(http: httpx.Client) -> None:
    assert http.post("/api/v3/login", data={"name": "a"}).status_code == 200
    assert only(http.post("/api/v3/login", data={"nam": "a", "name": "b"}))["code"] == "M009"
    odd = {"content-type": "application/x-www-form-urlencoded"}
    assert codes(http.post("/api/v3/login", content=b"=", headers=odd)) == ["M004", "M009"]
    assert http.post("/api/v3/upload", files={"file": b"\x00\xff"}).status_code == 200
    assert codes(http.post("/api/v3/upload", files={"fil": b"x"})) == ["M004", "M009"]
    broken = {"content-type": "multipart/form-data"}
    assert only(http.post("/api/v3/upload", content=b"x", headers=broken))["code"] == "M011"


def test_idempotency_keys(http: httpx.Client, mock: Running) -> None:
    key = {"idempotency-key": "k1"}
    first = http.post(ADD, json={"title": "x"}, headers=key)
    again = http.post(ADD, json={"title": "x"}, headers=key)
    assert (first.json(), again.headers["idempotency-replayed"]) == (again.json(), "true")
    assert [one.replayed for one in mock.requests] == [False, True]
    assert only(http.post(ADD, json={"title": "y"}, headers=key))["code"] == "M014"
    assert http.post(ADD, json={"title": "y"}, headers={"idempotency-key": "k2"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"x-mock-fault": "nonsense"},
        {"x-mock-fault": "slow=x"},
        {"x-mock-fault": "slow=-1"},
        {"x-mock-fault": "600"},
        {"x-mock-fault": "html=9"},
        {"x-mock-fault": "status"},
        {"x-mock-total": "-1"},
        {"x-mock-size": "1e9"},
    ],
)
def test_headers_for_the_mock(http: httpx.Client, headers: dict[str, str]) -> None:
    assert only(http.get("/api/v3/loop", headers=headers), 400)["code"] == "M017"


def test_many_findings_and_many_values(http: httpx.Client) -> None:
    body = {"title": "x", **{f"odd{index}": 1 for index in range(300)}}
    answer = http.post(ADD, json=body).json()
    assert len(answer["data"]["findings"]) == 100
    assert "(and 299 more)" in answer["message"]


def test_a_body_too_large_to_check(library: Api) -> None:
    with running([library], Options()) as mock:
        body = {"title": "x", "notes": {str(number): "a" for number in range(250_000)}}
        assert codes(httpx.post(f"{mock.url}{ADD}", json=body, timeout=30)) == ["M018"]


def test_codes_are_unique() -> None:
    assert len({row[0] for row in ROWS}) == len({row[1] for row in ROWS}) == len(ROWS)
