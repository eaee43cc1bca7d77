"""A fact that a client can not honour is told where a client is made, at its place, until it is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main

DOCUMENT = """openapi: 3.1.0
info: {title: Demands, version: '1'}
servers: [{url: https://a.example}]
paths:
  /things/{id}:
    get:
      operationId: listThings
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: tags, in: query, schema: {type: array, items: {type: string}}}
        - name: filter
          in: query
          content: {text/csv: {schema: {$ref: '#/components/schemas/Filter'}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {type: string}}}}}
components:
  schemas: {Filter: {type: object, properties: {a: {type: string}}}}
"""


def run(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    arguments = [
        "generate",
        str(folder / "api.yaml"),
        "--target",
        "python",
        "-o",
        str(folder / "o"),
    ]
    code = main([*arguments, *more])
    return code, capsys.readouterr().err


def test_it_is_told_once_and_at_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "api.yaml").write_text(DOCUMENT)
    code, told = run(tmp_path, capsys)
    assert code == 1
    assert [line for line in told.splitlines() if " O0" in line and "error" in line] != []
    assert told.count("error O04") == 1
    assert "api.yaml:11:" in told
    assert "listThings: query parameter `filter`" in told


def test_the_configuration_accepts_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "api.yaml").write_text(DOCUMENT)
    (tmp_path / "docs2sdk.yaml").write_text('rules: {O042: "off"}\n')
    code, told = run(tmp_path, capsys, "--config", str(tmp_path / "docs2sdk.yaml"))
    assert (code, "O042" in told) == (0, False)


@pytest.mark.parametrize(
    "operation",
    [
        "{$ref: '#/x'}",
        "{responses: {'200': {$ref: '#/x'}}}",
        "{requestBody: {$ref: '#/x'}, responses: {}}",
        "{parameters: [{$ref: '#/x'}], responses: {}}",
    ],
)
def test_an_operation_that_leads_nowhere_does_not_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], operation: str
) -> None:
    added = f"  /b: {{get: {operation}}}\ncomponents:"
    (tmp_path / "api.yaml").write_text(DOCUMENT.replace("components:", added))
    code, told = run(tmp_path, capsys)
    assert code == 1
    assert "1 of 2 operations" in told
    assert "O013" in told
