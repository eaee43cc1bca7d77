"""The public suites of OpenAPI Overlay and of JSONPath (RFC 9535), where they lie beside the project."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.openapi import apply_overlay, parse_yaml
from generator.openapi.jsonpath import PathError, exists, find


def test_overlay_suite(shared: Path) -> None:
    folders = sorted(path.parent for path in shared.glob("suites/overlay/*/overlay.yaml"))
    if not folders:
        pytest.skip("needs the suite")
    wrong = [folder.name for folder in folders if not _right(folder)]
    assert wrong == []


def _right(folder: Path) -> bool:
    read = [
        parse_yaml((folder / name).read_text(encoding="utf-8"), name)[0]
        for name in ("openapi.yaml", "overlay.yaml", "output.yaml")
    ]
    document, overlay, expected = read
    assert isinstance(document, dict)
    result, _ = apply_overlay(document, overlay, "overlay.yaml")
    return result == expected


def test_jsonpath_suite(shared: Path, figure: Callable[[str], None]) -> None:
    path = shared / "suites/json-path/cts.json"
    if not path.is_file():
        pytest.skip("needs the suite")
    tests = json.loads(path.read_text(encoding="utf-8"))["tests"]
    wrong = [test["name"] for test in tests if not _selects(test)]
    figure(f"JSONPath suite: {len(tests) - len(wrong)} of {len(tests)}")
    assert wrong == []


def _selects(test: dict[str, Any]) -> bool:
    document = test.get("document")
    try:
        places = find(document, test["selector"])
    except PathError:
        return test.get("invalid_selector") is True
    assert all(exists(document, place) for place in places)
    results = test.get("results", [test.get("result")])
    return [_value(document, place) for place in places] in results


def _value(document: object, place: tuple[str | int, ...]) -> object:
    for step in place:
        document = document[step]  # type: ignore[index]
    return document
