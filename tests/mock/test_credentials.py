"""Tokens and signatures."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from generator.mock import Options, running
from generator.mock.server import Running
from generator.mock.signatures import js_text
from generator.model import Api, Need, SecurityScheme, any_of

HEADERS = {
    "x-authing-signature-nonce": "0123456789abcdef0123456789abcdef",
    "x-authing-signature-method": "HMAC-SHA1",
    "x-authing-signature-version": "1.0",
    "x-authing-sdk-version": "authing-node-sdk:4.0.2",
    "x-authing-lang": "zh-CN",
    "date": "Thu, 01 Jan 1970 00:00:00 GMT",
}
KEY = {"accessKeyId": "AKID", "accessKeySecret": "SECRET"}
TOKEN = "/api/v3/get-management-token"  # noqa: S105 - a path


@pytest.fixture(scope="module")
def guarded(library: Api) -> Iterator[Running]:
    with running([library], Options(auth="required", secrets={"AKID": "SECRET"})) as mock:
        yield mock


def bearer(url: str) -> dict[str, str]:
    data = httpx.post(f"{url}{TOKEN}", json=KEY).json()["data"]
    return {"authorization": f"Bearer {data['access_token']}"}


def signed(
    method: str, path: str, pairs: str, secret: str = KEY["accessKeySecret"]
) -> dict[str, str]:
    """A signature made here, step by step, without the code under test."""
    lines = [method, *(f"{name}:{HEADERS[name]}" for name in sorted(HEADERS)), path + pairs]
    mac = hmac.new(secret.encode(), "\n".join(lines).encode(), hashlib.sha1).digest()
    return {**HEADERS, "authorization": f"authing AKID:{base64.b64encode(mac).decode()}"}


def test_signatures(guarded: Running) -> None:
    with httpx.Client(base_url=guarded.url) as http:
        query = "?ids=[1,2]&title=a b/书"
        find = signed("GET", "/api/v3/find-book", query)
        params = {"title": "a b/书", "ids": ["1", "2"]}
        assert http.get("/api/v3/find-book", params=params, headers=find).status_code == 200
        body = {"title": "x", "tags": ["a"], "lent": True, "notes": {"k": "ü"}, "price": 1.0}
        text = '?lent=true&notes={"k":"ü"}&price=1&tags=["a"]&title=x'
        add = signed("POST", "/api/v3/add-book", text)
        assert http.post("/api/v3/add-book", json=body, headers=add).status_code == 200
        wrong = http.post("/api/v3/add-book", json={**body, "lent": False}, headers=add)
        assert wrong.status_code == 401
        assert "POST\\ndate:Thu" in wrong.json()["data"]["findings"][0]["expected"]
        other = signed("POST", "/api/v3/add-book", text, "OTHER")
        assert http.post("/api/v3/add-book", json=body, headers=other).status_code == 401
        without = {
            name: value for name, value in add.items() if name != "x-authing-signature-nonce"
        }
        found = http.post("/api/v3/add-book", json=body, headers=without).json()["data"][
            "findings"
        ][0]
        assert found["where"] == "header.x-authing-signature-nonce"
        unknown = {**add, "authorization": "authing NOBODY:x"}
        assert http.post("/api/v3/add-book", json=body, headers=unknown).status_code == 401


def test_every_header_of_the_api_is_signed(guarded: Running) -> None:
    headers = {**signed("GET", "/api/v3/loop", ""), "x-authing-request-from": "test"}
    assert httpx.get(f"{guarded.url}/api/v3/loop", headers=headers).status_code == 401


def test_without_secrets_signatures_are_only_looked_at(library: Api) -> None:
    with running([library], Options(prefix="x-genauth-")) as mock:
        headers = {name.replace("authing", "genauth"): value for name, value in HEADERS.items()}
        good = {**headers, "authorization": "genauth ANY:thing"}
        assert httpx.get(f"{mock.url}/api/v3/loop", headers=good).status_code == 200
        for value in ("authing ANY:thing", "genauth ANY", "Basic eA==", "genauth"):
            answer = httpx.get(
                f"{mock.url}/api/v3/loop", headers={**headers, "authorization": value}
            )
            assert answer.status_code == 401, value


def test_tokens(guarded: Running) -> None:
    url = guarded.url
    answer = httpx.post(f"{url}{TOKEN}", json=KEY).json()
    assert (answer["statusCode"], answer["data"]["expires_in"]) == (200, 7200)
    token = answer["data"]["access_token"]
    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    assert (claims["scoped_userpool_id"], claims["sub"]) == ("mock-user-pool", "AKID")
    headers = {"authorization": f"Bearer {token}", "x-authing-userpool-id": "mock-user-pool"}
    assert httpx.get(f"{url}/api/v3/loop", headers=headers).status_code == 200
    other = httpx.get(f"{url}/api/v3/loop", headers={**headers, "x-authing-userpool-id": "p"})
    assert other.json()["data"]["findings"][0]["where"] == "header.x-authing-userpool-id"
    forged = httpx.get(f"{url}/api/v3/loop", headers={"authorization": f"Bearer {token}x"})
    assert (forged.status_code, forged.headers["www-authenticate"]) == (401, "Bearer")
    assert httpx.get(f"{url}/api/v3/loop").status_code == 401


def test_access_keys(guarded: Running) -> None:
    for body, status in (
        ({**KEY, "accessKeySecret": "x"}, 401),
        ({"accessKeyId": "NOBODY", "accessKeySecret": ""}, 401),
        ({"accessKeyId": "AKID"}, 422),
        ([], 422),
    ):
        assert httpx.post(f"{guarded.url}{TOKEN}", json=body).status_code == status
    assert httpx.post(f"{guarded.url}{TOKEN}", content=b"{").status_code == 422


def test_tokens_expire(library: Api) -> None:
    with running([library], Options(token_seconds=0)) as mock:
        headers = bearer(mock.url)
        found = httpx.get(f"{mock.url}/api/v3/loop", headers=headers).json()["data"]["findings"][0]
        assert found["seen"] == "a token that has expired"


def test_app_ids_bring_tokens_of_users(guarded: Running) -> None:
    app = {"x-authing-app-id": "app"}
    assert httpx.get(f"{guarded.url}/api/v3/loop", headers=app).status_code == 200
    headers = {**app, "authorization": "Bearer of-a-user"}
    assert httpx.get(f"{guarded.url}/api/v3/loop", headers=headers).status_code == 200


def test_what_a_document_demands(library: Api) -> None:
    schemes = (
        SecurityScheme("bearer", {"type": "http", "scheme": "bearer"}),
        SecurityScheme("pool", {"type": "apiKey", "in": "header", "name": "X-Pool"}),
    )
    loop = next(one for one in library.operations if one.id == "loop")
    free = replace(loop, id="free", path="/free", security=())
    keyed = replace(loop, id="keyed", path="/keyed", security=((Need("pool"),),))
    api = replace(
        library, schemes=schemes, security=any_of(schemes), operations=(loop, free, keyed)
    )
    with running([api], Options()) as mock, httpx.Client(base_url=mock.url) as http:
        assert http.get("/api/v3/loop").status_code == 401
        assert http.get("/api/v3/loop", headers={"authorization": "Bearer any"}).status_code == 200
        assert http.get("/free").status_code == 200
        assert http.get("/keyed").status_code == 401
        assert http.get("/keyed", headers={"x-pool": "p"}).status_code == 200
    with running([api], Options(auth="off")) as mock:
        assert httpx.get(f"{mock.url}/api/v3/loop").status_code == 200


def test_brands_are_told_by_schemes(library: Api) -> None:
    """What the configuration says of a client stands in its security schemes."""
    prefix = {"x-header-prefix": "x-library-"}
    token = SecurityScheme(
        "token", {"type": "http", "scheme": "bearer", "x-token-path": "/token", **prefix}
    )
    label = {
        "type": "apiKey",
        "in": "header",
        "name": "authorization",
        "x-label": "books",
        **prefix,
    }
    both = (token, SecurityScheme("signature", label))
    keys = replace(library, schemes=both, security=any_of(both))
    headers = {name.replace("authing", "library"): value for name, value in HEADERS.items()}
    with running([keys], Options()) as mock, httpx.Client(base_url=mock.url) as http:
        nothing = http.get("/api/v3/loop").json()["data"]["findings"][0]
        assert nothing["expected"] == "authorization"
        signature = {**headers, "authorization": "books ANY:thing"}
        assert http.get("/api/v3/loop", headers=signature).status_code == 200
        assert http.get("/api/v3/loop", headers={"authorization": "Bearer x"}).status_code == 401
        given = http.post("/token", json=KEY).json()["data"]["access_token"]
        assert (
            http.get("/api/v3/loop", headers={"authorization": f"Bearer {given}"}).status_code
            == 200
        )
    app = SecurityScheme("token", {"type": "http", "scheme": "bearer", **prefix})
    with running([replace(library, schemes=(app,), security=any_of((app,)))], Options()) as mock:
        url = f"{mock.url}/api/v3/loop"
        assert httpx.get(url, headers={"x-library-app-id": "a"}).status_code == 200
        assert httpx.get(url, headers={"authorization": "Bearer of-a-user"}).status_code == 200
        assert httpx.get(url, headers={"authorization": "Basic x"}).status_code == 401
        assert httpx.get(url).status_code == 401
        assert httpx.post(f"{mock.url}{TOKEN}", json=KEY).status_code == 404


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "a"),
        (1.0, "1"),
        (1e21, "1e+21"),
        (1.5e-7, "1.5e-7"),
        (1e-7, "1e-7"),
        (1e-5, "0.00001"),
        (1.25e-6, "0.00000125"),
        (0.1, "0.1"),
        (2**60, "1152921504606847000"),
        ({"b": 1, "10": 2, "9": 3, "09": 4}, '{"9":3,"10":2,"b":1,"09":4}'),
        (True, "true"),
        (None, "null"),
        ({"a": [1.0, "é"]}, '{"a":[1,"é"]}'),
    ],
)
def test_javascript_texts(value: object, text: str) -> None:
    assert js_text(value) == text
