"""An API of somebody else gets nothing of our vendor: rendered, generated, as a specs folder and as samples."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import yaml

from generator.mock import Options, running
from generator.openapi import load

HERE = Path(__file__).parent
WORDS = re.compile(
    r"authing|genauth|identity|/api/v3|do not modify|automatically generated", re.IGNORECASE
)


def _run(*command: str | Path, cwd: Path) -> None:
    parts = [sys.executable, "-m", "generator", *map(str, command)]
    done = subprocess.run(parts, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    assert WORDS.findall(done.stdout + done.stderr) == []


def _outputs(root: Path) -> list[str]:
    texts = {path: path.read_text("utf-8") for path in root.rglob("*") if path.is_file()}
    assert len(texts) > 10
    return [f"{path}: {found}" for path, text in texts.items() for found in WORDS.findall(text)]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """The document under a file name that must not show either."""
    path = tmp_path / "identity-openapi.yaml"
    path.write_text((HERE / "document.yaml").read_text("utf-8"), encoding="utf-8")
    return path


@pytest.mark.parametrize("target", ["python", "typescript"])
def test_packages(document: Path, tmp_path: Path, target: str) -> None:
    out = tmp_path / "out"
    _run("generate", document, "--target", target, "-o", out, cwd=tmp_path)
    assert _outputs(out) == []
    text = "".join(path.read_text("utf-8") for path in out.rglob("*") if path.is_file())
    assert "VaultClient" in text
    assert ("vault_sdk" if target == "python" else '"vault-sdk"') in text


@pytest.mark.parametrize("edition", ["node", "python"])
def test_pages_and_their_samples(document: Path, tmp_path: Path, edition: str) -> None:
    out = tmp_path / "out"
    _run("render", document, "--samples", "--edition", edition, "-o", out, cwd=tmp_path)
    assert _outputs(out) == []
    _run("roundtrip", out, cwd=tmp_path)


def test_a_profile_can_be_chosen(document: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    parts = ("render", document, "--profile", "authing", "-o", out)
    subprocess.run([sys.executable, "-m", "generator", *map(str, parts)], check=False, timeout=120)
    assert _outputs(out) != []


def test_a_specs_folder(document: Path, tmp_path: Path) -> None:
    specs = tmp_path / "specs"
    _run("init", document, "-o", specs, cwd=tmp_path)
    _run("build", "--specs", specs, "--out", tmp_path / "made", cwd=tmp_path)
    assert _outputs(specs) == []
    assert _outputs(tmp_path / "made") == []


def test_the_mock_says_nothing_of_a_vendor() -> None:
    """With schemes it asks for the document's own; without any it asks for none."""
    document = yaml.safe_load((HERE / "document.yaml").read_text("utf-8"))
    api, _ = load(document, client="vault", file="vault.yaml")
    bare = replace(api, schemes=(), security=None)
    for one, statuses in ((api, (401, 401, 200)), (bare, (200, 200, 200))):
        with running([one], Options()) as mock, httpx.Client(base_url=mock.url) as http:
            sent: tuple[dict[str, str], ...] = (
                {},
                {"authorization": "Bearer x"},
                {"x-vault-key": "K"},
            )
            answers = [http.get("/default", headers=headers) for headers in sent]
        assert tuple(answer.status_code for answer in answers) == statuses
        assert WORDS.findall("".join(answer.text for answer in answers)) == []
