"""Kinds of change of operations, their inputs and answers, credentials and servers."""

from __future__ import annotations

from typing import Any

from tests.drift.kinds import B, C, D, Kind, Test, drop, has, put
from tests.drift.walk import METHODS


def call(
    name: str, on: str, level: str, code: str, wanted: Test, change: Test, **more: Any
) -> Kind:
    kind = {"B": B, "C": C, "D": D}[level]
    concerns = more.pop("concerns", "docs" if level == "D" else "wire")
    return Kind(name, on, kind, kind, tuple(code.split()), wanted, change, concerns, **more)


def always(node: Any) -> bool:
    return True


def _parameter(required: bool) -> Any:
    return {
        "name": "added-by-a-test",
        "in": "query",
        "required": required,
        "schema": {"type": "string"},
    }


def _add_parameter(required: bool) -> Test:
    return put("parameters", lambda n: [*n.get("parameters", ()), _parameter(required)])


def _status(prefix: str) -> Test:
    return lambda n: any(str(one).startswith(prefix) for one in n.get("responses", {}))


def _remove_status(prefix: str) -> Test:
    def change(node: Any) -> None:
        gone = next(one for one in node["responses"] if str(one).startswith(prefix))
        node["responses"] = {key: one for key, one in node["responses"].items() if key != gone}

    return change


def _media(node: Any) -> bool:
    return len(node.get("content", {})) == 1


def _more_media(node: Any) -> None:
    (one,) = node["content"].values()
    node["content"] = {**node["content"], "text/x-added": one}


def _query(node: Any) -> bool:
    return node.get("in") == "query" and "schema" in node and not {"style", "explode"} & node.keys()


CALLS = [
    call(
        "operation removed",
        "item",
        "B",
        "operation-removed",
        lambda n: any(m in n for m in METHODS),
        lambda n: n.pop(next(m for m in METHODS if m in n)),
    ),
    call(
        "operation added",
        "item",
        "C",
        "operation-added",
        lambda n: "trace" not in n,
        put("trace", {"operationId": "addedByATest", "responses": {"200": {"description": ""}}}),
    ),
    call(
        "operation deprecated",
        "operation",
        "C",
        "deprecated",
        lambda n: not n.get("deprecated"),
        put("deprecated", True),
    ),
    call("end of life", "operation", "C", "sunset-stated", always, put("x-sunset", "2030-01-01")),
    call(
        "less stable",
        "operation",
        "B",
        "stability-lowered",
        lambda n: "x-stability-level" not in n,
        put("x-stability-level", "alpha"),
    ),
    call(
        "operation renamed",
        "operation",
        "B",
        "operation-renamed",
        has("operationId"),
        put("operationId", "renamedByATest"),
        concerns="source",
    ),
    call(
        "summary changed",
        "operation",
        "D",
        "text-changed",
        has("summary"),
        put("summary", "changed by a test"),
    ),
    call(
        "tags changed",
        "operation",
        "D",
        "tag-changed",
        has("tags"),
        put("tags", ["added by a test"]),
    ),
    call(
        "parameter added", "operation", "C", "optional-input-added", always, _add_parameter(False)
    ),
    call(
        "required parameter added",
        "operation",
        "B",
        "required-input-added",
        always,
        _add_parameter(True),
    ),
    call(
        "body added",
        "operation",
        "B",
        "required-body-added",
        lambda n: "requestBody" not in n,
        put(
            "requestBody",
            {"required": True, "content": {"application/json": {"schema": {"type": "string"}}}},
        ),
    ),
    call("body removed", "operation", "B", "body-removed", has("requestBody"), drop("requestBody")),
    call("success removed", "operation", "B", "success-removed", _status("2"), _remove_status("2")),
    call(
        "success added",
        "operation",
        "C",
        "success-added",
        lambda n: "299" not in n.get("responses", {}),
        put("responses", lambda n: {**n.get("responses", {}), "299": {"description": "added"}}),
    ),
    call("error removed", "operation", "C", "error-removed", _status("4"), _remove_status("4")),
    call(
        "error added",
        "operation",
        "C",
        "error-added",
        lambda n: "499" not in n.get("responses", {}),
        put("responses", lambda n: {**n.get("responses", {}), "499": {"description": "added"}}),
    ),
    call(
        "credentials wanted",
        "operation",
        "B",
        "security-tightened",
        always,
        put("security", [{"addedByATest": ["read"], "another": []}]),
    ),
    call(
        "servers of an operation",
        "operation",
        "C",
        "servers-changed",
        lambda n: "servers" not in n,
        put("servers", [{"url": "https://test.example"}]),
    ),
    call(
        "callback added",
        "operation",
        "C",
        "callback-added",
        lambda n: "callbacks" not in n,
        put(
            "callbacks",
            {
                "added": {
                    "{$request.body#/url}": {"post": {"responses": {"200": {"description": ""}}}}
                }
            },
        ),
    ),
    call(
        "parameter moved",
        "parameter",
        "B",
        "input-moved",
        lambda n: n.get("in") == "query",
        put("in", "header"),
    ),
    call(
        "parameter style",
        "parameter",
        "B",
        "parameter-spelling-changed",
        _query,
        put("style", "pipeDelimited"),
    ),
    call(
        "parameter explode",
        "parameter",
        "B",
        "parameter-spelling-changed",
        _query,
        put("explode", False),
    ),
    call(
        "parameter required",
        "parameter",
        "B",
        "became-required",
        lambda n: n.get("in") == "query" and not n.get("required"),
        put("required", True),
    ),
    call(
        "parameter optional",
        "parameter",
        "C",
        "became-optional",
        lambda n: n.get("in") != "path" and n.get("required") is True,
        put("required", False),
    ),
    call(
        "parameter described",
        "parameter",
        "D",
        "text-changed",
        has("description"),
        put("description", "changed by a test"),
    ),
    call(
        "body required",
        "body",
        "B",
        "body-required",
        lambda n: not n.get("required"),
        put("required", True),
    ),
    call(
        "body optional",
        "body",
        "C",
        "body-optional",
        lambda n: n.get("required") is True,
        put("required", False),
    ),
    call("body media added", "body", "C", "body-media-added", _media, _more_media),
    call(
        "body media removed",
        "body",
        "B",
        "body-media-removed",
        lambda n: len(n.get("content", {})) > 1,
        put("content", lambda n: dict(list(n["content"].items())[1:])),
    ),
    call("answer media added", "answer", "C", "answer-media-added", _media, _more_media),
    call("answer emptied", "answer", "B", "answer-emptied", _media, drop("content")),
    call(
        "header added",
        "answer",
        "C",
        "header-added",
        always,
        put(
            "headers",
            lambda n: {**n.get("headers", {}), "X-Added-By-A-Test": {"schema": {"type": "string"}}},
        ),
    ),
    call(
        "header removed",
        "answer",
        "B",
        "header-removed",
        lambda n: n.get("headers"),
        put("headers", lambda n: dict(list(n["headers"].items())[1:])),
    ),
    call(
        "header required",
        "header",
        "C",
        "header-became-required",
        lambda n: not n.get("required"),
        put("required", True),
    ),
    call(
        "answer described",
        "answer",
        "D",
        "text-changed",
        has("description"),
        put("description", "changed by a test"),
    ),
    call(
        "server changed",
        "document",
        "C",
        "servers-changed",
        has("servers"),
        put("servers", [{"url": "https://test.example"}]),
    ),
    call(
        "server added",
        "document",
        "C",
        "server-added",
        has("servers"),
        put("servers", lambda n: [*n["servers"], {"url": "https://test.example"}]),
    ),
    call(
        "webhook added",
        "document",
        "C",
        "webhook-added",
        always,
        put(
            "webhooks",
            lambda n: {
                **n.get("webhooks", {}),
                "addedByATest": {"post": {"responses": {"200": {"description": ""}}}},
            },
        ),
    ),
    call(
        "title changed",
        "document",
        "D",
        "api-text-changed",
        always,
        put("info", lambda n: {**n["info"], "title": "changed by a test"}),
    ),
    call(
        "schema added",
        "document",
        "C",
        "schema-added",
        lambda n: n.get("components", {}).get("schemas"),
        put(
            "components",
            lambda n: {
                **n["components"],
                "schemas": {**n["components"]["schemas"], "AddedByATest": {"type": "string"}},
            },
        ),
        concerns="source",
    ),
    call(
        "scheme added",
        "document",
        "C",
        "scheme-added",
        lambda n: n.get("components"),
        put(
            "components",
            lambda n: {
                **n["components"],
                "securitySchemes": {
                    **n["components"].get("securitySchemes", {}),
                    "addedByATest": {"type": "http", "scheme": "basic"},
                },
            },
        ),
    ),
    call(
        "every call wants more",
        "document",
        "B",
        "security-tightened",
        always,
        put(
            "security", lambda n: [{**one, "addedByATest": []} for one in n.get("security") or [{}]]
        ),
    ),
]
