"""The public suites of OpenAPI Overlay, of JSONPath (RFC 9535) and of validation, where they lie beside the project."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.openapi import apply_overlay, parse_yaml, validate
from generator.openapi.jsonpath import Finder, PathError, exists


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
        places = Finder().find(document, test["selector"])
    except PathError:
        return test.get("invalid_selector") is True
    assert all(exists(document, place) for place in places)
    results = test.get("results", [test.get("result")])
    return [_value(document, place) for place in places] in results


def _value(document: object, place: tuple[str | int, ...]) -> object:
    for step in place:
        document = document[step]  # type: ignore[index]
    return document


NO_FAULT_OF_FORM = {
    "json_schema_dialect.yaml",
    "operation-object-example.yaml",
    "security-scheme-object-examples.yaml",
}
"""These pass the JSON Schema alone: a dialect that nobody knows, wrong path parameters, another document."""


@pytest.mark.parametrize("version", ["3.1", "3.2"])
def test_openapi_suite(version: str, shared: Path, figure: Callable[[str], None]) -> None:
    folder = shared / f"suites/openapi-{version}"
    if not folder.is_dir():
        pytest.skip("needs the suite")
    wrong: dict[str, list[str]] = {}
    for kind in ("pass", "fail"):
        paths = sorted((folder / kind).rglob("*.yaml"))
        wrong[kind] = [one.name for one in paths if _invalid(one) != (kind == "fail")]
        figure(
            f"OpenAPI {version} suite, judged: {kind}: {len(paths) - len(wrong[kind])} of {len(paths)}"
        )
    assert set(wrong["pass"]) <= NO_FAULT_OF_FORM | {"path_item_servers_parameters.yaml"}
    assert len(wrong["fail"]) <= 2


def _invalid(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    document, found = parse_yaml(text, path.name)
    return (
        bool(found) or not isinstance(document, dict) or bool(validate(document, path.name, text))
    )
