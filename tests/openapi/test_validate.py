"""Validation: all findings, with places; nothing is ever fetched."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from generator.openapi import load, parse_yaml, validate

DOCUMENT = """openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a/{id}:
    get:
      operationId: one
      responses: {'200': {description: ok}}
    post:
      operationId: one
      responses: {'200': {description: ok}}
  /b:
    get:
      operationId: b
      responses: {'200': {description: ok}}
components:
  schemas:
    Wrong: {type: string, default: 3}
    Fine: {type: string, default: x}
"""


def findings(text: str) -> list[tuple[str, int, str]]:
    document, problems = parse_yaml(text, "x.yaml")
    assert not problems
    assert isinstance(document, dict)
    return [(one.code, one.span.line, one.seen) for one in validate(document, "x.yaml", text)]


def test_all_findings_have_a_place() -> None:
    found = findings(DOCUMENT)
    assert [(code, line) for code, line, _ in found] == [
        ("O030", 5),
        ("O030", 8),
        ("O030", 8),
        ("O030", 17),
    ]
    assert found[0][2].startswith("/paths/~1a~1{id}/get: Path parameter 'id'")
    assert any("not unique" in seen for _, _, seen in found)


def test_shape_comes_before_rules() -> None:
    found = findings(
        "openapi: 3.1.0\ninfo: {title: T}\npaths:\n  a: {get: {responses: {ok: {}}}}\n"
    )
    assert [line for _, line, _ in found] == sorted(line for _, line, _ in found)
    assert {code for code, _, _ in found} == {"O030"}
    assert len(found) >= 2


@pytest.mark.parametrize("text", ["swagger: '1.2'\n", "openapi: 4.0.0\n", "a: 1\n"])
def test_other_versions(text: str) -> None:
    assert [code for code, *_ in findings(text)] == ["O011"]


class Caught(HTTPServer):
    """Remembers that somebody asked."""

    asked = 0


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Caught)
        self.server.asked += 1
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def server() -> Iterator[Caught]:
    with Caught(("127.0.0.1", 0), Handler) as caught:
        thread = threading.Thread(target=caught.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield caught
        caught.shutdown()
        thread.join()


SLOTS = [
    "components: {schemas: {A: {$ref: URL}}}",
    "components: {schemas: {A: {type: object, default: {$ref: URL}}}}",
    "components: {schemas: {A: {properties: {b: {default: {$ref: URL}}}}}}",
    "components: {schemas: {A: {allOf: [{$ref: URL}]}}}",
    "components: {schemas: {A: {$schema: URL}}}",
    "components: {schemas: {A: {$id: URL, $ref: x.json}}}",
    "components: {parameters: {A: {$ref: URL}}}",
    "jsonSchemaDialect: URL\ncomponents: {schemas: {A: {type: string}}}",
    "paths: {/a: {$ref: URL}}",
    "paths: {/a: {get: {parameters: [{$ref: URL}], responses: {'200': {$ref: URL}}}}}",
    "paths: {/a: {get: {requestBody: {$ref: URL}, responses: {'200': {description: x}}}}}",
    "paths: {/a: {get: {responses: {'200': {description: x, content: {a/b: {schema: {example: {$ref: URL}}}}}}}}}",
]


@pytest.mark.parametrize("scheme", ["http", "file"])
@pytest.mark.parametrize("slot", SLOTS)
def test_nothing_is_ever_fetched(
    slot: str, scheme: str, server: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(
        "urllib.request.OpenerDirector.open", lambda *args, **_: opened.append(args)
    )
    url = (
        f"http://127.0.0.1:{server.server_port}/x.json"
        if scheme == "http"
        else "file:///etc/hostname"
    )
    text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n" + slot.replace("URL", url)
    document, _ = parse_yaml(text if "paths" in slot else text + "\npaths: {}", "x.yaml")
    assert isinstance(document, dict)
    found = validate(document, "x.yaml")
    load(document, client="x", file="x.yaml")
    assert (opened, server.asked) == ([], 0)
    assert found or "example" in slot or "$schema" in slot
