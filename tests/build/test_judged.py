"""openapi-spec-validator judges the documents that we write: `check --full`, `build --validate`, `parse`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import judged as module
from generator.cli import main
from generator.openapi import validate

WRONG = """overlay: 1.1.0
info: {title: O, version: 1.0.0}
actions:
  - {target: $.info, update: {unknownKey: 1}}
"""


@pytest.fixture
def specs(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    groups = "pages/en/node/management/groups"
    shutil.copytree(project / "specs" / groups, tmp_path / "specs" / groups)
    (tmp_path / "specs/docs2sdk.yaml").write_text("{}\n")
    return tmp_path / "specs"


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were judged."""
    seen: list[str] = []

    def counted(document: dict[str, object], file: str, text: str) -> object:
        seen.append(file)
        return validate(document, file, text)

    monkeypatch.setattr(module, "validate", counted)
    return seen


def test_what_we_write_is_valid_and_only_changes_are_judged(specs: Path, count: list[str]) -> None:
    assert main(["build"]) == 0
    assert count == []
    assert main(["build", "--validate"]) == 0
    assert count == []  # nothing has changed
    shutil.rmtree("generated")
    assert main(["build", "--validate"]) == 0
    assert count == ["openapi/management.yaml"]
    assert main(["check"]) == 0
    assert len(count) == 1
    assert main(["check", "--full"]) == 0
    assert len(count) == 2
    assert main(["parse", "specs/pages", "-o", "out"]) == 0
    assert len(count) == 3


def test_what_is_wrong_is_told_with_its_place(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    overlay = specs / "overlays/o.yaml"
    overlay.parent.mkdir()
    overlay.write_text(WRONG)
    assert main(["build", "--validate"]) == 1
    told = capsys.readouterr().err
    assert "O030" in told
    assert "generated/openapi/management.yaml:" in told
    assert main(["check", "--full"]) == 1
    assert "O030" in capsys.readouterr().err
