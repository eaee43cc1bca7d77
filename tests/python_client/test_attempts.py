"""Retries, waits, timeouts, and errors, against injected faults."""

from __future__ import annotations

import asyncio
import importlib
import time
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx
import pytest

from tests.python_client.support import Answer, Loopback, ok

Runtime = Callable[[str], Any]


@pytest.fixture
def quick(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of a hundredth of their length."""
    monkeypatch.setattr(runtime("retry"), "INITIAL_DELAY", 0.005)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 529])
def test_retried_with_one_idempotency_key(client: Any, server: Loopback, status: int) -> None:
    server.script = [Answer({"message": "wait"}, status), Answer({"message": "wait"}, status)]
    client.create_book(title="T", request_options={"idempotency_key": "one"})
    assert [seen.headers["idempotency-key"] for seen in server.seen] == ["one"] * 3
    assert {seen.body for seen in server.seen} == {b'{"title":"T"}'}
    client.create_book(title="T")
    assert "idempotency-key" not in server.seen[3].headers


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("fault", ["reset", "cut"])
def test_broken_connections_are_retried(client: Any, server: Loopback, fault: str) -> None:
    server.script = [Answer({"a": 1}, fault=fault), Answer({"a": 1}, fault=fault)]
    client.get_book(book_id="1")
    assert len(server.seen) == 3


@pytest.mark.usefixtures("quick")
def test_given_up(sdk: Any, client: Any, server: Loopback) -> None:
    server.reply = lambda _: Answer({}, fault="reset")
    with pytest.raises(sdk.APIConnectionError) as caught:
        client.get_book(book_id="1")
    assert len(server.seen) == 3
    assert caught.value.__cause__ is not None
    assert not isinstance(caught.value, sdk.APITimeoutError)
    assert (caught.value.method, caught.value.path) == ("GET", "/api/get-book")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 418, 301])
def test_not_retried(sdk: Any, client: Any, server: Loopback, status: int) -> None:
    server.script = [Answer({"message": "no", "apiCode": 7}, status, {"x-request-id": "r"})]
    with pytest.raises(sdk.APIStatusError) as caught:
        client.get_book(book_id="1")
    error = caught.value
    assert len(server.seen) == 1
    assert (error.status, error.http_status, error.api_code) == (status, status, 7)
    assert (error.request_id, error.body["message"]) == ("r", "no")
    names = {400: "BadRequestError", 401: "AuthenticationError", 403: "PermissionDeniedError"}
    names |= {404: "NotFoundError", 422: "UnprocessableEntityError"}
    assert type(error).__name__ == names.get(status, "APIStatusError")


def test_retries_of_a_call_and_its_key(sdk: Any, client: Any, server: Loopback) -> None:
    server.reply = lambda _: Answer({}, 500)
    options = {"max_retries": 0, "idempotency_key": "mine"}
    with pytest.raises(sdk.InternalServerError):
        client.create_book(title="T", request_options=options)
    assert [seen.headers["idempotency-key"] for seen in server.seen] == ["mine"]


@pytest.mark.parametrize(
    ("headers", "least"),
    [({"retry-after-ms": "150", "retry-after": "9"}, 0.15), ({"retry-after": "0.2"}, 0.2)],
)
def test_waits_as_asked(
    client: Any, server: Loopback, headers: dict[str, str], least: float
) -> None:
    server.script = [Answer({}, 429, headers)]
    client.get_book(book_id="1")
    waited = server.seen[1].at - server.seen[0].at
    assert least <= waited < least + 0.4


def test_asked_delays(runtime: Runtime) -> None:
    asked = runtime("retry").asked_delay
    assert asked({"retry-after-ms": "2500"}) == 2.5
    assert asked({"retry-after": "120"}) == 120
    for unusable in ("0", "-1", "soon", "", "nan", "inf", "1e999"):
        assert asked({"retry-after": unusable}) is None, unusable
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    assert 28 <= asked({"retry-after": later}) <= 30
    assert asked({"retry-after": "Thu, 01 Jan 1970 00:00:00 GMT"}) is None


def test_backoff(runtime: Runtime) -> None:
    backoff = runtime("retry").backoff
    for attempt, longest in enumerate([0.5, 1, 2, 4, 8, 8, 8]):
        waits = [backoff(attempt) for _ in range(200)]
        assert longest * 0.75 <= min(waits) <= max(waits) <= longest
        assert max(waits) - min(waits) > longest * 0.1
    assert backoff(10_000) <= 8


def test_no_wait_beyond_the_timeout(sdk: Any, client: Any, server: Loopback) -> None:
    server.reply = lambda _: Answer({}, 429, {"retry-after": "30"})
    start = time.monotonic()
    with pytest.raises(sdk.RateLimitError):
        client.with_options(timeout=1).get_book(book_id="1")
    assert time.monotonic() - start < 0.9
    assert len(server.seen) == 1


@pytest.mark.parametrize("fault", [{"delay": 3.0}, {"drip": 0.1}])
def test_total_timeout(sdk: Any, client: Any, server: Loopback, fault: dict[str, float]) -> None:
    server.reply = lambda _: Answer({"statusCode": 200, "message": "ok"}, **fault)  # type: ignore[arg-type]
    start = time.monotonic()
    with pytest.raises(sdk.APITimeoutError):
        client.get_book(book_id="1", request_options={"timeout": 0.4})
    assert 0.3 < time.monotonic() - start < 1.0
    assert len(server.seen) == 1


def run(made: Coroutine[Any, Any, None]) -> None:
    asyncio.run(made)


@pytest.mark.parametrize("fault", [{"delay": 3.0}, {"drip": 0.1}])
def test_total_timeout_async(sdk: Any, server: Loopback, fault: dict[str, float]) -> None:
    server.reply = lambda _: Answer({"statusCode": 200, "message": "ok"}, **fault)  # type: ignore[arg-type]

    async def calls() -> None:
        async with sdk.AsyncPlainClient("T", host=server.host, timeout=0.4) as client:
            start = time.monotonic()
            with pytest.raises(sdk.APITimeoutError):
                await client.get_book(book_id="1")
            assert 0.3 < time.monotonic() - start < 0.9

    run(calls())


def test_connect_timeout(sdk: Any) -> None:
    """192.0.2.0/24 is a network for documentation (RFC 5737): nobody answers there, or it is refused."""
    client = sdk.PlainClient("T", host="https://192.0.2.1", connect_timeout=0.2, max_retries=0)
    start = time.monotonic()
    with pytest.raises(sdk.APIConnectionError):
        client.get_book(book_id="1")
    assert time.monotonic() - start < 1.5


def test_timeouts_are_really_sent(sdk: Any, runtime: Runtime, server: Loopback) -> None:
    sent: list[dict[str, Any]] = []
    hooks = {"request": [lambda request: sent.append(request.extensions["timeout"])]}
    with httpx.Client(event_hooks=hooks) as http:
        client = sdk.PlainClient("T", host=server.host, http_client=http)
        client.get_book(book_id="1")
        none = {"timeout": None, "attempt_timeout": None, "connect_timeout": 2}
        client.get_book(book_id="1", request_options=none)
    assert sent[0]["connect"] == 5.0
    assert 29 < sent[0]["read"] <= 30
    assert sent[1] == {"connect": 2, "read": None, "write": None, "pool": None}


@pytest.mark.parametrize(("status", "name"), [(404, "NotFoundError"), (400, "BadRequestError")])
def test_envelope_says_no(sdk: Any, client: Any, server: Loopback, status: int, name: str) -> None:
    body = {"statusCode": status, "message": "gone", "apiCode": 2004, "requestId": "q1"}
    server.script = [Answer(body)]
    with pytest.raises(getattr(sdk, name), match="gone") as caught:
        client.get_book(book_id="1")
    error = caught.value
    assert (error.status, error.http_status, error.api_code, error.request_id) == (
        status,
        200,
        2004,
        "q1",
    )
    assert len(server.seen) == 1


@pytest.mark.usefixtures("quick")
def test_envelope_says_later(client: Any, server: Loopback) -> None:
    server.script = [Answer({"statusCode": 429, "message": "slow down"})]
    client.get_book(book_id="1")
    assert len(server.seen) == 2


@pytest.mark.parametrize(
    "content",
    [b"<html>Bad gateway</html>", b'{"statusCode": 200, "mess', b"\xff\xfe", b"[" * 100_000],
)
def test_answers_that_are_no_json(sdk: Any, client: Any, server: Loopback, content: bytes) -> None:
    server.script = [Answer(content, headers={"content-type": "text/html"})]
    with pytest.raises(sdk.APIResponseError) as caught:
        client.get_book(book_id="1")
    assert caught.value.status == 200
    assert caught.value.body.encode()[:1] != b""


def test_deeply_nested_answer(sdk: Any, client: Any, server: Loopback) -> None:
    book: dict[str, Any] = {"bookId": "b"}
    for _ in range(400):
        book = {"bookId": "b", "parts": [book]}
    server.script = [ok(book)]
    try:
        client.get_book(book_id="1")
    except sdk.APIResponseError:
        return


def test_html_error_page(sdk: Any, client: Any, server: Loopback) -> None:
    server.script = [Answer(b"<h1>no</h1>", 403, {"content-type": "text/html"})]
    with pytest.raises(sdk.PermissionDeniedError) as caught:
        client.get_book(book_id="1")
    assert caught.value.body == "<h1>no</h1>"
    assert caught.value.api_code is None


def test_empty_answer(client: Any, server: Loopback) -> None:
    server.script = [Answer(b"", 204)]
    assert client.log_in(user="u") is None


def test_the_tree_is_closed(sdk: Any) -> None:
    errors: Any = importlib.import_module("library_sdk.errors")
    classes = [getattr(errors, name) for name in errors.__all__]
    assert all(issubclass(cls, sdk.APIError) for cls in classes)
    assert issubclass(sdk.APITimeoutError, sdk.APIConnectionError)
    assert issubclass(sdk.InvalidRequestError, ValueError)
    assert all(getattr(sdk, name) is getattr(errors, name) for name in errors.__all__)
