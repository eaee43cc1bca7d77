"""What pages have no place for goes with them in the overlay that `init` writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main
from generator.model import Json
from generator.openapi import parse_yaml

DOCUMENT = """
openapi: 3.1.0
info: {title: Shop, version: '1', license: {name: MIT}}
webhooks: {made: {post: {responses: {'200': {description: ok}}}}}
paths:
  /things:
    get:
      operationId: listThings
      x-rate: 5
      callbacks: {done: {'{$request.query.url}': {post: {responses: {'200': {description: ok}}}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
components:
  schemas:
    Thing:
      type: object
      patternProperties: {'^x-': {type: string}}
      properties: {a: {type: string, not: {const: z}}}
"""


def at(value: Json, *path: str) -> Json:
    for key in path:
        assert isinstance(value, dict)
        value = value[key]
    return value


def test_a_built_document_says_it_again(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(DOCUMENT)
    specs, out = str(tmp_path / "specs"), str(tmp_path / "out")
    assert main(["init", str(tmp_path / "shop.yaml"), "-o", specs]) == 0
    assert main(["build", "--specs", specs, "-o", out]) == 0
    built, _ = parse_yaml((tmp_path / "out" / "openapi" / "shop.yaml").read_text(), "x")
    given, _ = parse_yaml(DOCUMENT, "x")
    for path in (
        ("info", "license"),
        ("webhooks",),
        ("paths", "/things", "get", "x-rate"),
        ("paths", "/things", "get", "callbacks"),
        ("components", "schemas", "Thing", "patternProperties"),
        ("components", "schemas", "Thing", "properties", "a", "not"),
    ):
        assert at(built, *path) == at(given, *path)


def test_what_clients_can_not_do_is_told_by_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = "responses: {'202': {description: later, content: {application/json: {schema: {type: string}}}}, '200'"
    (tmp_path / "shop.yaml").write_text(
        DOCUMENT.replace("responses: {'200': {description: ok, c", f"{other}: {{description: ok, c")
    )
    specs, out = str(tmp_path / "specs"), str(tmp_path / "out")
    assert main(["init", str(tmp_path / "shop.yaml"), "-o", specs]) == 0
    assert "several-answers (O048) 1" in "".join(capsys.readouterr()), "accepted by name, and told"
    assert "O048 several-answers" in (tmp_path / "specs" / "init.txt").read_text()
    assert main(["build", "--specs", specs, "-o", out]) == 0
    config = tmp_path / "specs" / "docs2sdk.yaml"
    config.write_text(config.read_text().partition("rules:")[0])
    assert main(["build", "--specs", specs, "-o", out]) == 1
    assert "error O048" in "".join(capsys.readouterr())
