"""`init PAGES_DIR`: pages that are there become a specs folder that is clean, and are not touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli.main import main
from tests.pages.support import page_text

ROW = "| id | string | Yes | - | What it is | `x` |"
TREE = {
    "README.md": b"# Things\n",
    "node/management/things/create-thing.md": page_text(ROW).encode(),
    "java/management/things/create-thing.md": page_text(ROW.replace("Yes", "No")).encode(),
    "python/management/things/create-thing.md": page_text(ROW.replace("What", "Who")).encode(),
}


def written(root: Path, tree: dict[str, bytes]) -> None:
    for path, data in tree.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


def tree_of(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("folder", ["docs", "specs/pages", "specs/reference/all"])
def test_a_tree_is_adopted_and_clean(
    folder: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(here / folder, TREE)
    assert main(["init", folder]) == 0
    said = capsys.readouterr().err
    for part in ("3 pages of 1 operations", "node (1)", "en (3)", "guides:   1", "authing"):
        assert part in said
    assert len(said.splitlines()) <= 24, "one screen"
    assert tree_of(here / folder) == TREE
    for command in (["build"], ["check"], ["check", "--full"], ["lint"]):
        assert main(command) == 0, command
    assert tree_of(here / "generated/reference") == TREE


def test_what_is_new_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(here / "docs", TREE)
    assert main(["init", "docs"]) == 0
    page = here / "specs/pages/python/management/things/create-thing.md"
    page.write_bytes(page.read_bytes().replace(b"| string |", b"| number |"))
    capsys.readouterr()
    assert main(["lint"]) == 1
    told = capsys.readouterr().out
    assert "another type" in told
    assert "another required" not in told


def test_nothing_is_written_over(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(here / "docs", TREE)
    written(here / "specs", {"own.md": b"mine\n"})
    assert main(["init", "docs"]) == 2
    assert "B011" in capsys.readouterr().err
    assert tree_of(here / "specs") == {"own.md": b"mine\n"}


def test_a_folder_without_pages_is_none(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(here / "docs", {"README.md": b"# Things\n"})
    assert main(["init", "docs"]) == 2
    assert "B002" in capsys.readouterr().err
    assert not (here / "specs").exists()


def test_pages_of_nobody_have_the_neutral_profile(here: Path) -> None:
    text = page_text(ROW)
    plain = text[: text.index("<!--")] + text[text.index("Makes a thing.") :]
    written(here / "docs", {"node/shop/things/create-thing.md": plain.encode()})
    assert main(["init", "docs"]) == 0
    assert "profile: neutral" in (here / "specs/docs2sdk.yaml").read_text(encoding="utf-8")


def test_the_baseline_keeps_what_only_a_build_finds(here: Path) -> None:
    glued = page_text(f"{ROW} {ROW.replace('id', 'size')}").replace("createThing", "glueThing")
    written(here / "docs", {**TREE, "node/management/things/glue-thing.md": glued.encode()})
    assert main(["init", "docs"]) == 0
    baseline = here / "specs/baseline.json"
    assert "B024" in baseline.read_text(encoding="utf-8")
    page = here / "specs/pages/java/management/things/create-thing.md"
    page.write_bytes(page.read_bytes().replace(ROW.replace("Yes", "No").encode(), ROW.encode()))
    assert main(["lint", "--update-baseline"]) == 0
    text = baseline.read_text(encoding="utf-8")
    assert "B024" in text
    assert "another required" not in text
    for command in (["build"], ["check", "--full"], ["lint"]):
        assert main(command) == 0, command


def test_a_second_build_reads_hashes_only(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    written(here / "docs", TREE)
    assert main(["init", "docs"]) == 0
    assert main(["build"]) == 0
    monkeypatch.setattr("generator.pages.read.PageReader.read", None)
    monkeypatch.setattr("generator.build.read_specs", None)
    capsys.readouterr()
    assert main(["build"]) == 0
    assert "0 written, 0 removed" in capsys.readouterr().err
