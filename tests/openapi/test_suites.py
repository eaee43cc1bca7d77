"""Suites of others: JSON Schema 2020-12 through load and export, OpenAPI 3.1 and 3.2 pass and fail."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing.exceptions import Unresolvable

from generator.model import Json
from generator.openapi import export, load, parse_yaml, validate
from generator.source import Severity

Case = tuple[Json, Json]


def through(schema: Json) -> tuple[Json, dict[str, Json], bool]:
    """The schema after load and export of a document that has it, the document, and whether something was told."""
    document: dict[str, Json] = {
        "openapi": "3.1.0",
        "info": {"title": "x", "version": "1"},
        "paths": {},
        "components": {"schemas": {"S": schema}},
    }
    api, found = load(document, client="x", file="x.yaml")
    made = export(api)
    components = made["components"]
    assert isinstance(components, dict)
    told = any(one.severity is not Severity.NOTE for one in found)
    return components["schemas"]["S"], made, told


def cases(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.rglob("*.json")):
        for group in json.loads(path.read_text(encoding="utf-8")):
            for test in group["tests"]:
                yield group["schema"], test["data"]


def verdict(schema: Json, root: dict[str, Json], value: Json) -> bool | None:
    """Is the value valid (references lead into the root)? None where a reference leads nowhere."""
    whole = {"$id": "urn:root", **root, "$ref": "#/components/schemas/S"} if root else schema
    try:
        return Draft202012Validator(whole).is_valid(value)  # type: ignore[arg-type]
    except (Unresolvable, re.error):  # `re` knows no `\p{...}`
        return None


def mentions(value: Json, *keys: str) -> bool:
    if isinstance(value, dict):
        return any(key in value for key in keys) or any(mentions(v, *keys) for v in value.values())
    return isinstance(value, list) and any(mentions(one, *keys) for one in value)


def test_json_schema_keeps_its_verdicts(shared: Path, figure: Callable[[str], None]) -> None:
    right = wrong = kept = refused = silent = 0
    known: dict[str, tuple[Json, dict[str, Json], bool]] = {}
    for schema, value in cases(shared / "suites" / "json-schema-2020-12"):
        text = json.dumps(schema)
        if text not in known:
            known[text] = through(schema)
        made, document, told = known[text]
        if not mentions(schema, "$ref", "$dynamicRef"):
            same = verdict(made, {}, value) == verdict(schema, {}, value)
            right, wrong = right + same, wrong + (not same)
        elif verdict(made, document, value) == verdict(schema, {}, value):
            kept += 1
        else:
            refused, silent = refused + told, silent + (not told)
    figure(f"JSON Schema 2020-12 without $ref: {right} of {right + wrong} verdicts kept")
    figure(f"JSON Schema 2020-12 with $ref: {kept} kept, {refused} refused, {silent} silent")
    assert wrong == 0
    assert silent == 0


@pytest.mark.parametrize("version", ["3.1", "3.2"])
def test_openapi_documents_pass_and_fail(
    shared: Path, version: str, figure: Callable[[str], None]
) -> None:
    folder = shared / "suites" / f"openapi-{version}"
    missed = []
    for path in sorted(folder.rglob("*.yaml")):
        document, found = parse_yaml(path.read_text(encoding="utf-8"), path.name)
        assert isinstance(document, dict)
        api, more = load(document, client="x", file=path.name)
        export(api)
        # O014: addresses are never fetched, whatever the suite refers to there
        errors = [
            one for one in (*found, *more) if one.severity is Severity.ERROR and one.code != "O014"
        ]
        if path.parent.name == "pass" and errors:
            missed.append((path.name, errors[0].message))
        if path.parent.name == "fail" and not errors and not validate(document, path.name):
            missed.append((path.name, "not reported"))
    count = len(list(folder.rglob("*.yaml")))
    figure(f"OpenAPI {version} suite: {count - len(missed)} of {count}")
    assert not missed, missed
