"""Both schemes: signatures by vectors, tokens by count."""

from __future__ import annotations

import asyncio
import base64
import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.python_client.support import Answer, Loopback, Seen, ok

Runtime = Callable[[str], Any]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("é", "é"),
        (1.0, "1"),
        (1.5, "1.5"),
        (True, "true"),
        (None, "null"),
        ({"b": [1.0, "ü"]}, '{"b":[1,"ü"]}'),
    ],
)
def test_text_as_javascript_prints_it(runtime: Runtime, value: object, text: str) -> None:
    assert runtime("signing_text").js_text(value) == text


def _resigned(runtime: Runtime, seen: Seen, prefix: str) -> str:
    auth = runtime("auth")
    names = [n for n in seen.headers if n.startswith(prefix) and not n.endswith("userpool-id")]
    headers = {name: seen.headers[name] for name in [*names, "date"]}
    values = dict(seen.query) if seen.method == "GET" else seen.json
    signer = auth.SignatureAuth(auth.Brand(prefix, "lib", "", ""), "AK", "SK")
    return f"lib AK:{signer.signature(auth.Signed(seen.method, seen.path, values), headers)}"


def test_signed_requests_as_they_arrive(sdk: Any, runtime: Runtime, server: Loopback) -> None:
    with sdk.LibraryClient("AK", "SK", host=server.host, scheme="signature") as client:
        client.get_book(book_id="b1", with_notes=True)
        client.create_book(title="Tü", extra={"k": [1, {"z": None}]}, price=2.0)
    for seen in server.seen:
        assert seen.headers["authorization"] == _resigned(runtime, seen, "x-lib-")
    assert server.seen[0].headers["x-lib-signature-method"] == "HMAC-SHA1"
    nonces = {seen.headers["x-lib-signature-nonce"] for seen in server.seen}
    assert len(nonces) == 2


def test_tenant_is_signed(sdk: Any, runtime: Runtime, server: Loopback) -> None:
    with sdk.LibraryClient(
        "AK", "SK", host=server.host, scheme="signature", tenant_app_id="app1"
    ) as client:
        client.get_book(book_id="b1")
    assert server.seen[0].headers["x-lib-app-id"] == "app1"
    assert server.seen[0].headers["authorization"] == _resigned(runtime, server.seen[0], "x-lib-")


@pytest.mark.parametrize("scheme", ["token", "signature"])
def test_the_tenant_goes_as_its_application(sdk: Any, server: Loopback, scheme: str) -> None:
    server.reply = Issuer()
    own = {"scheme": scheme, "tenant_app_id": "app1"}
    with sdk.LibraryClient("AK", "SK", host=server.host, **own) as client:
        client.get_book(book_id="b1")
    assert server.seen[-1].headers["x-lib-app-id"] == "app1"


def test_headers_of_a_call_are_signed_too(sdk: Any, runtime: Runtime, server: Loopback) -> None:
    with sdk.LibraryClient("AK", "SK", host=server.host, scheme="signature") as client:
        client.get_book(book_id="b1", request_options={"headers": {"x-lib-extra": "7"}})
    assert server.seen[0].headers["x-lib-extra"] == "7"
    assert server.seen[0].headers["authorization"] == _resigned(runtime, server.seen[0], "x-lib-")


def token(claims: object) -> str:
    """A JWT without a signature."""
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"e30.{payload}."


class Issuer:
    """Answers with tokens, and counts them."""

    def __init__(self, life: float = 7200, delay: float = 0.0) -> None:
        self.life, self.delay, self.count = life, delay, 0

    def __call__(self, seen: Seen) -> Answer:
        if not seen.path.endswith("get-token"):
            return ok()
        self.count += 1
        data = {"access_token": token({"scoped_userpool_id": "pool", "n": self.count})}
        return Answer(ok({**data, "expires_in": self.life}).body, delay=self.delay)


def test_token_is_fetched_once(sdk: Any, server: Loopback) -> None:
    server.reply = issuer = Issuer()
    with sdk.LibraryClient("AK", "SK", host=server.host) as client:
        client.get_book(book_id="1")
        client.with_options(timeout=9).get_book(book_id="2")
    first, second, third = server.seen
    assert first.json == {"accessKeyId": "AK", "accessKeySecret": "SK"}
    assert "authorization" not in first.headers
    assert second.headers["authorization"].startswith("Bearer e30.")
    assert second.headers["x-lib-userpool-id"] == "pool"
    assert second.headers["x-lib-sdk-version"] == "library-sdk-python:2.1.0"
    assert third.headers["x-lib-lang"] == "en-US"
    assert issuer.count == 1


def test_token_is_renewed_before_its_end(sdk: Any, server: Loopback) -> None:
    server.reply = issuer = Issuer(life=1.0)
    with sdk.LibraryClient("AK", "SK", host=server.host) as client:
        client.get_book(book_id="1")
        client.get_book(book_id="1")
        assert issuer.count == 1
        time.sleep(0.95)  # a tenth of its life before its end it counts as expired
        client.get_book(book_id="1")
    assert issuer.count == 2


def test_one_refresh_for_all_threads(sdk: Any, server: Loopback) -> None:
    server.reply = issuer = Issuer(delay=0.1)
    with sdk.LibraryClient("AK", "SK", host=server.host) as client:
        threads = [
            threading.Thread(target=client.get_book, kwargs={"book_id": str(n)}) for n in range(12)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert issuer.count == 1
    assert len(server.seen) == 13


def test_one_refresh_for_all_tasks(sdk: Any, server: Loopback) -> None:
    server.reply = issuer = Issuer(delay=0.1)

    async def run() -> None:
        async with sdk.AsyncLibraryClient("AK", "SK", host=server.host) as client:
            await asyncio.gather(*(client.get_book(book_id=str(n)) for n in range(12)))

    asyncio.run(run())
    assert issuer.count == 1
    assert len(server.seen) == 13


def test_refused_token_is_replaced_once(sdk: Any, server: Loopback) -> None:
    server.reply = issuer = Issuer()
    with sdk.LibraryClient("AK", "SK", host=server.host) as client:
        server.script = [Answer({"message": "expired"}, 401)]
        client.get_book(book_id="1")
        assert issuer.count == 2
        server.script = [Answer({"message": "no"}, 401), Answer({"message": "no"}, 401)]
        with pytest.raises(sdk.AuthenticationError):
            client.get_book(book_id="1")
    assert issuer.count == 3


REVOKED = [
    Answer({"message": "revoked"}, 401),
    Answer({"statusCode": 401, "message": "revoked"}),
    Answer({"statusCode": "401"}),
]


class Revoker(Issuer):
    """An issuer whose first token is refused from some moment on."""

    def __init__(self, refusal: Answer) -> None:
        super().__init__()
        self.refusal, self.revoked = refusal, False

    def __call__(self, seen: Seen) -> Answer:
        first = token({"scoped_userpool_id": "pool", "n": 1})
        stale = self.revoked and seen.headers.get("authorization") == f"Bearer {first}"
        return self.refusal if stale else super().__call__(seen)


@pytest.mark.parametrize("refusal", REVOKED)
def test_one_renewal_for_200_calls_of_threads(sdk: Any, server: Loopback, refusal: Answer) -> None:
    server.reply = issuer = Revoker(refusal)
    with sdk.LibraryClient("AK", "SK", host=server.host) as client:
        client.get_book(book_id="0")
        issuer.revoked = True
        with ThreadPoolExecutor(40) as pool:
            list(pool.map(lambda n: client.get_book(book_id=str(n)), range(200)))
    assert issuer.count == 2


@pytest.mark.parametrize("refusal", REVOKED)
def test_one_renewal_for_200_calls_of_tasks(sdk: Any, server: Loopback, refusal: Answer) -> None:
    server.reply = issuer = Revoker(refusal)

    async def run() -> None:
        async with sdk.AsyncLibraryClient("AK", "SK", host=server.host) as client:
            await client.get_book(book_id="0")
            issuer.revoked = True
            await asyncio.gather(*(client.get_book(book_id=str(n)) for n in range(200)))

    asyncio.run(run())
    assert issuer.count == 2


@pytest.mark.parametrize("code", [2016, 201, "400"])
def test_in_an_envelope_only_200_is_success(sdk: Any, server: Loopback, code: int | str) -> None:
    server.reply = lambda _: Answer({"statusCode": code, "message": "no"})
    with sdk.ShopClient("APP", host=server.host) as client:
        with pytest.raises(sdk.APIStatusError) as caught:
            client.get_book(book_id="1")
    assert not isinstance(caught.value, sdk.InternalServerError)
    assert caught.value.status == int(code)
    assert len(server.seen) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_secrets_are_not_sent_on_by_a_redirect(sdk: Any, server: Loopback, status: int) -> None:
    other = Loopback()
    server.reply = lambda _: Answer({}, status, {"location": f"{other.host}/stolen"})
    with httpx.Client(follow_redirects=True) as http:
        for scheme in ("token", "signature"):
            client = sdk.LibraryClient(
                "AK", "SK", host=server.host, scheme=scheme, http_client=http
            )
            with pytest.raises(sdk.APIStatusError):
                client.get_book(book_id="1")
            with pytest.raises(sdk.APIStatusError):
                client.create_book(title="x")
    other.close()
    assert other.seen == []


def test_get_is_followed_within_the_origin(sdk: Any, runtime: Runtime, server: Loopback) -> None:
    def reply(seen: Seen) -> Answer:
        moved = seen.path == "/moved"
        return ok() if moved else Answer({}, 302, {"location": "/moved?a=1&b=x%20y"})

    server.reply = reply
    with sdk.LibraryClient("AK", "SK", host=server.host, scheme="signature") as client:
        client.get_book(book_id="1")
        with pytest.raises(sdk.APIStatusError, match="302"):
            client.create_book(title="x")
    _, second, _ = server.seen
    assert (second.method, second.path, dict(second.query)) == (
        "GET",
        "/moved",
        {"a": "1", "b": "x y"},
    )
    assert second.headers["authorization"] == _resigned(runtime, second, "x-lib-")


def test_redirects_end(sdk: Any, server: Loopback) -> None:
    server.reply = lambda _: Answer({}, 302, {"location": "/again"})
    with sdk.ShopClient("APP", host=server.host) as client:
        with pytest.raises(sdk.APIStatusError, match="302"):
            client.get_book(book_id="1")
    assert len(server.seen) == 6


def test_wrong_key(sdk: Any, server: Loopback) -> None:
    server.reply = lambda _: Answer({"statusCode": 401, "message": "wrong key", "apiCode": 1})
    with sdk.LibraryClient("AK", "SK", host=server.host) as client:
        with pytest.raises(sdk.AuthenticationError, match="wrong key") as caught:
            client.get_book(book_id="1")
    assert caught.value.path == "/api/get-token"
    assert "SK" not in str(caught.value)


@pytest.mark.parametrize("data", [None, {}, {"access_token": ""}, [1], "x"])
def test_answers_without_a_token(sdk: Any, server: Loopback, data: object) -> None:
    server.reply = lambda _: ok(data)
    with sdk.LibraryClient("AK", "SK", host=server.host) as client:
        with pytest.raises(sdk.APIResponseError, match="access_token"):
            client.get_book(book_id="1")


@pytest.mark.parametrize("value", ["x", "a.b.c", "a.!.c", "e30.W10.", "e30.e30.", "." * 9])
def test_tokens_that_tell_nothing(runtime: Runtime, value: str) -> None:
    assert runtime("auth")._user_pool_of(value) is None


@pytest.mark.parametrize(
    "options",
    [
        {"scheme": "signature", "user_pool_id": "p"},
        {"scheme": "other"},
    ],
)
def test_options_without_effect_are_refused(sdk: Any, options: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="scheme"):
        sdk.LibraryClient("AK", "SK", host="http://h", **options)


def test_user_pool_can_be_given(sdk: Any, server: Loopback) -> None:
    server.reply = Issuer()
    with sdk.LibraryClient("AK", "SK", host=server.host, user_pool_id="mine") as client:
        client.get_book(book_id="1")
    assert server.seen[1].headers["x-lib-userpool-id"] == "mine"
