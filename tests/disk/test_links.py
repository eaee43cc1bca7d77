"""No command follows a link that came with a repository, neither to write nor to read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from generator import files
from tests.disk.conftest import SECRET, Run, contents

PAGE = "specs/pages/en/node/management/groups/get-group.md"
OPENAPI = "generated/openapi/management.yaml"
WRITING = {
    "fmt": ("fmt", "--write", PAGE),
    "fix": ("lint", "--fix", "specs"),
    "parse": ("parse", PAGE, "-o", "out"),
    "render": ("render", OPENAPI, "-o", "out"),
    "generate": ("generate", OPENAPI, "--target", "python", "-o", "out"),
    "build": ("build",),
}


def spoil(tree: Path) -> None:
    """Make a page that fmt and lint --fix would write, and outputs that build would write."""
    page = tree / PAGE
    text = page.read_text()
    page.write_text(text.replace("| code ", "|  code  ", 1).replace("true", "'true'", 1))
    (tree / OPENAPI).unlink(missing_ok=True) if not (tree / "out").exists() else None


@pytest.mark.parametrize("name", sorted(WRITING))
def test_a_link_with_the_name_of_a_temporary_file_is_not_followed(
    tree: Path, run: Run, name: str
) -> None:
    run(*WRITING[name])
    written = (
        [p for p in (tree / "out").rglob("*") if p.is_file()] if (tree / "out").exists() else []
    )
    for path in [*written, tree / PAGE, tree / OPENAPI]:
        path.with_name(f"{path.name}.docs2sdk-tmp").symlink_to(tree.parent / "secret.env")
        if path in written:
            path.unlink()
    spoil(tree)
    (tree / OPENAPI).write_bytes(b"") if name == "build" else None
    run(*WRITING[name])
    assert (tree.parent / "secret.env").read_text() == SECRET + "\n"
    assert not (tree / PAGE).is_symlink()


@pytest.mark.parametrize("name", ["parse", "render", "generate"])
@pytest.mark.parametrize("level", ["file", "folder", "root"])
def test_a_linked_output_is_refused(tree: Path, run: Run, name: str, level: str) -> None:
    run(*WRITING[name])
    before = contents(tree)
    out = tree / "out"
    victim = tree.parent / "secret.env"
    target = next(p for p in sorted(out.rglob("*")) if p.is_file())
    if level == "file":
        target.unlink()
        target.symlink_to(victim)
    elif level == "root" or target.parent == out:
        out.rename(tree.parent / "elsewhere")
        out.symlink_to(tree.parent / "elsewhere")
    else:
        target.parent.rename(tree.parent / "elsewhere")
        target.parent.symlink_to(tree.parent / "elsewhere")
    outside = contents(tree.parent / "elsewhere") if level != "file" else {}
    done = run(*WRITING[name], code=2)
    assert "link" in done.stderr
    assert victim.read_text() == SECRET + "\n"
    assert level == "file" or contents(tree.parent / "elsewhere") == outside
    assert set(contents(tree)) <= set(before)


@pytest.mark.parametrize(
    "path", ["python/README.md", "openapi/management.yaml", "reference", "python"]
)
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_build_and_check_leave_linked_outputs_alone(
    tree: Path, run: Run, path: str, force: tuple[str, ...]
) -> None:
    target = tree / "generated" / path
    outside = tree.parent / "outside"
    target.rename(outside)
    if outside.is_file():
        outside.write_text(SECRET + "\n")
    before = contents(tree.parent / "outside") if outside.is_dir() else outside.read_bytes()
    target.symlink_to(outside)
    assert "B012" in run("check", code=1).stderr
    assert "B012" in run("check", "--full", code=1).stderr
    assert "B012" in run("build", *force, code=1).stderr
    assert target.is_symlink()
    assert (contents(outside) if outside.is_dir() else outside.read_bytes()) == before


@pytest.mark.parametrize(
    "path",
    ["specs/pages", "specs/pages/en", "specs/pages/en/node/management/groups", PAGE, "specs/overlays",
     "specs/overlays/more.yaml", "specs/docs2sdk.yaml"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["link", "dangling", "pipe", "folder"])
def test_inputs_that_are_none_stop_the_run(tree: Path, run: Run, path: str, kind: str) -> None:
    target = tree / path
    if kind in {"pipe", "folder"} and target.suffix == "":
        pytest.skip("a folder there is right")
    if kind == "folder" and path != "specs/docs2sdk.yaml":
        pytest.skip("a folder with such a name is a folder")
    before = contents(tree / "generated")
    target.rename(tree.parent / "moved")
    if kind == "link":
        target.symlink_to(tree.parent / "moved")
    elif kind == "dangling":
        target.symlink_to(tree.parent / "nothing")
    elif kind == "pipe":
        os.mkfifo(target)
    else:
        target.mkdir()
    apart = kind == "pipe"  # where it would hang, it can be stopped
    for command in (
        ("build",),
        ("build", "--force"),
        ("check",),
        ("check", "--full"),
        ("lint", "specs"),
    ):
        done = run(*command, code=2, apart=apart)
        assert "B008" in done.stdout + done.stderr
    assert contents(tree / "generated") == before


@pytest.mark.parametrize("target", ["/dev/zero", "../../../../../../../../secret.env"])
def test_a_named_page_that_is_a_link_or_device_is_not_read(
    tree: Path, run: Run, target: str
) -> None:
    page = tree / "x.md"
    page.symlink_to(target)
    for command in (("fmt",), ("fmt", "--write"), ("lint",), ("parse",), ("roundtrip",)):
        done = run(*command, "x.md", code=2, apart=target == "/dev/zero")
        assert "B008" in done.stderr
    assert page.is_symlink()


@pytest.mark.parametrize("command", ["lint", "fmt", "parse", "roundtrip"])
def test_a_pipe_does_not_hang(tree: Path, run: Run, command: str) -> None:
    os.mkfifo(tree / "specs/pages/en/x.md")
    assert "B008" in (done := run(command, "specs/pages", code=2, apart=True)).stderr + done.stdout


def test_modes_are_kept(tree: Path, run: Run) -> None:
    page = tree / PAGE
    spoil(tree)
    page.chmod(0o600)
    (tree / "generated/python/README.md").chmod(0o640)
    (tree / "generated/python/README.md").write_text("")
    run("fmt", "--write", PAGE)
    run("build", "--force", umask=0o027)
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert stat.S_IMODE((tree / "generated/python/README.md").stat().st_mode) == 0o640
    assert stat.S_IMODE((tree / OPENAPI).stat().st_mode) == 0o640


def test_only_our_own_left_over_files_are_removed(tree: Path, run: Run) -> None:
    folder = tree / "generated" / "openapi"
    ours, link = folder / f"{files.TEMPORARY}{'0' * 16}", folder / f"{files.TEMPORARY}{'1' * 16}"
    others = [
        folder / "x.docs2sdk-tmp",
        folder / f"{files.TEMPORARY}notes",
        folder / ".docs2sdk-tmp",
    ]
    for path in (ours, *others):
        path.write_text("half")
    link.symlink_to(tree.parent / "secret.env")
    run("build")
    assert not ours.exists()
    assert all(path.read_text() == "half" for path in others)
    assert link.is_symlink()
    assert (tree.parent / "secret.env").exists()


def test_a_killed_fmt_leaves_nothing_that_the_next_one_keeps(tree: Path, run: Run) -> None:
    left = (tree / PAGE).with_name(f"{files.TEMPORARY}{'a' * 16}")
    left.write_text("half")
    spoil(tree)
    run("fmt", "--write", PAGE)
    assert not left.exists()


def test_where_folders_can_not_be_held_open(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.files import folders

    monkeypatch.setattr(folders, "HANDLES", False)
    monkeypatch.chdir(tree)
    files.write(Path("out"), "a/b.txt", b"1")
    files.write(Path("out"), "a/b.txt", b"2")
    assert files.read_bytes(Path("out"), "a/b.txt") == b"2"
    assert files.hash_tree(Path("out"), ["a/b.txt", "a/c.txt", "a"]) == {
        "a/b.txt": files.sha256(b"2"), "a": files.STRANGE,
    }  # fmt: skip
    files.remove(Path("out"), "a/b.txt")
    assert not (tree / "out" / "a").exists()
    (tree / "out" / "a").symlink_to(tree.parent)
    with pytest.raises(OSError, match="link"):
        files.write(Path("out"), "a/secret.env", b"3")
