"""What is answered when nothing is wrong."""

from __future__ import annotations

import httpx
import pytest

from generator.mock import MockError, Options, example_answer, example_request, running
from generator.mock.server import Running
from generator.model import STRING, UNSET, Api, Parameter, Ref, Response
from generator.model.judge import CALL, Judge
from tests.mock.conftest import BOOK_EXAMPLE, PAGE, field, operation


def test_documented_example(http: httpx.Client) -> None:
    answer = http.post("/api/v3/add-book", json={"title": "Emma"})
    assert (answer.status_code, answer.json()) == (200, BOOK_EXAMPLE)
    assert answer.headers["x-request-id"].startswith("mock-")


def test_instance_where_no_example(http: httpx.Client, library: Api) -> None:
    answer = http.get("/api/v3/find-book", params={"title": "Emma"})
    assert Judge(library.schemas, ignored=CALL).suits(answer.json(), Ref("BookRespDto"))
    data = answer.json()["data"]
    assert {"title", "pages", "state", "shelf", "notes"} <= set(data)
    assert (data["size"], data["printed"]) == ("a4", "2024-01-31T12:00:00.000Z")
    assert "sequel" not in data


def test_every_operation_takes_its_example_request(http: httpx.Client, library: Api) -> None:
    for one in library.operations:
        for optional in (True, False):
            made = example_request(library, one, optional=optional)
            headers = {**made.headers, "x-mock-fault": "none"}
            answer = http.request(made.method, made.url, headers=headers, content=made.content)
            assert answer.status_code == int(one.responses[0].status), (
                one.id,
                answer.text,
            )


def test_example_requests_name_their_arguments(library: Api) -> None:
    by_id = {one.id: one for one in library.operations}
    made = example_request(library, by_id["addBook"], optional=False)
    assert made.arguments == {"title": "TITLE"}
    assert made.arguments == made.body
    found = example_request(library, by_id["findBook"])
    assert (found.arguments["ids"], found.headers["X-Shelf"]) == ([1], "b7")
    assert example_request(library, by_id["sendAny"]).arguments == {"body": "TEXT"}


def test_schemas_that_can_not_end(library: Api) -> None:
    loop = next(one for one in library.operations if one.id == "loop")
    assert example_answer(library, loop.success) == {}
    assert example_answer(library, None) is UNSET


def test_no_content_redirection_text(http: httpx.Client) -> None:
    empty = http.post("/api/v3/leave", headers={"x-mock-fault": "none"})
    assert (empty.status_code, empty.content, "content-type" in empty.headers) == (204, b"", False)
    moved = http.get("/api/v3/move", follow_redirects=True)
    assert (moved.json(), len(moved.history)) == ({}, 1)
    text = http.post("/api/v3/send-any", json=[1])
    assert (text.text, text.headers["content-type"]) == ("TEXT", "text/plain; charset=utf-8")


def test_downloads_are_streamed(http: httpx.Client) -> None:
    answer = http.get("/api/v3/cover")
    assert (len(answer.content), answer.headers["content-type"]) == (100_000, "image/png")
    assert answer.content[:300] == bytes(range(256)) + bytes(range(44))
    size = 30_000_000
    with http.stream("GET", "/api/v3/cover", headers={"x-mock-size": str(size)}) as large:
        assert int(large.headers["content-length"]) == size
        assert sum(len(chunk) for chunk in large.iter_bytes()) == size


def test_pages_of_a_list(http: httpx.Client) -> None:
    first = http.get("/api/v3/list-books").json()["data"]
    assert len(first["list"]) == 1
    assert http.get("/api/v3/list-books", params={"page": 2}).json()["data"]["list"] == []
    sizes = [
        len(
            http.get(
                "/api/v3/list-books",
                params={"page": page, "limit": 10},
                headers={"x-mock-total": "25"},
            ).json()["data"]["list"]
        )
        for page in (1, 2, 3, 4)
    ]
    assert sizes == [10, 10, 5, 0]
    answer = http.post(
        "/api/v3/search-books", json={"page": 2, "limit": 4}, headers={"x-mock-total": "6"}
    ).json()
    assert (answer["data"]["totalCount"], len(answer["data"]["list"])) == (6, 2)


def test_requests_are_recorded_and_cleared(http: httpx.Client, mock: Running) -> None:
    http.post(
        "/api/v3/add-book",
        json={"title": "Emma"},
        headers={"authorization": "Basic secret"},
        params={"a": "b"},
    )
    http.post(
        "/api/v3/get-management-token", json={"accessKeyId": "a", "accessKeySecret": 'se"cret'}
    )
    wrong, token = http.get("/__mock__/requests").json()
    assert (wrong["operation"], wrong["path"], wrong["query"]) == (None, "/api/v3/add-book", "a=b")
    assert (wrong["body"], wrong["headers"]["authorization"]) == ({"title": "Emma"}, "Basic ***")
    assert wrong["findings"]
    assert token["body"] == {"accessKeyId": "a", "accessKeySecret": "***"}
    assert http.delete("/__mock__/requests").status_code == 204
    assert mock.requests == []


def test_operations_are_listed(http: httpx.Client, library: Api) -> None:
    rows = http.get("/__mock__/operations").json()
    assert [row["id"] for row in rows] == [one.id for one in library.operations]
    assert rows[0] == {
        "client": "library",
        "id": "addBook",
        "method": "POST",
        "path": "/api/v3/add-book",
        "page": f"{PAGE}:1:1",
    }


def test_only_the_last_thousand_are_kept(http: httpx.Client, mock: Running) -> None:
    for _ in range(1010):
        http.get("/api/v3/loop")
    assert len(mock.requests) == 1000


@pytest.mark.parametrize(
    "origin", ["http://localhost:5173", "http://127.0.0.1", "https://[::1]:8443"]
)
def test_pages_on_loopback_may_call(http: httpx.Client, origin: str) -> None:
    headers = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization, content-type, idempotency-key, x-authing-lang",
    }
    asked = http.options("/api/v3/add-book", headers=headers)
    assert (asked.status_code, asked.headers["access-control-allow-origin"]) == (200, origin)
    assert "idempotency-key" in asked.headers["access-control-allow-headers"]
    answer = http.post("/api/v3/add-book", json={"title": "x"}, headers={"origin": origin})
    assert answer.headers["access-control-allow-origin"] == origin


@pytest.mark.parametrize(
    "origin", ["https://example.test", "http://localhost.example.test", "http://127.0.0.1.nip.io"]
)
def test_other_pages_may_not(http: httpx.Client, origin: str) -> None:
    answer = http.get("/api/v3/loop", headers={"origin": origin})
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "host", ["example.test", "example.test:80", "127.0.0.1.nip.io", "192.0.2.7", "", "[::"]
)
def test_foreign_hosts_are_refused(http: httpx.Client, host: str) -> None:
    answer = http.get("/__mock__/requests", headers={"host": host})
    assert answer.status_code == 421
    assert answer.json()["data"]["findings"][0]["code"] == "M015"


def test_hosts_that_are_allowed(library: Api) -> None:
    with running([library], Options(allowed_hosts=("Mock.test",))) as mock:
        assert (
            httpx.get(f"{mock.url}/api/v3/loop", headers={"host": "mock.test:9"}).status_code == 200
        )
        assert (
            httpx.get(f"{mock.url}/api/v3/loop", headers={"host": "192.0.2.7"}).status_code == 421
        )
    with running([library], Options(allow_remote=True)) as mock:
        assert (
            httpx.get(f"{mock.url}/api/v3/loop", headers={"host": "192.0.2.7"}).status_code == 200
        )
        assert (
            httpx.get(f"{mock.url}/api/v3/loop", headers={"host": "evil.test"}).status_code == 421
        )


def test_bodies_are_bounded(http: httpx.Client) -> None:
    answer = http.post(
        "/api/v3/send-any", content=b"x" * 300_000, headers={"content-type": "application/json"}
    )
    assert (answer.status_code, answer.json()["data"]["findings"][0]["code"]) == (413, "M016")


def test_two_apis_on_one_path(library: Api) -> None:
    """The operation answers that the request suits best."""
    isbn = Parameter(field("isbn", STRING, required=True))
    other = Api(
        "other",
        operations=(
            operation("find", "GET", "/api/v3/find-book", Response(example={"n": 1}), isbn),
        ),
    )
    with running([library, other], Options()) as mock, httpx.Client(base_url=mock.url) as http:
        assert http.get("/api/v3/find-book?title=x").json()["data"]["title"] == "TITLE"
        assert http.get("/api/v3/find-book?isbn=x").json() == {"n": 1}
        assert [
            one["where"] for one in http.get("/api/v3/find-book").json()["data"]["findings"]
        ] == ["query.title"]
        assert len(mock.operations) == len(library.operations) + 1


def test_options_are_checked() -> None:
    with pytest.raises(MockError, match="no fault 'nonsense'"):
        Options(faults={"*": "nonsense"})
    with pytest.raises(MockError, match="auth is 'maybe'"):
        Options(auth="maybe")
