"""A small project: specs of one tag, its outputs, and a file outside that nobody may read or write."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.build import build
from generator.cli import main

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]
SECRET = "SECRET_TOKEN=abc123"  # noqa: S105 - nobody's


@pytest.fixture(scope="session")
def made(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, built once."""
    root = tmp_path_factory.mktemp("made")
    pages = project / "specs" / "pages"
    for path in sorted(pages.rglob("*/management/groups/*.md")):
        if path.name.startswith(("get-group.", "list-groups.", "delete-group")):
            target = root / "specs" / "pages" / path.relative_to(pages)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    (root / "specs" / "docs2sdk.yaml").write_text(
        "clients:\n  management:\n    auth: {kind: key}\n"
    )
    (root / "specs" / "overlays").mkdir()
    overlay = "overlay: 1.1.0\ninfo: {title: t, version: '1'}\nactions:\n- target: $.info\n  update: {x-overlaid: 1}\n"
    (root / "specs" / "overlays" / "more.yaml").write_text(overlay)
    build(root / "specs", root / "generated")
    return root


@pytest.fixture
def tree(made: Path, tmp_path: Path) -> Path:
    """A copy of the project, and beside it the secret."""
    shutil.copytree(made, tmp_path / "repo", symlinks=True)
    (tmp_path / "secret.env").write_text(SECRET + "\n")
    return tmp_path / "repo"


@pytest.fixture
def run(tree: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in the project; nothing may end in a traceback, and the secret must never be printed.

    In this process, which is quick; with `apart` (and where the environment counts) in one of its own.
    """
    monkeypatch.chdir(tree)

    def command(
        *arguments: str | Path, code: int | None = None, apart: bool = False, **options: object
    ) -> Done:
        if apart or options:
            done = _apart(tree, [*map(str, arguments)], options)
        else:
            capfd.readouterr()
            result = main([*map(str, arguments)])
            done = Done([], result, *capfd.readouterr())
        said = f"{done.stdout}{done.stderr}"
        assert "Traceback" not in said, said
        assert "internal error" not in said, said
        assert SECRET not in said, said
        assert code is None or done.returncode == code, said
        return done

    return command


def _apart(tree: Path, arguments: list[str], options: dict[str, Any]) -> Done:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    environment |= options.pop("env", {})
    how: dict[str, Any] = {
        "capture_output": True,
        "text": True,
        "cwd": tree,
        "env": environment,
        "timeout": 120,
    }
    done: Done = subprocess.run(
        [sys.executable, "-m", "generator", *arguments], **{**how, **options}, check=False
    )
    return done


def contents(root: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".docs2sdk-")
    }
