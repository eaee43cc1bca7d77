"""Both schemes: signatures by vectors, tokens by count."""

from __future__ import annotations

import asyncio
import base64
import json
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.python_client.support import Answer, Loopback, Seen, ok

Runtime = Callable[[str], Any]
NONCE = "0123456789abcdef0123456789abcdef"
DATE = "Thu, 01 Jan 1970 00:00:00 GMT"


@pytest.mark.parametrize(
    ("method", "path", "values", "signature"),
    [
        (
            "GET",
            "/api/v3/get-user",
            {"userId": "u1", "withCustomData": "true"},
            "JZwK3qfTWjlriw6CB1ruR8MbMMY=",
        ),
        (
            "POST",
            "/api/v3/create-user",
            {"username": "bob", "metadata": {"a": 1}},
            "0QeQPS832fgtazkC3PwU3UBxDqc=",
        ),
        ("GET", "/api/v3/get-all-groups", {}, "1zRVQ7msemabRO2LC+nTMpISHW4="),
    ],
)
def test_vectors(
    runtime: Runtime, method: str, path: str, values: dict[str, Any], signature: str
) -> None:
    auth = runtime("auth")
    brand = auth.Brand("x-authing-", "authing", "authing-node-sdk:4.0.2", "zh-CN")
    signer = auth.SignatureAuth(brand, "AKID", "SECRET")
    headers = signer._headers(NONCE, DATE)
    assert signer.signature(auth.Signed(method, path, values), headers) == signature


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
        {"scheme": "token", "tenant_app_id": "a"},
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
