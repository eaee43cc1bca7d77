"""Requests as they arrive at a real server, and what comes back."""

from __future__ import annotations

import asyncio
import importlib
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.python_client.support import Answer, Loopback, ok

BOOK = {"bookId": "b1", "title": "T", "state": "onShelf"}


def test_query_and_header(client: Any, server: Loopback) -> None:
    server.script = [ok(BOOK)]
    answer = client.get_book(book_id="b 1&x", with_notes=True, fields=("a", "b"), x_trace="t1")
    seen = server.seen[0]
    assert (seen.method, seen.path) == ("GET", "/api/get-book")
    expected = [("bookId", "b 1&x"), ("withNotes", "true"), ("fields", "a"), ("fields", "b")]
    assert sorted(seen.query) == sorted(expected)
    assert seen.headers["x-trace"] == "t1"
    assert seen.headers["authorization"] == "Bearer TOKEN"
    assert "idempotency-key" not in seen.headers
    assert answer.data.title == "T"


def test_body_keeps_none_and_leaves_out_what_is_not_given(
    sdk: Any, client: Any, server: Loopback
) -> None:
    client.create_book(title="T", price=3, copies=None, state=sdk.NOT_GIVEN)
    assert server.seen[0].body == b'{"title":"T","price":3,"copies":null}'
    assert server.seen[0].headers["content-type"] == "application/json"


def test_dtos_and_mappings_are_alike(sdk: Any, client: Any, server: Loopback) -> None:
    models: Any = importlib.import_module("library_sdk.plain.models")
    client.create_book(title="T", parts=[models.Note(text="a"), {"text": "b"}], extra={"k": [1.5]})
    assert server.seen[0].json["parts"] == [{"text": "a"}, {"text": "b"}]
    assert server.seen[0].json["extra"] == {"k": [1.5]}


def test_path_arguments_are_quoted(client: Any, server: Loopback) -> None:
    with pytest.warns(DeprecationWarning, match="delete_part"):
        client.delete_part(book_id="a/../b ?", part=7)
    assert server.seen[0].path == "/api/books/a%2F..%2Fb%20%3F/7"


@pytest.mark.parametrize("book_id", ["", ".", ".."])
def test_path_arguments_that_lead_elsewhere(sdk: Any, client: Any, book_id: str) -> None:
    with (
        pytest.warns(DeprecationWarning, match="delete_part"),
        pytest.raises(sdk.InvalidRequestError),
    ):
        client.delete_part(book_id=book_id, part=7)


def test_form_and_multipart(client: Any, server: Loopback) -> None:
    server.reply = lambda _: Answer({"fine": True})
    assert client.log_in(user="u v", scopes=["a", "b"]) == {"fine": True}
    assert server.seen[0].body == b"user=u+v&scopes=a&scopes=b"
    client.upload(file=("cover.png", b"\x89PNG", "image/png"), name="N")
    assert b'filename="cover.png"' in server.seen[1].body
    assert b"\x89PNG" in server.seen[1].body
    assert b'name="name"\r\n\r\nN' in server.seen[1].body


def test_body_that_is_no_object(client: Any, server: Loopback) -> None:
    server.script = [Answer([{"text": "one", "more": 1}])]
    shelves = client.set_shelves(body=[{"text": "one"}])
    assert server.seen[0].json == [{"text": "one"}]
    assert (shelves[0].text, shelves[0].model_extra) == ("one", {"more": 1})


def test_method_named_like_a_builtin(client: Any, server: Loopback) -> None:
    server.script = [Answer(["a"])]
    assert client.list_() == ["a"]


@pytest.mark.parametrize(
    "arguments",
    [
        {"title": 1},
        {"title": "T", "price": "3"},
        {"title": "T", "copies": True},
        {"title": "T", "copies": 1.5},
        {"title": "T", "parts": "abc"},
        {"title": "T", "parts": [{"text": "a", "unknown": 1}]},
        {"title": "T", "price": float("nan")},
        {"title": "T", "extra": {"x": object()}},
        {},
    ],
)
def test_wrong_arguments_are_not_sent(
    sdk: Any, client: Any, server: Loopback, arguments: dict[str, Any]
) -> None:
    with pytest.raises((sdk.InvalidRequestError, TypeError)):
        client.create_book(**arguments)
    assert server.seen == []


def test_unknown_keyword(client: Any, server: Loopback) -> None:
    with pytest.raises(TypeError):
        client.create_book(title="T", titel="T")
    assert server.seen == []


def test_error_messages_hold_no_values(sdk: Any, client: Any) -> None:
    with pytest.raises(sdk.InvalidRequestError) as caught:
        client.create_book(title=["s3cret"])
    assert "s3cret" not in str(caught.value)
    assert "title" in str(caught.value)


def test_raw_response(client: Any, server: Loopback) -> None:
    server.script = [Answer(ok(BOOK).body, headers={"x-request-id": "r9", "x-left": "3"})]
    raw = client.with_raw_response(client.get_book)(book_id="b1")
    assert (raw.status, raw.request_id, raw.headers["X-Left"]) == (200, "r9", "3")
    assert raw.result.data.book_id == "b1"
    assert raw.content.startswith(b'{"statusCode"')


def test_streaming(client: Any, server: Loopback, tmp_path: Path) -> None:
    table = b"a,b\n" * 100_000
    server.reply = lambda _: Answer(table, headers={"content-type": "text/csv"})
    with client.get_report() as report:
        assert report.headers["content-type"] == "text/csv"
        assert b"".join(report.iter_bytes(1000)) == table
    client.get_report().save(tmp_path / "r.csv")
    assert (tmp_path / "r.csv").read_bytes() == table


def test_streaming_errors_are_read(sdk: Any, client: Any, server: Loopback) -> None:
    server.script = [Answer({"message": "no"}, 404)]
    with pytest.raises(sdk.NotFoundError):
        client.get_report()


def test_two_clients_side_by_side(sdk: Any, server: Loopback) -> None:
    other = Loopback()
    with (
        sdk.PlainClient("A", host=server.host) as first,
        sdk.PlainClient("B", host=other.host) as second,
    ):
        second.get_book(book_id="2")
        first.get_book(book_id="1")
    other.close()
    assert [s.headers["authorization"] for s in server.seen] == ["Bearer A"]
    assert [s.headers["authorization"] for s in other.seen] == ["Bearer B"]


def test_own_http_client_stays_open(sdk: Any, server: Loopback) -> None:
    with httpx.Client(headers={"x-own": "1"}) as http:
        with sdk.PlainClient("T", host=server.host, http_client=http) as client:
            client.get_book(book_id="1")
        assert not http.is_closed
    assert server.seen[0].headers["x-own"] == "1"
    assert server.seen[0].headers["authorization"] == "Bearer T"


def test_options_of_client_variant_and_call(client: Any, server: Loopback) -> None:
    variant = client.with_options(headers={"X-One": "1", "x-two": "2"})
    variant.get_book(book_id="1", request_options={"headers": {"x-two": "call"}})
    assert server.seen[0].headers["x-one"] == "1"
    assert server.seen[0].headers["x-two"] == "call"
    client.get_book(book_id="1")
    assert "x-one" not in server.seen[1].headers


def test_app_client(sdk: Any, server: Loopback) -> None:
    with sdk.ShopClient("APP", "SECRET", host=server.host, access_token="T") as shop:
        shop.log_in(user="u")
        shop.log_in(user="u", client_id="other")
    assert server.seen[0].headers["x-shop-app-id"] == "APP"
    assert server.seen[0].headers["x-shop-lang"] == "en-US"
    assert server.seen[0].headers["authorization"] == "Bearer T"
    assert server.seen[0].body == b"user=u&client_id=APP"
    assert server.seen[1].body == b"user=u&client_id=other"


@pytest.mark.parametrize("host", ["ftp://x", "x", "http://", "javascript:alert(1)"])
def test_hosts_that_are_none(sdk: Any, host: str) -> None:
    with pytest.raises(ValueError, match="base_url"):
        sdk.PlainClient("T", host=host)


def test_host_from_the_environment(
    sdk: Any, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sdk.PlainClient().base_url == "https://library.example"
    monkeypatch.setenv("LIBRARY_SDK_PLAIN_HOST", server.host)
    assert sdk.PlainClient().base_url == server.host


def test_headers_can_not_be_split(sdk: Any, client: Any, server: Loopback) -> None:
    with pytest.raises(sdk.InvalidRequestError):
        client.get_book(book_id="1", x_trace="a\r\nx-evil: 1")
    assert server.seen == []


def test_async_twin(sdk: Any, server: Loopback, tmp_path: Path) -> None:
    async def run() -> None:
        async with sdk.AsyncPlainClient("TOKEN", host=server.host) as client:
            server.script = [ok(BOOK)]
            answer = await client.get_book(book_id="b1")
            assert answer.data.title == "T"
            raw = await client.with_raw_response(client.get_book)(book_id="b1")
            assert raw.status == 200
            server.reply = lambda _: Answer(b"1,2", headers={"content-type": "text/csv"})
            async with await client.get_report() as report:
                assert await report.read() == b"1,2"
            await (await client.get_report()).save(tmp_path / "x.csv")
            assert (tmp_path / "x.csv").read_bytes() == b"1,2"
            with pytest.raises(sdk.InvalidRequestError):
                await client.create_book(title=1)

    asyncio.run(run())


def test_no_body_where_none_is_documented(client: Any, server: Loopback) -> None:
    client.ring(times=2)
    client.ring()
    assert [one.body for one in server.seen] == [b"", b""]
    assert all("content-type" not in one.headers for one in server.seen)


def test_what_is_read_only_is_neither_asked_nor_sent(client: Any, server: Loopback) -> None:
    client.shelve(row=3)
    assert server.seen[0].json == {"row": 3}
    with pytest.raises(TypeError):
        client.shelve(row=3, id="x")
