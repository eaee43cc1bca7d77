"""A session reads again what was saved, and writes what a build writes; `watch` outlives what goes wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build import build, check
from generator.live import Session, saves
from generator.source import Diagnostic

CASE = Path(__file__).parents[1] / "cases" / "locales-and-editions"
PAGE = "pages/en/node/management/users/get-user.md"


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    shutil.copytree(CASE, tmp_path / "specs", ignore=shutil.ignore_patterns("expected"))
    return tmp_path / "specs"


def pages(specs: Path) -> list[Path]:
    return sorted((specs / "pages").rglob("*.md"))


def edit(page: Path, old: str, new: str) -> None:
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")


def without_hints(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings but for their hints: a hint names `spread` only where an earlier build is known."""
    return sorted(replace(one, hint="") for one in found)


def test_one_saved_page_is_read_alone(specs: Path, tmp_path: Path) -> None:
    session = Session(specs, tmp_path / "out")
    session.build()
    first = session.made
    assert first >= len(pages(specs))
    session.build()
    assert session.made == 0
    page = pages(specs)[0]
    page.write_bytes(page.read_bytes().replace(b"# ", b"# Another: ", 1))
    written = session.build().written
    assert 0 < session.made < first
    assert f"reference/{page.relative_to(specs / 'pages').as_posix()}" in written


@pytest.mark.parametrize("change", ["edit", "remove", "rename", "configure"])
def test_a_session_writes_what_a_build_writes(change: str, specs: Path, tmp_path: Path) -> None:
    session = Session(specs, tmp_path / "kept")
    session.build()
    page = pages(specs)[-1]
    match change:
        case "edit":
            edit(page, "string", "boolean")
        case "remove":
            page.unlink()
        case "rename":
            page.rename(page.with_name("renamed.md"))
        case _:
            place = specs / "docs2sdk.yaml"
            text = place.read_text(encoding="utf-8") if place.exists() else ""
            place.write_text(f"{text}\npath:\n  prefix: /api/v9/\n", encoding="utf-8")
    kept = session.build()
    fresh = build(specs, tmp_path / "fresh")
    assert without_hints(kept.found) == without_hints(fresh.found)
    names = [
        p.relative_to(tmp_path / "fresh") for p in (tmp_path / "fresh").rglob("*") if p.is_file()
    ]
    assert len(names) > 5
    for name in names:
        if name.name != ".docs2sdk-state.json":
            assert (tmp_path / "kept" / name).read_bytes() == (
                tmp_path / "fresh" / name
            ).read_bytes()
    assert not check(specs, tmp_path / "kept", full=True).diff


def test_saves_are_told(specs: Path) -> None:
    told = saves(specs)
    assert next(told) == []
    page = pages(specs)[0]
    page.write_bytes(page.read_bytes())
    assert [path.resolve() for path in next(told)] == [page.resolve()]


@contextmanager
def watching(folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "generator", "watch"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def said(process: subprocess.Popen[str], holds: Callable[[str], bool]) -> str:
    """The first line of what the process says that is meant; the test's own time limit is the end of waiting."""
    assert process.stderr is not None
    for line in process.stderr:
        if holds(line):
            return line
    raise AssertionError("the process ended")


def test_watch_outlives_a_broken_configuration(specs: Path, tmp_path: Path) -> None:
    with watching(tmp_path) as process:
        said(process, lambda line: "written" in line)
        config = specs / "docs2sdk.yaml"
        before = config.read_text(encoding="utf-8") if config.exists() else ""
        config.write_text("clients: [", encoding="utf-8")
        assert "O001" in said(process, lambda line: "docs2sdk.yaml" in line)
        config.write_text(before or "{}\n", encoding="utf-8")
        said(process, lambda line: "written" in line)
        page = pages(specs)[0]
        page.write_bytes(page.read_bytes().replace(b"# ", b"# Saved: ", 1))
        said(process, lambda line: " written" in line and "0 written" not in line)
        name = page.relative_to(specs / "pages")
        assert b"Saved: " in (tmp_path / "generated" / "reference" / name).read_bytes()
        assert process.poll() is None
