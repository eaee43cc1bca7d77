"""Each fault, as a client sees it on a real socket."""

from __future__ import annotations

import json
import time

import httpx
import pytest

from generator.mock import Options, running
from generator.mock.faults import Fault, active, parse
from generator.mock.server import Running
from generator.model import Api

ADD = "/api/v3/add-book"
BOOK = {"title": "Emma"}


def call(http: httpx.Client, fault: str, **headers: str) -> httpx.Response:
    return http.post(ADD, json=BOOK, headers={"x-mock-fault": fault, **headers})


def test_too_many_requests(http: httpx.Client) -> None:
    answer = call(http, "429")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert answer.json()["statusCode"] == 429
    assert call(http, "429=0.25").headers["retry-after"] == "0.25"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 409, 422, 500, 502, 503, 599])
def test_statuses(http: httpx.Client, status: int) -> None:
    answer = call(http, str(status))
    assert (answer.status_code, answer.json()["statusCode"]) == (status, status)


def test_slow(http: httpx.Client) -> None:
    start = time.monotonic()
    assert call(http, "slow=0.3").status_code == 200
    assert time.monotonic() - start >= 0.3
    with pytest.raises(httpx.ReadTimeout):
        http.post(ADD, json=BOOK, headers={"x-mock-fault": "slow=30"}, timeout=0.2)


def test_drip_outlasts_a_read_timeout(http: httpx.Client) -> None:
    start = time.monotonic()
    answer = http.post(ADD, json=BOOK, headers={"x-mock-fault": "drip=0.8"}, timeout=0.4)
    assert answer.json()["data"]["title"] == "Emma"
    assert time.monotonic() - start >= 0.6


def test_reset(http: httpx.Client) -> None:
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        call(http, "reset")
    with http.stream("POST", ADD, json=BOOK, headers={"x-mock-fault": "reset"}) as answer:
        assert answer.status_code == 200
        with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
            answer.read()
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        call(http, "reset=early")
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        http.get("/api/v3/loop", headers={"x-mock-fault": "reset"})
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        http.post("/api/v3/leave", headers={"x-mock-fault": "reset"})
    assert call(http, "none").status_code == 200


def test_reset_of_a_download(http: httpx.Client) -> None:
    with http.stream("GET", "/api/v3/cover", headers={"x-mock-fault": "reset"}) as answer:
        assert answer.headers["content-length"] == "100000"
        with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
            answer.read()


def test_truncated(http: httpx.Client) -> None:
    answer = call(http, "truncated")
    assert answer.headers["content-type"] == "application/json"
    with pytest.raises(json.JSONDecodeError):
        answer.json()
    assert len(http.get("/api/v3/cover", headers={"x-mock-fault": "truncated"}).content) == 50_000


def test_html(http: httpx.Client) -> None:
    answer = call(http, "html")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer.text.startswith("<!doctype html>")
    assert call(http, "html=502").status_code == 502


def test_envelope(http: httpx.Client) -> None:
    answer = call(http, "envelope")
    assert (answer.status_code, answer.json()["statusCode"], answer.json()["apiCode"]) == (
        200,
        400,
        40000,
    )
    assert call(http, "envelope=403").json()["statusCode"] == 403


def test_new_members(http: httpx.Client) -> None:
    data = call(http, "new-enum").json()["data"]
    assert (data["state"], data["title"]) == ("mock-new-member", "Emma")
    listed = http.get("/api/v3/list-books", headers={"x-mock-fault": "new-enum"}).json()["data"]
    assert listed["list"][0]["state"] == "mock-new-member"


def test_nulls(http: httpx.Client) -> None:
    body = call(http, "nulls").json()
    assert (body["statusCode"], body["message"]) == (200, "ok")
    assert body["data"] == {
        "title": None,
        "pages": None,
        "lent": None,
        "state": None,
        "tags": [None],
        "shelf": {"code": None},
    }
    assert call(http, "nulls=data").json()["data"] is None
    assert call(http, "nulls=data.tags").json()["data"]["tags"] is None


def test_missing(http: httpx.Client) -> None:
    assert call(http, "missing").json()["data"] == {"tags": [], "shelf": {}}
    assert "data" not in call(http, "missing=data").json()
    listed = http.get(
        "/api/v3/list-books", headers={"x-mock-fault": "missing=data.list.title"}
    ).json()
    assert "title" not in listed["data"]["list"][0]
    assert "pages" in listed["data"]["list"][0]


def test_wrong_scalars(http: httpx.Client) -> None:
    data = call(http, "wrong-scalar").json()["data"]
    assert (data["title"], data["pages"], data["lent"], data["tags"]) == (
        12345,
        "wrong",
        "wrong",
        [12345],
    )
    assert call(http, "wrong-scalar=data.shelf").json()["data"]["shelf"] == "wrong"


def test_unknown_fields(http: httpx.Client) -> None:
    body = call(http, "extra").json()
    assert "mockExtra" in body
    assert "mockExtra" in body["data"]["shelf"]


def test_faults_together(http: httpx.Client) -> None:
    start = time.monotonic()
    data = call(http, "extra, slow=0.2, nulls=data.title").json()["data"]
    assert (data["title"], "mockExtra" in data) == (None, True)
    assert time.monotonic() - start >= 0.2


def test_counted_by_idempotency_key(http: httpx.Client, mock: Running) -> None:
    fault = "429*2,500*1"
    statuses = [call(http, fault, **{"idempotency-key": "k"}).status_code for _ in range(5)]
    assert statuses == [429, 429, 500, 200, 200]
    assert [one.attempt for one in mock.requests] == [0, 1, 2, 3, 0]
    assert [one.faults for one in mock.requests] == [("429",), ("429",), ("500",), (), ()]
    assert mock.requests[4].replayed
    assert call(http, fault, **{"idempotency-key": "other"}).status_code == 429


def test_counted_by_operation(http: httpx.Client, mock: Running) -> None:
    headers = {"x-mock-fault": "503*1"}
    statuses = [http.get("/api/v3/loop", headers=headers).status_code for _ in range(4)]
    assert statuses == [503, 200, 503, 200]
    http.get("/api/v3/loop", headers=headers)
    mock.clear()
    assert http.get("/api/v3/loop", headers=headers).status_code == 503


def test_wrong_requests_are_no_attempts(http: httpx.Client) -> None:
    assert http.post(ADD, json={}, headers={"x-mock-fault": "500*1"}).status_code == 422
    assert call(http, "500*1").status_code == 500


def test_faults_of_the_options(http: httpx.Client, library: Api) -> None:
    assert http.post("/api/v3/leave").status_code == 503
    assert http.post("/api/v3/leave", headers={"x-mock-fault": "none"}).status_code == 204
    with running([library], Options(faults={"*": "500*1", "loop": "none"})) as mock:
        assert httpx.get(f"{mock.url}/api/v3/loop").status_code == 200
        assert [httpx.get(f"{mock.url}/api/v3/list-books").status_code for _ in range(2)] == [
            500,
            200,
        ]
        token = {"accessKeyId": "a", "accessKeySecret": "b"}
        path = f"{mock.url}/api/v3/get-management-token"
        assert [httpx.post(path, json=token).status_code for _ in range(2)] == [500, 200]


def test_faults_as_a_list(library: Api) -> None:
    options = Options(faults=("extra", "loop:500", "loop:slow=0.1"))
    assert options.faults_by_operation == {"*": "extra", "loop": "500,slow=0.1"}
    with running([library], options) as mock:
        assert httpx.get(f"{mock.url}/api/v3/loop").status_code == 500
        assert "mockExtra" in httpx.get(f"{mock.url}/api/v3/list-books").json()


def test_words() -> None:
    assert parse(" 429=0.5*2 ,extra,") == (Fault("429", "0.5", 2), Fault("extra"))
    faults = parse("truncated,slow=1*1,extra,500*1")
    assert [[one.name for one in active(faults, attempt)] for attempt in (0, 1, 2)] == [
        ["extra", "truncated", "slow"],
        ["extra", "500", "truncated"],
        ["extra", "truncated"],
    ]
