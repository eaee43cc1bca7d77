"""One document, both clients, one recorder: the same credentials arrive, wherever they come from.

What must arrive is written here from the standards (OpenAPI 3.1 Security Scheme Object, RFC 7617, RFC 6750, RFC 6749).
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from generator.model import Api, SecurityScheme, any_of
from generator.naming import camel
from generator.openapi import load
from generator.targets.python.emit import emit as emit_python
from generator.targets.python.settings import PythonSettings
from generator.targets.typescript.emit import emit as emit_typescript
from generator.targets.typescript.settings import TypeScriptSettings
from tests.python_client.support import Answer, Loopback, Seen, write
from tests.typescript_client.support import Node

Given = Mapping[str, str]
Calls = Mapping[str, Mapping[str, str]]
Client = Callable[[str, Given, Calls, Given], str]
Folder = Callable[[Mapping[str, str]], Path]
HERE = Path(__file__).parent
LOGIN = f"Basic {base64.b64encode('Zoë:pä:ss %'.encode()).decode()}"
KEY = {"x-vault-key": "K1"}
BOTH = {**KEY, "cookie": "vault=K3", "authorization": LOGIN}
ARRIVES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "/default": (KEY, {}),
    "/open": ({}, {}),
    "/query": ({}, {"a": "1", "vault_key": "K &2"}),
    "/cookie": ({"cookie": "vault=K3"}, {}),
    "/login": ({"authorization": LOGIN}, {}),
    "/pass": ({"authorization": "Bearer T1"}, {}),
    "/digest": ({"authorization": 'digest user="x"'}, {}),
    "/oauth": ({"authorization": "Bearer given"}, {}),
    "/oidc": ({"authorization": "Bearer T3"}, {}),
    "/mtls": ({}, {}),
    "/both": (KEY, {"vault_key": "K &2"}),
    "/three": (BOTH, {}),
    "/either": ({"authorization": 'digest user="x"'}, {}),
    "/free": ({"authorization": 'digest user="x"'}, {}),
    "/unknown": (KEY, {}),
}
WITHOUT_DIGEST = {**ARRIVES, "/either": (KEY, {}), "/free": ({}, {})}
GIVEN = {
    "header": "K1",
    "query": "K &2",
    "cookie": "K3",
    "username": "Zoë",
    "password": "pä:ss %",
    "scheme_pass": "T1",
    "credentials": 'user="x"',
    "client_id": "id &",
    "client_secret": "s/ü",
    "oidc": "T3",
}
CALLS = {
    "by_default": {}, "open": {}, "in_query": {"a": "1"}, "in_cookie": {}, "with_login": {}, "with_pass": {},
    "with_digest": {}, "with_oauth": {}, "with_oidc": {}, "with_mtls": {}, "both": {}, "three": {},
    "either": {}, "free": {}, "unknown": {},
}  # fmt: skip
PYTHON = """
import json, os, sys, vault_sdk
given, calls = json.loads(sys.argv[2]), json.loads(sys.argv[3])
with vault_sdk.VaultClient(**given, host=sys.argv[1]) as client:
    for name, arguments in calls.items():
        try:
            getattr(client, name)(**arguments)
        except vault_sdk.APIError as error:
            print(type(error).__name__, error)
"""
NODE = """
import { VaultClient } from "./dist/index.js";
const [host, given, calls] = process.argv.slice(2);
const client = new VaultClient({ ...JSON.parse(given), host });
for (const [name, args] of Object.entries(JSON.parse(calls))) {
  await client[name](args).catch((error) => console.log(error.name, error.message));
}
"""


def vault() -> Api:
    text = (HERE / "document.yaml").read_text(encoding="utf-8")
    return load(yaml.safe_load(text), client="vault", file="vault.yaml")[0]


@pytest.fixture
def recorder() -> Iterator[Loopback]:
    server = Loopback()

    def reply(seen: Seen) -> Answer:
        token = {"access_token": "given", "token_type": "Bearer", "expires_in": 3600}
        return Answer(token if seen.path == "/token" else {})

    server.reply = reply
    yield server
    server.close()


@pytest.fixture(scope="module")
def python_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = PythonSettings("vault_sdk")
    return write(emit_python([vault()], settings)[0], tmp_path_factory.mktemp("vault"))


@pytest.fixture(scope="module")
def node_package(node: Node, folder: Folder) -> Path:
    tree, _ = emit_typescript([vault()], TypeScriptSettings("vault-sdk", "1.0.0"))
    package = folder({**tree, "run.mjs": NODE})
    node.tool("tsc", "-p", ".", cwd=package)
    return package


def _run(command: list[str], cwd: Path, environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _python(package: Path, host: str, given: Given, calls: Calls, environment: Given) -> str:
    texts = [host, json.dumps(given), json.dumps(calls)]
    return _run([sys.executable, "-c", PYTHON, *texts], package, environment)


def _node(package: Path, host: str, given: Given, calls: Calls, environment: Given) -> str:
    options = {camel(name): value for name, value in given.items()}
    named = {camel(name): arguments for name, arguments in calls.items()}
    texts = [host, json.dumps(options), json.dumps(named)]
    return _run(["node", "run.mjs", *texts], package, environment)


RUN = {"python": _python, "node": _node}


@pytest.fixture(params=["python", pytest.param("node", marks=pytest.mark.node)])
def client(request: pytest.FixtureRequest) -> Client:
    """Runs calls on a client of one language."""
    package = request.getfixturevalue(f"{request.param}_package")
    return lambda *parts: RUN[request.param](package, *parts)


def _arrived(server: Loopback) -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    """The credentials of each request, by path."""
    names = {"authorization", "cookie", "x-vault-key"}
    return {
        seen.path: ({n: v for n, v in seen.headers.items() if n in names}, dict(seen.query))
        for seen in server.seen
        if seen.path != "/token"
    }


@pytest.mark.parametrize("source", ["arguments", "environment"])
def test_what_the_document_asks_for_arrives(
    client: Client, recorder: Loopback, source: str
) -> None:
    variables = {f"VAULT_{name.upper()}": value for name, value in GIVEN.items()}
    given, environment = (GIVEN, {}) if source == "arguments" else ({}, variables)
    assert client(recorder.host, given, CALLS, environment) == ""
    assert _arrived(recorder) == ARRIVES


def test_a_client_is_traded_for_a_token_once(client: Client, recorder: Loopback) -> None:
    own = {"client_id": "id &", "client_secret": "s/ü"}
    assert client(recorder.host, own, {"with_oauth": {}}, {}) == ""
    token, call = recorder.seen
    assert (token.method, token.path) == ("POST", "/token")
    pair = base64.b64encode(b"id+%26:s%2F%C3%BC").decode()
    assert token.headers["authorization"] == f"Basic {pair}"
    assert token.headers["content-type"].startswith("application/x-www-form-urlencoded")
    assert token.body == b"grant_type=client_credentials"
    assert call.headers["authorization"] == "Bearer given"


def test_the_next_alternative_is_taken(client: Client, recorder: Loopback) -> None:
    given = {name: value for name, value in GIVEN.items() if name != "credentials"}
    calls = {name: one for name, one in CALLS.items() if name != "with_digest"}
    assert client(recorder.host, given, calls, {}) == ""
    wanted = {path: one for path, one in WITHOUT_DIGEST.items() if path != "/digest"}
    assert _arrived(recorder) == wanted


def test_missing_credentials_are_named_and_nothing_is_sent(
    client: Client, recorder: Loopback
) -> None:
    said = client(recorder.host, {}, {"by_default": {}, "with_login": {}}, {})
    first, second = said.splitlines()
    assert "header" in first
    assert "VAULT_HEADER" in first
    assert "VAULT_USERNAME" in second
    assert recorder.seen == []


@pytest.mark.parametrize(
    "name", ["api_key", "bearer", "basic_scheme", "common", "given_x", "schemes"]
)
def test_a_lone_scheme_of_any_name_works(tmp_path: Path, recorder: Loopback, name: str) -> None:
    scheme = SecurityScheme(name, {"type": "apiKey", "in": "header", "name": "X-Vault-Key"})
    operations = tuple(one for one in vault().operations if one.id == "byDefault")
    api = replace(vault(), schemes=(scheme,), security=any_of((scheme,)), operations=operations)
    root = write(emit_python([api], PythonSettings("vault_sdk"))[0], tmp_path)
    assert _python(root, recorder.host, {"api_key": "K1"}, {"by_default": {}}, {}) == ""
    assert _arrived(recorder) == {"/default": (KEY, {})}


FAMILY = {"x-header-prefix": "x-shelf-"}
TOKEN = {"type": "http", "scheme": "bearer", **FAMILY, "x-token-path": "/token", "x-lang": "fr"}
SIGNED = {"type": "apiKey", "in": "header", "name": "authorization", "x-label": "shelf", **FAMILY}
APP = {"type": "http", "scheme": "bearer", **FAMILY}
KINDS: dict[str, tuple[tuple[SecurityScheme, ...], dict[str, str], dict[str, str]]] = {
    "token": (
        (SecurityScheme("token", TOKEN), SecurityScheme("signature", SIGNED)),
        {"access_key_id": "AK", "access_key_secret": "SK", "tenant": "T1"},
        {"authorization": "Bearer given", "x-shelf-lang": "fr", "x-shelf-app-id": "T1"},
    ),
    "signature": (
        (SecurityScheme("signature", SIGNED), SecurityScheme("token", TOKEN)),
        {"access_key_id": "AK", "access_key_secret": "SK"},
        {"authorization": "shelf AK:", "x-shelf-lang": "fr", "x-shelf-signature-version": "1.0"},
    ),
    "app": (
        (SecurityScheme("token", APP),),
        {"app_id": "A1", "access_token": "U1"},
        {"authorization": "Bearer U1", "x-shelf-lang": "en-US", "x-shelf-app-id": "A1"},
    ),
}
SPELLED = {"python": {"tenant": "tenant_app_id"}, "node": {"tenant": "tenant_id"}}


@pytest.mark.node
@pytest.mark.parametrize("kind", KINDS)
def test_token_signature_and_app_are_reached_alike(
    node: Node, folder: Folder, tmp_path: Path, recorder: Loopback, kind: str
) -> None:
    schemes, given, wanted = KINDS[kind]
    api = replace(vault(), schemes=schemes, security=any_of(schemes))
    calls: Calls = {"by_default": {}, "open": {}}
    operations = tuple(one for one in api.operations if one.id in {"byDefault", "open"})
    api = replace(api, operations=operations)
    python = write(emit_python([api], PythonSettings("vault_sdk"))[0], tmp_path)
    tree = emit_typescript([api], TypeScriptSettings("vault-sdk", "1.0.0"))[0]
    package = folder({**tree, "run.mjs": NODE})
    node.tool("tsc", "-p", ".", cwd=package)
    sent = {}
    for language, root in (("python", python), ("node", package)):
        recorder.seen.clear()
        own = {SPELLED[language].get(name, name): value for name, value in given.items()}
        assert RUN[language](root, recorder.host, own, calls, {}) == ""
        sent[language] = {seen.path: _own_headers(seen) for seen in recorder.seen}
    assert sent["python"].keys() == sent["node"].keys()
    for path, headers in sent["python"].items():
        assert headers.keys() == sent["node"][path].keys(), path
    for headers in (sent[language]["/default"] for language in sent):
        for name, value in wanted.items():
            assert headers[name].startswith(value), name
    assert "authorization" not in sent["python"]["/open"]


def _own_headers(seen: Seen) -> dict[str, str]:
    """The headers of the API's own, and those that prove who calls."""
    return {
        name: value
        for name, value in seen.headers.items()
        if name.startswith("x-shelf-") or name in {"authorization", "date"}
    }
