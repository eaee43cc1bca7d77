"""The request log shows no secrets and survives every body; only this machine's names are hosts."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from generator.mock import Options, running
from generator.mock.application import is_ours
from generator.mock.server import Running
from generator.model import Api, Scalar

PLANTED = "hunter2-planted"
NAMES = [
    "password", "newPassword", "old_password", "passwd", "pwd", "passphrase", "passCode", "client_secret",
    "clientSecret", "appSecret", "secret", "accessToken", "refresh_token", "id_token", "apiKey", "api-key",
    "accessKeySecret", "privateKey", "credential", "signature", "sessionId", "client_assertion", "jwt", "otp", "code",
    "code_verifier", "authorization", "cookie",
]  # fmt: skip
HEADERS = [
    "authorization", "proxy-authorization", "cookie", "x-api-key", "x-identity-app-secret", "x-auth-token",
    "x-csrf-token", "x-amz-security-token", "x-signature",
]  # fmt: skip


@pytest.fixture(scope="module")
def guarded(library: Api) -> Iterator[Running]:
    """The library with two fields that only its document calls secret."""
    book = library.schemas["BookDto"]
    fields = (
        replace(book.fields[0], name="shelfMark", type=Scalar("string", "password")),
        replace(book.fields[0], name="note", write_only=True),
    )
    schemas = {**library.schemas, "HiddenDto": replace(book, name="HiddenDto", fields=fields)}
    with running([replace(library, schemas=schemas)], Options()) as server:
        yield server


@pytest.fixture
def client(guarded: Running) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=guarded.url, timeout=60) as made:
        made.delete("/__mock__/requests")
        yield made


def log(client: httpx.Client) -> str:
    answer = client.get("/__mock__/requests")
    assert answer.status_code == 200
    assert len(answer.json()) == 1
    return answer.text


@pytest.mark.parametrize("name", [*NAMES, "shelfMark", "note"])
@pytest.mark.parametrize("place", ["top", "deep", "list", "form", "query", "broken", "text"])
def test_a_planted_secret_is_not_shown(client: httpx.Client, name: str, place: str) -> None:
    path = "/api/v3/add-book"
    form = {"content-type": "application/x-www-form-urlencoded"}
    text = {"content-type": "application/json"}
    match place:
        case "top":
            client.post(path, json={name: PLANTED, "title": "Emma"})
        case "deep":
            client.post(path, json={"a": [{"b": {name: PLANTED}}]})
        case "list":
            client.post(path, json={name: [PLANTED, {"x": PLANTED}]})
        case "form":
            client.post(path, content=f"a=1&{name}={PLANTED}", headers=form)
        case "query":
            client.post(path, params={name: PLANTED, "a": "b"})
        case "broken":
            client.post(path, content=f'{{"{name}": "{PLANTED}", ', headers=text)
        case _:
            client.post(path, content=f"{name}: {PLANTED}", headers={"content-type": "text/plain"})
    assert PLANTED not in log(client)


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("value", [PLANTED, f"Bearer {PLANTED}", f"{PLANTED} {PLANTED}"])
def test_secrets_in_headers(client: httpx.Client, name: str, value: str) -> None:
    client.post("/api/v3/add-book", json={"title": 5}, headers={name: value})
    assert PLANTED not in log(client)


def test_what_is_no_secret_stays(client: httpx.Client) -> None:
    sent = {"title": "Emma", "author": "Austen", "pages": 1, "accessKeyId": "a"}
    client.post("/api/v3/add-book", json=sent, params={"page": "1"})
    (record,) = json.loads(log(client))
    assert (record["body"], record["query"]) == (sent, "page=1")


@pytest.mark.parametrize(
    "body",
    [
        '{"name": 1e999}', '{"name": -1e999}', r'{"name": "\ud800"}', r'{"\udfff": 1}', '{"n": ' + "9" * 4000 + "}",
        '{"n": NaN}', "[" * 5000, '{"a":' * 200 + "1" + "}" * 200, "\x00", '{"a": "\x7f"}', '"',
        "null", "[]", "\ufeff{}",
    ],
)  # fmt: skip
def test_the_log_survives_every_body(client: httpx.Client, body: str) -> None:
    headers = {"content-type": "application/json"}
    assert client.post("/api/v3/add-book", content=body.encode(), headers=headers).status_code < 500
    log(client)


def test_many_unknown_keys_are_answered(client: httpx.Client) -> None:
    body = {f"unknownKeyOfABook{n}": n for n in range(100_000)}
    answer = client.post("/api/v3/add-book", json=body)
    assert answer.status_code == 422
    assert len(answer.json()["data"]["findings"]) == 100


FOREIGN = [
    "evil.com", "evil.com@localhost", "evil.com:80@localhost", "user:pass@127.0.0.1", "localhost@evil.com",
    "localhost.evil.com", "localhost:80@evil.com", "localhost/../evil.com", "localhost#evil.com",
    "localhost?evil.com",
    "localhost\\evil.com", "127.0.0.1.evil.com", "127.0.0.1@evil.com", "0.0.0.0",  # noqa: S104
    "192.168.0.1",
    "[::]", "[fe80::1%25lo]",
    "", " ", "localhost evil.com", "localhost,evil.com", "localhost:80:80", "localhost:evil", "[::1", "::1]",
    "2130706433.evil",
    "evil.com:4010", "LOCALHOST.EVIL.COM", "localhost\t", "localhost\x00", "ｌocalhost", "l\u00f6calhost",
    "//localhost", "@localhost",
    "localhost%00.evil.com", "localhost;evil.com", "[::ffff:192.168.0.1]", "[evil]", "*", "localhost*",
]  # fmt: skip
OWN = ["localhost", "LocalHost", "localhost:4010", "127.0.0.1", "127.9.9.9:1", "[::1]", "[::1]:80"]


@pytest.mark.parametrize("host", FOREIGN)
def test_hosts_of_others_are_refused(host: str) -> None:
    assert not is_ours(host, Options())


@pytest.mark.parametrize("host", OWN)
def test_hosts_of_this_machine_are_served(host: str) -> None:
    assert is_ours(host, Options())


def test_the_host_is_checked_on_the_wire(guarded: Running) -> None:
    address = httpx.URL(guarded.url)
    with socket.create_connection((address.host, address.port or 80), timeout=30) as raw:
        raw.sendall(
            b"GET /__mock__/requests HTTP/1.1\r\nHost: evil.com@localhost\r\nConnection: close\r\n\r\n"
        )
        assert raw.recv(100).startswith(b"HTTP/1.1 421")
