"""What production needs, each against a real server: faults, what comes of them, and how many requests arrived.

The twin of `tests/typescript_client/runtime/production.test.ts`.
"""

from __future__ import annotations

import asyncio
import copy
import json
import os
import pickle
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import httpx
import httpx2
import pytest

from tests.python_client.support import Answer, Loopback, ok
from tests.python_client.test_auth import Issuer

Runtime = Callable[[str], Any]
GZIP = {"content-encoding": "gzip"}
SOON = {"retry-after-ms": "1"}
PROBLEM = {"type": "about:blank", "title": "Out of credit", "detail": "Your balance is 30."}


class Fault(NamedTuple):
    """What the server does first (afterwards it answers), how the call goes, and what arrived."""

    name: str
    answers: list[Answer]
    method: str
    options: dict[str, Any]
    error: str
    requests: int


GET, POST, PUT = "get_book", "create_book", "replace_book"
KEY = {"idempotency_key": "k"}
LATE = [Answer({}, delay=1.5)]
FAULTS = [
    Fault("a stalled attempt is tried again", LATE, GET, {"attempt_timeout": 0.3}, "", 2),
    Fault("with a key, POST too", LATE, POST, {"attempt_timeout": 0.3, **KEY}, "", 2),
    Fault("POST that may have arrived", LATE, POST, {"attempt_timeout": 0.3}, "APITimeoutError", 1),
    Fault("the total has no second try", LATE, GET, {"timeout": 0.3}, "APITimeoutError", 1),
    Fault(
        "headers drip", [Answer(fault="drip-headers")], GET, {"timeout": 0.4}, "APITimeoutError", 1
    ),
    Fault(
        "headers drip, again", [Answer(fault="drip-headers")], GET, {"attempt_timeout": 0.3}, "", 2
    ),
    Fault("a body drips", [Answer({"a": 1}, drip=0.2)], GET, {"attempt_timeout": 0.3}, "", 2),
    Fault("reset, GET", [Answer(fault="reset")], GET, {}, "", 2),
    Fault("closed without an answer, GET", [Answer(fault="silent")], GET, {}, "", 2),
    Fault("reset, POST", [Answer(fault="reset")], POST, {}, "APIConnectionError", 1),
    Fault("reset, POST with a key", [Answer(fault="reset")], POST, KEY, "", 2),
    Fault("cut in the body, POST", [Answer({"a": 1}, fault="cut")], POST, {}, "APIConnectionError", 1),
    Fault("502, POST", [Answer({}, 502)], POST, {}, "InternalServerError", 1),
    Fault("502, GET", [Answer({}, 502, SOON)], GET, {}, "", 2),
    Fault("501", [Answer({}, 501)], GET, {}, "InternalServerError", 1),
    Fault("503, POST", [Answer({}, 503)], POST, {}, "InternalServerError", 1),
    Fault("503 that says when, POST", [Answer({}, 503, SOON)], POST, {}, "", 2),
    Fault("429, POST", [Answer({}, 429, SOON)], POST, {}, "", 2),
    Fault("409", [Answer({}, 409)], GET, {}, "ConflictError", 1),
    Fault("409 by configuration, POST", [Answer({}, 409, SOON)], POST, {"retry_statuses": {409}}, "", 2),
    Fault("a day to wait", [Answer({}, 429, {"retry-after": "86400"})], GET, {}, "RateLimitError", 1),
    Fault(
        "more than is left", [Answer({}, 503, {"retry-after": "3"})], GET, {"timeout": 2}, "InternalServerError", 1
    ),
    Fault("2016 of an envelope", [Answer({"statusCode": 2016})], GET, {}, "APIStatusError", 1),
    Fault("500 of an envelope, POST", [Answer({"statusCode": 500})], POST, {}, "InternalServerError", 1),
    Fault("not to be unpacked", [Answer(b"no gzip", headers=GZIP)], GET, {}, "APIConnectionError", 1),
]  # fmt: skip
ARGUMENTS = {GET: {"book_id": "1"}, POST: {"title": "T"}}


@pytest.fixture(autouse=True)
def quick(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of a hundredth of their length."""
    monkeypatch.setattr(runtime("retry"), "INITIAL_DELAY", 0.005)


def _expected(sdk: Any, fault: Fault, call: Callable[[], Any]) -> None:
    if not fault.error:
        call()
        return
    with pytest.raises(getattr(sdk, fault.error)) as caught:
        call()
    assert type(caught.value).__name__ == fault.error
    assert caught.value.path.endswith("-book")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: one.name)
def test_faults(sdk: Any, server: Loopback, fault: Fault) -> None:
    server.script = list(fault.answers)
    start = time.monotonic()
    with sdk.PlainClient("T", host=server.host, timeout=5) as client:
        method = getattr(client, fault.method)
        options = {"request_options": fault.options}
        _expected(sdk, fault, lambda: method(**ARGUMENTS[fault.method], **options))
    assert len(server.seen) == fault.requests
    assert time.monotonic() - start < 1.4


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: one.name)
def test_faults_of_the_async_twin(sdk: Any, server: Loopback, fault: Fault) -> None:
    async def run() -> None:
        async with sdk.AsyncPlainClient("T", host=server.host, timeout=5) as client:
            method = getattr(client, fault.method)
            await method(**ARGUMENTS[fault.method], request_options=fault.options)

    server.script = list(fault.answers)
    _expected(sdk, fault, lambda: asyncio.run(run()))
    assert len(server.seen) == fault.requests


def test_nothing_was_sent(sdk: Any) -> None:
    """A refused connection: another attempt is safe, whatever the method."""
    with sdk.PlainClient("T", host="http://127.0.0.1:1", timeout=5) as client:
        with pytest.raises(sdk.APIConnectionError) as caught:
            client.create_book(title="T")
    assert not caught.value.sent
    assert "ConnectError" in str(caught.value)


def test_the_time_to_wait_is_told(sdk: Any, client: Any, server: Loopback) -> None:
    server.script = [Answer({}, 429, {"retry-after": "86400"})]
    with pytest.raises(sdk.RateLimitError) as caught:
        client.get_book(book_id="1")
    assert caught.value.retry_after == 86400


def test_a_download_has_an_idle_limit_within_the_total(sdk: Any, server: Loopback) -> None:
    """`attempt_timeout` is for each silence, not for the whole: a second of five pieces is no failure."""
    server.reply = lambda _: Answer(b"abcde", drip=0.2)
    options = {"timeout": 9, "attempt_timeout": 0.4}
    with sdk.PlainClient("T", host=server.host) as client:
        with client.get_report(request_options=options) as report:
            assert report.read() == b"abcde"
        server.reply = lambda _: Answer(b"abcde", drip=3)
        with client.get_report(request_options=options) as report:
            start = time.monotonic()
            with pytest.raises(sdk.APITimeoutError):
                report.read()
    assert time.monotonic() - start < 1


@pytest.mark.parametrize("status", [500, 401])
def test_a_failing_token_endpoint_is_not_multiplied(
    sdk: Any, server: Loopback, status: int
) -> None:
    """20 callers wait for one fetch: its attempts are all that arrive."""
    server.reply = lambda _: Answer({"message": "no"}, status, SOON, delay=0.05)
    with sdk.LibraryClient("AK", "SK", host=server.host) as client:
        gate = threading.Barrier(20)

        def call(number: int) -> type[Exception]:
            gate.wait()
            with pytest.raises(sdk.APIStatusError) as caught:
                client.get_book(book_id=str(number))
            return type(caught.value)

        with ThreadPoolExecutor(20) as pool:
            kinds = set(pool.map(call, range(20)))
    assert len(kinds) == 1
    assert len(server.seen) == (3 if status == 500 else 1)


def test_nor_by_tasks(sdk: Any, server: Loopback) -> None:
    server.reply = lambda _: Answer({"message": "no"}, 500, SOON, delay=0.05)

    async def run() -> list[Any]:
        async with sdk.AsyncLibraryClient("AK", "SK", host=server.host) as client:
            calls = (client.get_book(book_id=str(n)) for n in range(20))
            return await asyncio.gather(*calls, return_exceptions=True)

    assert {type(one) for one in asyncio.run(run())} == {sdk.InternalServerError}
    assert len(server.seen) == 3


def test_the_time_for_a_call_counts_while_another_gets_the_token(
    sdk: Any, server: Loopback
) -> None:
    server.reply = Issuer(delay=1.5)
    with sdk.LibraryClient("AK", "SK", host=server.host) as client:
        first = threading.Thread(target=client.get_book, kwargs={"book_id": "1"})
        first.start()
        time.sleep(0.2)
        start = time.monotonic()
        with pytest.raises(sdk.APITimeoutError):
            client.get_book(book_id="2", request_options={"timeout": 0.3})
        assert time.monotonic() - start < 1
        first.join()


@pytest.mark.parametrize("life", [None, 0, -5, "7200", "soon", True, float("nan"), 1e400])
def test_odd_lives_of_tokens(sdk: Any, server: Loopback, life: object) -> None:
    server.reply = issuer = Issuer(life)  # type: ignore[arg-type]
    with sdk.LibraryClient("AK", "SK", host=server.host) as client:
        for number in range(4):
            client.get_book(book_id=str(number))
    assert issuer.count == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (PROBLEM, "Out of credit: Your balance is 30."),
        ({"message": "m", **PROBLEM}, "403 m"),
        ({"error": {"message": "inner"}}, "403 inner"),
        (
            {"error": "invalid_grant", "error_description": "expired"},
            "403 invalid_grant: expired",
        ),
        ([], "403 the server refused"),
    ],
)
def test_what_an_error_says(sdk: Any, client: Any, server: Loopback, body: Any, words: str) -> None:
    headers = {"content-type": "application/problem+json", "x-request-id": "r-1"}
    server.script = [Answer(body, 403, headers)]
    with pytest.raises(sdk.PermissionDeniedError) as caught:
        client.get_book(book_id="1")
    error = caught.value
    assert words in str(error)
    facts = (error.method, error.path, error.status, error.request_id, error.body)
    assert facts == ("GET", "/api/get-book", 403, "r-1", body)


def _errors(sdk: Any) -> list[Exception]:
    where = {"method": "GET", "path": "/x"}
    facts = {"http_status": 429, "headers": httpx2.Headers({"a": "b"}), "body": {"a": 1}}
    answered = sdk.RateLimitError("no", **where, **facts, request_id="r", retry_after=3.0)
    lost = sdk.APITimeoutError("late", **where, sent=False)
    return [sdk.APIError("x", **where), answered, lost, sdk.InvalidRequestError("y")]


@pytest.mark.parametrize("number", range(4))
def test_errors_are_copied_and_pickled(sdk: Any, number: int) -> None:
    error = _errors(sdk)[number]
    pickled = pickle.loads(pickle.dumps(error))  # noqa: S301
    for twin in (copy.copy(error), copy.deepcopy(error), pickled):
        assert type(twin) is type(error)
        assert str(twin) == str(error)
        assert vars(twin).keys() == vars(error).keys()
        assert twin.retry_after == error.retry_after  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"timeout": "5"}, "timeout"),
        ({"timeout": 0}, "timeout"),
        ({"connect_timeout": -1}, "connect_timeout"),
        ({"attempt_timeout": True}, "attempt_timeout"),
        ({"max_retries": -1}, "max_retries"),
        ({"retry_statuses": 409}, "retry_statuses"),
        ({"headers": {"x": 1}}, "headers"),
        ({"http_client": "client"}, "http_client"),
    ],
)
def test_wrong_options_are_told_at_once(sdk: Any, options: dict[str, Any], named: str) -> None:
    with pytest.raises(sdk.InvalidRequestError, match=named):
        sdk.PlainClient("T", **options)
    if named == "http_client":
        return
    client = sdk.PlainClient("T")
    with pytest.raises(sdk.InvalidRequestError, match=named):
        client.get_book(book_id="1", request_options=options)
    with pytest.raises(sdk.InvalidRequestError, match=named):
        client.with_options(**options)


def test_an_unknown_option_is_told_at_once(sdk: Any, client: Any, server: Loopback) -> None:
    with pytest.raises(sdk.InvalidRequestError, match="timeuot; did you mean timeout"):
        client.get_book(book_id="1", request_options={"timeuot": 1})
    assert server.seen == []


def test_the_other_kind_of_http_client_is_refused(sdk: Any) -> None:
    for library in (httpx, httpx2):
        with pytest.raises(sdk.InvalidRequestError, match="Client"):
            sdk.PlainClient("T", http_client=library.AsyncClient())
        with library.Client() as http, pytest.raises(sdk.InvalidRequestError, match="AsyncClient"):
            sdk.AsyncPlainClient("T", http_client=http)


@pytest.mark.parametrize("library", [httpx, httpx2])
def test_either_library_may_be_brought(sdk: Any, server: Loopback, library: Any) -> None:
    server.script = [Answer(fault="reset")]
    with library.Client() as http:
        sdk.PlainClient("T", host=server.host, http_client=http).get_book(book_id="1")
    assert len(server.seen) == 2

    async def run() -> None:
        async with library.AsyncClient() as http:
            client = sdk.AsyncPlainClient("T", host=server.host, http_client=http)
            server.script = [Answer({}, delay=1.0)]
            with pytest.raises(sdk.APITimeoutError):
                await client.get_book(book_id="1", request_options={"timeout": 0.2})

    asyncio.run(run())


def test_a_closed_client_says_so(sdk: Any, server: Loopback) -> None:
    client = sdk.PlainClient("T", host=server.host)
    client.get_book(book_id="1")
    client.close()
    with pytest.raises(sdk.InvalidRequestError, match="closed"):
        client.get_book(book_id="1")
    http = httpx2.Client()
    http.close()
    with pytest.raises(sdk.InvalidRequestError, match="closed"):
        sdk.PlainClient("T", host=server.host, http_client=http).get_book(book_id="1")


@pytest.mark.parametrize("host", ["http://api.example", "http://10.0.0.1"])
def test_no_credentials_over_plain_http(sdk: Any, host: str) -> None:
    clients = [
        sdk.PlainClient("T", host=host),
        sdk.LibraryClient("AK", "SK", host=host),
        sdk.LibraryClient("AK", "SK", host=host, scheme="signature"),
        sdk.ShopClient("APP", host=host, access_token="T"),
    ]
    for client in clients:
        with client, pytest.raises(sdk.InvalidRequestError, match="plain http"):
            client.get_book(book_id="1")


def test_but_where_it_is_allowed(sdk: Any) -> None:
    reached = httpx2.MockTransport(lambda _: httpx2.Response(200, json=ok().body))
    with httpx2.Client(transport=reached) as http:
        own = {"host": "http://api.example", "http_client": http}
        sdk.PlainClient("T", allow_http=True, **own).get_book(book_id="1")
        sdk.ShopClient("APP", **own).get_book(book_id="1")  # without a user: nothing is secret


def test_a_caller_s_own_authorization(sdk: Any, server: Loopback) -> None:
    with sdk.LibraryClient("AK", "SK", host=server.host) as client:
        own = {"headers": {"Authorization": "Bearer mine"}}
        client.get_book(book_id="1", request_options=own)
        client.get_book(book_id="1", request_options={"headers": {"authorization": None}})
    assert [one.headers.get("authorization") for one in server.seen] == ["Bearer mine", None]


def test_headers_are_left_out_and_the_agent_has_a_name(sdk: Any, server: Loopback) -> None:
    with sdk.PlainClient("T", host=server.host, headers={"X-Own": "1", "accept": None}) as client:
        client.get_book(book_id="1")
        client.get_book(book_id="1", request_options={"headers": {"x-own": None}})
    first, second = server.seen
    assert first.headers["user-agent"] == "library-sdk-python/2.1.0"
    assert first.headers["x-own"] == "1"
    assert "accept" not in first.headers
    assert "x-own" not in second.headers


def test_fork(sdk: Any, server: Loopback) -> None:
    """Children do not share the connections of their parent: no answer is another's."""
    server.reply = lambda seen: ok({"bookId": dict(seen.query)["bookId"], "title": "T"})
    with sdk.PlainClient("T", host=server.host) as client:
        client.get_book(book_id="0")
        children = [_child(client, f"{one}") for one in range(3)]
        assert [os.waitpid(one, 0)[1] for one in children] == [0, 0, 0]
        client.get_book(book_id="0")


def _child(client: Any, name: str) -> int:
    pid = os.fork()
    if pid == 0:  # pragma: no cover
        status = 1
        try:
            told = {client.get_book(book_id=f"{name}-{n}").data.book_id for n in range(20)}
            status = int(told != {f"{name}-{n}" for n in range(20)})
        finally:
            os._exit(status)
    return pid


def test_a_second_event_loop(sdk: Any, server: Loopback) -> None:
    client = sdk.AsyncLibraryClient("AK", "SK", host=server.host)
    server.reply = issuer = Issuer()

    async def run(*, last: bool) -> None:
        await asyncio.gather(*(client.get_book(book_id=str(n)) for n in range(3)))
        await client._http.get({}).aclose()
        if last:
            await client.close()

    asyncio.run(run(last=False))
    asyncio.run(run(last=True))
    assert issuer.count == 1
    assert len(server.seen) == 7


def test_cancellation_leaves_others_alone(sdk: Any, server: Loopback) -> None:
    server.reply = issuer = Issuer(delay=0.3)

    async def run() -> None:
        async with sdk.AsyncLibraryClient("AK", "SK", host=server.host) as client:
            first = asyncio.create_task(client.get_book(book_id="1"))
            await asyncio.sleep(0.1)
            second = asyncio.create_task(client.get_book(book_id="2"))
            await asyncio.sleep(0.05)
            first.cancel()
            with pytest.raises(asyncio.CancelledError):
                await first
            assert (await second).status_code == 200

    asyncio.run(run())
    assert issuer.count == 2


def test_reprs_hold_no_secrets(sdk: Any, runtime: Runtime) -> None:
    client = sdk.LibraryClient("AK", "S3CRET", host="https://h")
    held = [client, client._settings, client._settings.auth, runtime("auth").Token("S3CRET", 1.0)]
    held.append(runtime("schemes").Given("key", "S3CRET", "KEY"))
    assert "S3CRET" not in json.dumps([repr(one) for one in held])
