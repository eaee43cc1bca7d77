"""Spellings of the extension for sample code: all of them give samples, and the document is the same afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model import Api, Sample
from generator.openapi import export, load

_LISTED = [{"lang": "Python", "source": "x()\n"}, {"lang": "cURL", "source": "curl x"}]
_SPELLINGS: dict[str, Any] = {
    "x-codeSamples": _LISTED,
    "x-code-samples": _LISTED,
    "x-vendor-code-samples": {"python": "x()\n", "curl": "curl x"},
    "x-readme": {
        "explorer-enabled": True,
        "code-samples": [
            {"language": "python", "name": "SDK", "code": "x()\n"},
            {"language": "curl", "code": "curl x"},
        ],
    },
}


def _document(said: dict[str, Any]) -> dict[str, Any]:
    operation = {"operationId": "x", "responses": {"204": {"description": "Nothing"}}, **said}
    info = {"title": "X", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": {"/x": {"get": operation}}}


def _written(api: Api) -> dict[str, Any]:
    document: Any = export(api)
    operation: dict[str, Any] = document["paths"]["/x"]["get"]
    return operation


@pytest.mark.parametrize("word", _SPELLINGS)
def test_samples_are_read_and_the_document_stays(word: str) -> None:
    said = {word: _SPELLINGS[word]}
    api, found = load(_document(said), client="client", file="x")
    assert found == []
    assert api.operations[0].samples == (
        Sample("python", "python", "x()\n"),
        Sample("curl", "curl", "curl x"),
    )
    assert {key: value for key, value in _written(api).items() if key.startswith("x-")} == said


@pytest.mark.parametrize("value", [{"python": {"a": 1}}, "text", [1]])
def test_what_is_no_sample_is_told_and_kept(value: Any) -> None:
    api, found = load(_document({"x-vendor-code-samples": value}), client="client", file="x")
    assert {one.code for one in found} == {"O012"}
    assert _written(api)["x-vendor-code-samples"] == value
