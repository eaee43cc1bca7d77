"""Python's signer, the runtime of TypeScript and the mock agree with signatures that none of them made."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from generator.mock import Options, running
from generator.openapi import load
from tests.signatures.vectors import Vector, vectors

RUNTIME = Path(__file__).parent.parent.parent / "runtimes" / "python"
VECTORS = vectors()


def _ids(vector: Vector) -> str:
    return f"{vector.method} {json.dumps(vector.arguments)[:40]}"


@pytest.fixture(scope="module")
def auth() -> ModuleType:
    """The runtime's module, imported from its source."""
    spec = importlib.util.spec_from_file_location(
        "signing_runtime", RUNTIME / "__init__.py", submodule_search_locations=[str(RUNTIME)]
    )
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules["signing_runtime"] = package
    return importlib.import_module("signing_runtime.auth")


@pytest.mark.parametrize("vector", VECTORS, ids=_ids)
def test_python_signs_alike(auth: Any, vector: Vector) -> None:
    brand = auth.Brand(vector.prefix, vector.label, "", "")
    signer = auth.SignatureAuth(brand, vector.key, vector.secret)
    signed = auth.Signed(vector.method, vector.path, vector.signed)
    signature = signer.signature(signed, vector.headers)
    assert f"{vector.label} {vector.key}:{signature}" == vector.authorization


def _document(vector: Vector) -> dict[str, Any]:
    """A document with the vector's operation: arrays are told from other arguments."""
    kinds = {list: "array", bool: "boolean", int: "integer", float: "number", dict: "object"}
    operation: dict[str, Any] = {"operationId": "call", "responses": {"204": {"description": ""}}}
    schemas = {
        name: {"type": kinds[type(value)]} if type(value) in kinds else {}
        for name, value in vector.signed.items()
    }
    if vector.method == "POST":
        content = {"application/json": {"schema": {"type": "object", "properties": schemas}}}
        operation["requestBody"] = {"content": content}
    else:
        loose: dict[str, Any] = {} if vector.method == "GET" else {"authIds[id]": {}}
        operation["parameters"] = [
            {"name": name, "in": "query", "schema": schema}
            for name, schema in {**schemas, **loose}.items()
        ]
    prefix = {"x-header-prefix": vector.prefix}
    token = {"type": "http", "scheme": "bearer", "x-token-path": "/token", **prefix}
    key = {"type": "apiKey", "in": "header", "name": "authorization", "x-label": vector.label}
    return {
        "openapi": "3.1.0",
        "info": {"title": "x", "version": "1"},
        "components": {"securitySchemes": {"token": token, "signature": key | prefix}},
        "security": [{"token": []}, {"signature": []}],
        "paths": {vector.path: {vector.method.lower(): operation}},
    }


def _send(url: str, vector: Vector, **more: str) -> int:
    target = f"{url}{vector.path}{'?' if vector.query else ''}{vector.query}"
    headers = {**vector.headers, "authorization": vector.authorization, **more}
    if vector.body:
        headers["content-type"] = "application/json"
    content = vector.body.encode()
    return httpx.request(vector.method, target, headers=headers, content=content).status_code


@pytest.mark.parametrize("vector", VECTORS, ids=_ids)
def test_the_mock_takes_them_as_they_were_sent(vector: Vector) -> None:
    api, _ = load(_document(vector), client="any", file="any.yaml")
    options = Options(auth="required", secrets={vector.key: vector.secret})
    with running([api], options) as mock:
        assert _send(mock.url, vector) == 204
        assert _send(mock.url, vector, **{f"{vector.prefix}lang": "fr"}) == 401
