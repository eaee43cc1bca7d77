"""`diff --base REV`: what a git revision has is read as objects, never checked out, and named as it is."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from generator.cli import main
from tests.cli.test_diff import OLD, TEXT
from tests.cli.test_options import project

SHARED = OLD.replace("'#/components/schemas/Pet'", "'parts/pet.yaml#/Pet'")
PET = "Pet:\n  type: object\n  properties:\n    name: {type: string}\n"


def git(*words: str) -> str:
    settings = ["-c", "user.name=test", "-c", "user.email=test@example.com"]
    done = subprocess.run(["git", *settings, *words], check=True, capture_output=True, text=True)
    return done.stdout


def commit(**texts: str) -> None:
    for name, text in texts.items():
        place = Path(name.replace("__", "/") + ".yaml")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    git("add", "-A")
    git("commit", "--quiet", "--message", "test")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet", ".")
    return tmp_path


def test_a_document_in_several_files(capsys: pytest.CaptureFixture[str]) -> None:
    """A change in a file that the document refers to is told in that file, of both versions."""
    commit(api__main=SHARED, api__parts__pet=PET)
    assert main(["diff", "--base", "HEAD", "api/main.yaml"]) == 0
    assert capsys.readouterr().out == "no change; version step: none\n"
    Path("api/parts/pet.yaml").write_text(PET.replace("string", "integer"))
    assert main(["diff", "--base", "HEAD", "api/main.yaml", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    (change,) = told["changes"]
    places = [(change[key]["file"], change[key]["pointer"]) for key in ("old_place", "new_place")]
    assert places == [
        ("HEAD:api/parts/pet.yaml", "/Pet/properties/name/type"),
        ("api/parts/pet.yaml", "/Pet/properties/name/type"),
    ]
    (finding,) = told["diagnostics"]
    assert (finding["file"], finding["line"]) == ("api/parts/pet.yaml", 4)
    assert [one["file"] for one in finding["related"]] == ["HEAD:api/parts/pet.yaml"]


def test_specs_and_a_branch(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    project(tmp_path)
    commit()
    git("branch", "base")
    assert main(["diff", "--base", "base"]) == 0, "the path is specs where none is given"
    assert "no change" in capsys.readouterr().out
    page = next(Path("specs/pages/en/node").rglob("*.md"))
    page.write_text(page.read_text().replace("| shelves | number |", "| shelves | string |"))
    commit()
    main(["diff", "--base", "base", "specs"])
    shown = capsys.readouterr().out
    assert "see also: base:specs/pages/" in shown
    assert "docs2sdk-" not in shown, "where it was laid is nobody's business"


@pytest.mark.parametrize(
    ("revision", "path"),
    [("nothing", "api"), ("--output=evil", "api"), ("HEAD", "nowhere"), ("HEAD", "/"), ("HEAD:api", "api"),
     ("", "api"), ("-", "api"), ("HEAD^{tree}", "api"), ("HEAD\nHEAD", "api"), ("HEAD --all", "api")],
)  # fmt: skip
def test_what_is_no_revision(
    revision: str, path: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    commit(api__main=OLD)
    assert main(["diff", f"--base={revision}", path]) == 2
    assert "B001" in capsys.readouterr().err
    assert {one.name for one in tmp_path.iterdir()} == {".git", "api"}


def test_no_repository_and_no_version(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commit(api__main=OLD)
    for words in ([], ["api"], ["a", "b", "--base", "HEAD"]):
        assert main(["diff", *words]) == 2
        assert "B030" in capsys.readouterr().err
    (tmp_path / "else").mkdir()
    monkeypatch.chdir(tmp_path / "else")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert main(["diff", "--base", "HEAD", "api"]) == 2


def test_nothing_that_the_repository_brings_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    """No filter, no hook, no link: what is compared are the bytes of the commit."""
    commit(api__main=OLD)
    Path(".gitattributes").write_text("*.yaml filter=evil diff=evil export-ignore\n")
    Path("api/link.yaml").symlink_to("/etc/passwd")
    commit()
    for key in ("smudge", "clean"):
        git("config", f"filter.evil.{key}", "touch RUN; cat")
    git("config", "diff.evil.textconv", "touch RUN; cat")
    Path("api/link.yaml").unlink()
    Path("api/main.yaml").write_text(TEXT)
    assert main(["diff", "--base", "HEAD", "api/main.yaml", "--fail-on", "any"]) == 1
    assert "text-changed" in capsys.readouterr().out
    assert not Path("RUN").exists()
