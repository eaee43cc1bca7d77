"""Each edit of a maintainer on a small tree of two locales and two editions; one of them in processes of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.cli.main import main
from tests.edits import Project, Run, cases, laid_out, tried

PAGES = {
    "main": "specs/pages/en/node/management/groups/create-group.md",
    "other": "specs/pages/zh-CN/node/management/groups/create-group.md",
}


def small_tree(project: Path, root: Path) -> None:
    """The pages of three operations of ours, with their configuration."""
    for path in sorted((project / "specs/pages").glob("*/*/management/groups/*-group*.md")):
        if path.stem in {"create-group", "get-group", "list-groups"}:
            target = root / path.relative_to(project)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    text = (project / "specs/docs2sdk.yaml").read_text(encoding="utf-8")
    (root / "specs/docs2sdk.yaml").write_text(text.partition("    operations:\n")[0])


@pytest.fixture(scope="session")
def built(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("edits") / "built"
    small_tree(project, root)
    assert main(["build", "--specs", str(root / "specs"), "-o", str(root / "generated")]) == 0
    return root


@pytest.fixture
def here(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    laid_out(built, tmp_path)
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path, PAGES)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def one(words: Sequence[str]) -> tuple[int, str]:
        capsys.readouterr()
        code = main(words)
        said = capsys.readouterr()
        return code, said.out + said.err

    return one


def in_a_process(words: Sequence[str]) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "generator", *words],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_there_are_fifteen() -> None:
    assert len(cases()) == 15


@pytest.mark.parametrize("name", cases())
def test_an_edit_is_understood_and_what_is_said_mends_it(
    here: Project, run: Run, name: str
) -> None:
    assert tried(here, name, run) == ""


@pytest.mark.parametrize("name", ["01-row-added"])
def test_it_is_so_in_processes(here: Project, name: str) -> None:
    assert tried(here, name, in_a_process) == ""
