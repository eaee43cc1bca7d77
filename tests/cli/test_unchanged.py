"""`diff` of what has not changed: read once, compared never, and what is wrong in either is told all the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.cli import apis, main
from generator.yaml import parse_yaml, to_yaml
from tests.cli.test_openapi_files import BAD, GOOD, lay

HEAVY = ("generator.model", "generator.openapi", "generator.drift.semantic", "generator.config")
PROGRAM = """import sys
from generator.cli import main
code = main(["diff", "old.yaml", sys.argv[1]])
print(code, sorted(name for name in sys.modules if name.startswith(tuple(sys.argv[2:]))))
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def reordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: reordered(value[key]) for key in reversed(value)}
    return [reordered(one) for one in value] if isinstance(value, list) else value


def lay_forms(text: str) -> list[str]:
    """The same document: its bytes, its keys in another order, JSON for YAML."""
    value = parse_yaml(text, "")[0]
    lay(old=text, copy=text, order=to_yaml(reordered(value)))
    Path("form.json").write_text(json.dumps(value, indent=2))
    return ["old.yaml", "copy.yaml", "order.yaml", "form.json"]


def test_what_is_equal_is_not_compared_nor_loaded() -> None:
    for new in lay_forms(GOOD):
        command = [sys.executable, "-c", PROGRAM, new, *HEAVY]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout == "no change; version step: none\n0 []\n", done.stderr


def test_equal_texts_are_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    part = "Pet: {type: object}\n"
    text = GOOD.replace("#/components/schemas/Pet", "part.yaml#/Pet")
    lay(a__api=text, a__part=part, b__api=text, b__part=part)
    read: list[str] = []

    def counted(text: str, path: str) -> Any:
        read.append(path)
        return parse_yaml(text, path)

    monkeypatch.setattr(apis, "parse_yaml", counted)
    assert main(["diff", "a/api.yaml", "b/api.yaml", "--fail-on", "any"]) == 0
    assert read == ["a/api.yaml", "a/part.yaml"]
    lay(b__part=part.replace("object", "string"))
    assert main(["diff", "a/api.yaml", "b/api.yaml"]) == 1


@pytest.mark.parametrize("index", range(4), ids=("itself", "bytes", "order", "form"))
def test_what_is_wrong_is_told_of_both(index: int, capsys: pytest.CaptureFixture[str]) -> None:
    new = lay_forms(BAD)[index]
    assert main(["diff", "old.yaml", new, "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)["diagnostics"]
    assert {one["code"] for one in told} == {"O013"}
    assert [one["file"] for one in told] == sorted({"old.yaml", new})
    for one in told:
        assert "schemas/Dog" in Path(one["file"]).read_text().splitlines()[one["line"] - 1]


def test_references_of_files_beside_it_are_told_there(capsys: pytest.CaptureFixture[str]) -> None:
    text = GOOD.replace("#/components/schemas/Pet", "part.yaml#/Pet")
    part = (
        "Pet:\n  type: object\n  properties: {owner: {$ref: '#/Owner'}, home: {$ref: none.yaml}}\n"
    )
    lay(a__api=text, a__part=part, b__api=text, b__part=part)
    assert main(["diff", "a/api.yaml", "b/api.yaml", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [(one["file"], one["code"], one["line"]) for one in told] == [
        (f"{folder}/part.yaml", code, 3) for folder in "ab" for code in ("O013", "O014")
    ]


def test_true_is_not_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Python holds them equal; as a schema the one is allowed, the other is no schema."""
    plain = GOOD.replace("name: {type: string}", "name: true")
    lay(old=plain, new=plain.replace("true", "1"))
    assert main(["diff", "old.yaml", "new.yaml"]) == 1
    assert "O012" in capsys.readouterr().out
