"""Every target keeps what `Target` promises, and a third one needs a folder here and one in templates, nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from generator.config import DEFAULT
from generator.configure import wanted
from generator.model.editions import editions
from generator.targets.target import target, targets
from tests.readmes import foreign

THIRD = Path(__file__).parent / "third"
LEFT_OUT = shutil.ignore_patterns("__pycache__")


@pytest.mark.parametrize("name", targets())
def test_a_target_keeps_its_promises(name: str) -> None:
    one, (api,) = target(name), foreign("a token")
    settings = one.settings(wanted(name, DEFAULT, [api]))
    assert set(one.options) <= {field.name for field in fields(settings)}
    assert one.refused(settings.package) == ""
    assert one.edition in editions()
    texts, _ = one.emit([api], settings)
    assert one.count(texts) == len(api.operations) > 1
    write = one.samples([api], settings)
    assert all(write(api.client, operation.id) for operation in api.operations)


@pytest.fixture(scope="module")
def program(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program, with the third target's two folders put where they belong."""
    root = tmp_path_factory.mktemp("program")
    for name in ("generator", "templates", "runtimes"):
        shutil.copytree(project / name, root / name, ignore=LEFT_OUT)
    shutil.copytree(THIRD / "targets" / "go", root / "generator" / "targets" / "go")
    shutil.copytree(THIRD / "templates" / "go", root / "templates" / "go")
    return root


def run(program: Path, cwd: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(program)}
    command = [sys.executable, "-P", "-m", "generator", *arguments]
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_third_target_is_two_folders(program: Path, project: Path, tmp_path: Path) -> None:
    document = str(project / "generated" / "openapi" / "authentication.yaml")
    count = len(
        list((project / "generated" / "reference" / "en" / "node").rglob("authentication/*/*.md"))
    )
    said = run(program, tmp_path, "generate", document, "--target", "go", "-o", "client")
    assert f"{count} of {count} operations, 2 files in client" in said
    run(program, tmp_path, "init", document)
    configured = yaml.safe_load((tmp_path / "specs" / "docs2sdk.yaml").read_text("utf-8"))
    assert set(configured["packages"]) == {"go", "python", "typescript"}
    run(program, tmp_path, "build", "--fail-on", "error")
    assert (tmp_path / "generated" / "go" / "authentication.go").is_file()
    run(program, tmp_path, "check", "--full", "--fail-on", "error")
    run(program, tmp_path, "render", document, "--edition", "go", "--samples", "-o", "pages")
    pages = [path.read_text("utf-8") for path in (tmp_path / "pages").rglob("*.md")]
    assert pages
    assert all("client.Call" in page for page in pages)
    manifest = json.loads((tmp_path / "generated" / ".docs2sdk-manifest.json").read_text("utf-8"))
    assert "go/go.mod" in manifest["files"]
    assert "A name is spelled otherwise in Go." in run(program, tmp_path, "explain", "B401")
