"""build and check on a small specs folder: only what changed is written, stale files go, others' files stay."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.build import build, check
from generator.drift.manifest import NAME, STATE
from generator.files import TEMPORARY
from generator.source import Diagnostic, Severity

OURS = {NAME, STATE}


@pytest.fixture
def specs(project: Path, tmp_path: Path) -> Path:
    """A few pages of specs/: one tag in both locales and editions."""
    root = tmp_path / "specs"
    for path in sorted((project / "specs" / "pages").rglob("*/management/groups/*.md")):
        target = root / "pages" / path.relative_to(project / "specs" / "pages")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    shutil.copyfile(project / "specs" / "docs2sdk.yaml", root / "docs2sdk.yaml")
    text = (root / "docs2sdk.yaml").read_text()
    management, _, authentication = text.partition("\n  authentication:")
    kept = [part.partition("    operations:")[0] for part in (management, authentication)]
    (root / "docs2sdk.yaml").write_text("\n  authentication:".join(kept))
    return root


def page(specs: Path, name: str = "get-group.md") -> Path:
    return next(iter(sorted(specs.rglob(f"en/node/**/{name}"))))


def change(path: Path, old: str, new: str) -> None:
    data = path.read_bytes()
    assert old.encode() in data
    path.write_bytes(data.replace(old.encode(), new.encode()))


def mtimes(out: Path) -> dict[str, int]:
    return {p.relative_to(out).as_posix(): p.stat().st_mtime_ns for p in out.rglob("*") if p.is_file()}


def test_second_build_writes_nothing(specs: Path, tmp_path: Path) -> None:
    out = tmp_path / "generated"
    first = build(specs, out)
    assert first.written
    assert first.clean
    before = mtimes(out)
    second = build(specs, out)
    assert (second.written, second.removed) == ([], [])
    assert mtimes(out) == before
    assert check(specs, out).clean
    assert check(specs, out, full=True).clean


def test_reference_is_the_pages_again(specs: Path, tmp_path: Path) -> None:
    out = tmp_path / "generated"
    build(specs, out)
    for path in sorted((specs / "pages").rglob("*.md")):
        name = path.relative_to(specs / "pages")
        assert (out / "reference" / name).read_bytes() == path.read_bytes(), name


def test_a_changed_cell_is_named(specs: Path, tmp_path: Path) -> None:
    out = tmp_path / "generated"
    build(specs, out)
    target = page(specs)
    line = next(i for i, text in enumerate(target.read_text().split("\n"), 1) if text.startswith("| code"))
    change(target, "| code ", "| kode ")
    outcome = check(specs, out)
    assert not outcome.clean
    assert outcome.diff
    causes = [one for one in outcome.found if one.code == "B023"]
    assert any(one.span.line == line and "kode" in one.seen for one in causes), causes
    again = build(specs, out)
    assert any(name.startswith("openapi/") for name in again.written)
    assert places(check(specs, out, full=True).found) == places(check(specs, out).found) != []


def places(found: list[Diagnostic]) -> list[tuple[str, str]]:
    return sorted((one.code, str(one.span)) for one in found if one.severity is not Severity.NOTE)


def test_description_cell_is_named_with_old_and_new(specs: Path, tmp_path: Path) -> None:
    out = tmp_path / "generated"
    build(specs, out)
    target = page(specs)
    row = next(text for text in target.read_text().split("\n") if text.startswith("| code"))
    description = row.split("|")[5].strip()
    change(target, description, description[:-1] + "!")
    seen = [one.seen for one in check(specs, out).found if one.code == "B023"]
    assert any(f"{description[-20:-1]}!" in text and "description" in text for text in seen), seen


def test_removed_page_takes_its_outputs_along(specs: Path, tmp_path: Path) -> None:
    out = tmp_path / "generated"
    build(specs, out)
    gone = sorted((specs / "pages").rglob("delete-group*.md")) or sorted((specs / "pages").rglob("list-groups.md"))
    for path in gone:
        path.unlink()
    outcome = build(specs, out)
    assert {f"reference/{p.relative_to(specs / 'pages').as_posix()}" for p in gone} <= set(outcome.removed)
    assert not any((out / name).exists() for name in outcome.removed)
    assert check(specs, out).clean


def test_hand_edited_and_foreign_files_stay(specs: Path, tmp_path: Path) -> None:
    out = tmp_path / "generated"
    build(specs, out)
    edited = out / "openapi" / "management.yaml"
    edited.write_text("mine\n")
    foreign = out / "openapi" / "notes.txt"
    foreign.write_text("mine too\n")
    outcome = build(specs, out)
    assert [one.code for one in outcome.found if one.severity is Severity.ERROR] == ["B010"]
    assert edited.read_text() == "mine\n"
    assert not check(specs, out).clean
    assert build(specs, out, force=True).clean
    assert edited.read_text() != "mine\n"
    assert foreign.read_text() == "mine too\n"


def test_a_foreign_file_in_the_way_is_reported(specs: Path, tmp_path: Path) -> None:
    out = tmp_path / "generated"
    (out / "openapi").mkdir(parents=True)
    (out / "openapi" / "management.yaml").write_text("mine\n")
    outcome = build(specs, out)
    assert "B011" in {one.code for one in outcome.found}
    assert (out / "openapi" / "management.yaml").read_text() == "mine\n"


def test_own_code_is_never_touched(specs: Path, tmp_path: Path) -> None:
    out = tmp_path / "generated"
    build(specs, out)
    own = [out / "python" / "identity_sdk" / "lib" / "mine.py", out / "typescript" / "src" / "lib" / "mine.ts"]
    for path in own:
        path.parent.mkdir(parents=True)
        path.write_text("// mine\n")
    assert build(specs, out, force=True).clean
    assert check(specs, out, full=True).clean
    assert all(path.read_text() == "// mine\n" for path in own)


@pytest.mark.parametrize("inside", ["specs/generated", ".", "specs"])
def test_output_inside_input_is_refused(specs: Path, tmp_path: Path, inside: str) -> None:
    outcome = build(specs, tmp_path / inside)
    assert outcome.failed
    assert outcome.found[0].code == "B003"
    assert not (tmp_path / "specs" / "generated").exists()


def test_killed_at_any_moment_the_next_build_heals(specs: Path, tmp_path: Path) -> None:
    out, whole = tmp_path / "generated", tmp_path / "whole"
    build(specs, out)
    change(page(specs), page(specs).read_text().split("\n")[0], "# Another title")
    build(specs, whole)
    wanted = {p.relative_to(whole): p.read_bytes() for p in whole.rglob("*") if p.is_file() and p.name not in OURS}
    old = {p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file() and p.name not in OURS}
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from generator.build import build\n"
        "real = os.replace; left = [int(sys.argv[3])]\n"
        "def replace(*a, **k):\n"
        "    left[0] -= 1\n"
        "    if left[0] < 0: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    real(*a, **k)\n"
        "os.replace = replace; build(Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    for moment in range(0, 8, 2):
        copy = tmp_path / f"copy{moment}"
        shutil.copytree(out, copy)
        done = subprocess.run([sys.executable, "-c", code, str(specs), str(copy), str(moment)], check=False)
        assert done.returncode in {-signal.SIGKILL, 0}
        for path in copy.rglob("*"):
            name = path.relative_to(copy)
            if path.is_file() and path.name not in OURS and TEMPORARY not in path.name:
                assert path.read_bytes() in {old.get(name), wanted.get(name)}, name
        assert {one.code for one in build(specs, copy).found}.isdisjoint({"B010", "B011"})
        healed = {p.relative_to(copy): p.read_bytes() for p in copy.rglob("*") if p.is_file() and p.name not in OURS}
        assert healed == wanted


def test_output_does_not_depend_on_place_or_time(specs: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "elsewhere" / "two"
    build(specs, one)
    moved = tmp_path / "elsewhere" / "input"
    shutil.copytree(specs, moved)
    for path in moved.rglob("*.md"):
        os.utime(path, (1, 1))
    time.sleep(0.01)
    build(moved, two)
    files = sorted(p.relative_to(one) for p in one.rglob("*") if p.is_file())
    assert files == sorted(p.relative_to(two) for p in two.rglob("*") if p.is_file())
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in files)
    assert not any(str(tmp_path).encode() in (one / name).read_bytes() for name in files)


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        ("docs2sdk.yaml", "locales: [en]\nclientz: {}\n", "docs2sdk.yaml:2:1"),
        ("docs2sdk.yaml", "locales: [en\n", "docs2sdk.yaml:"),
        ("overlays/x.yaml", "overlay: 1.1.0\nactions: [\n", "overlays/x.yaml:"),
    ],
)
def test_nothing_is_written_with_a_broken_configuration(
    specs: Path, tmp_path: Path, file: str, text: str, place: str
) -> None:
    out = tmp_path / "generated"
    build(specs, out)
    before = mtimes(out)
    (specs / file).parent.mkdir(exist_ok=True)
    (specs / file).write_text(text)
    for outcome in (build(specs, out), check(specs, out)):
        assert outcome.failed
        assert any(str(one.span).startswith(place) for one in outcome.found), outcome.found
    assert mtimes(out) == before
