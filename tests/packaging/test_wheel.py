"""The wheel holds templates and runtimes, so that an installed tool works outside a checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PAGE = "specs/pages/en/node/management/users/get-user.md"


@pytest.fixture(scope="module")
def installed(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel is unpacked, as pip does."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(folder),
    ]
    subprocess.run([*command, str(project)], check=True, capture_output=True)
    (wheel,) = folder.glob("docs2sdk-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "generator", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def test_wheel_is_complete_and_small(installed: Path) -> None:
    names = {
        path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()
    }
    assert {"generator/_templates/reference/en.yaml", "generator/config/schema.json"} <= names
    assert any(name.startswith("generator/_runtimes/python/") for name in names)
    assert any(name.startswith("generator/_runtimes/typescript/") for name in names)
    assert not [name for name in names if "node_modules" in name or "tests/" in name]
    assert sum((installed / name).stat().st_size for name in names) < 3_000_000


def test_installed_tool_works_elsewhere(installed: Path, project: Path, tmp_path: Path) -> None:
    page = tmp_path / "get-user.md"
    page.write_bytes((project / PAGE).read_bytes())
    done = run(installed, "parse", "get-user.md", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (tmp_path / "api.yaml").write_text(done.stdout)
    for target in ("python", "typescript"):
        done = run(
            installed, "generate", "api.yaml", "--target", target, "-o", target, cwd=tmp_path
        )
        assert done.returncode == 0, done.stderr
    assert run(installed, "roundtrip", "get-user.md", cwd=tmp_path).returncode == 0
