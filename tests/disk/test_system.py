"""What the system refuses, names that are odd, texts that are no UTF-8, two builds at once: findings, never a crash."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.disk.conftest import Run, contents

PAGE = "specs/pages/en/node/management/groups/get-group.md"
NOBODY = 65534
ODD = [
    "a:b.md", "a?b.md", "a*b.md", "a|b.md", 'a"b.md', "a<b>.md", "a\\b.md", "con.md", "a\nb.md", "a\x1b[31mb.md",
    "a\u202eb.md", "x" * 242 + ".md", "aux.x.md", "\x7f.md",
]  # fmt: skip
PLAIN = [
    "a{b}.md",
    "{{a}}.md",
    "a b.md",
    "a'b.md",
    "a&b;c.md",
    "a$(b)`c`.md",
    "-rf.md",
    "\u4e2d\u6587.md",
    "\u4e2d" * 78 + ".md",
    "%41.md",
    "#a.md",
    "a,b.md",
]


def put(tree: Path, name: str) -> Path:
    """A page of the name, and of a function that no other page has."""
    page = tree / "specs/pages/en/node/management/groups" / name
    text = (
        (tree / PAGE)
        .read_text()
        .replace("getGroup", "getOddGroup")
        .replace("| code ", "|  code  ", 1)
    )
    page.write_text(text)
    return page


@pytest.mark.parametrize("name", [*ODD, *PLAIN])
def test_odd_names_are_told_by_lint_and_stop_nobody(tree: Path, run: Run, name: str) -> None:
    page = put(tree, name)
    before = page.read_bytes()
    for command in (("lint", "specs"), ("lint", str(page)), ("build",)):
        done = run(*command)
        assert ("B005" in done.stdout + done.stderr) == (name in ODD), done.stdout + done.stderr
        assert "\x1b" not in done.stdout + done.stderr
    for word in ("roundtrip", "parse"):
        run(word, str(page))
    run("lint", "--fix", "specs")
    run("fmt", "--write", str(page), code=0)
    assert page.read_bytes() != before
    run("check", "--full", code=1)


def test_a_name_that_is_not_utf_8_is_an_error_and_nothing_is_removed(tree: Path, run: Run) -> None:
    before = contents(tree / "generated")
    place = os.fsencode(tree / "specs/pages/en/node/management/groups") + b"/a\xff.md"
    shutil.copyfile(tree / PAGE, place)
    for command in (
        ("build",),
        ("check",),
        ("lint", "specs"),
        ("parse", "specs/pages"),
        ("fmt", "specs/pages"),
    ):
        done = run(*command, code=2)
        assert "a\\udcff.md" in done.stdout + done.stderr
    assert contents(tree / "generated") == before


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("specs/docs2sdk.yaml", "specs/docs2sdk.yaml:2:4"),
        ("specs/overlays/more.yaml", "specs/overlays/more.yaml:2:4"),
    ],
)
def test_configuration_that_is_not_utf_8_is_an_error_at_its_place(
    tree: Path, run: Run, path: str, place: str
) -> None:
    before = contents(tree / "generated")
    (tree / path).write_bytes(
        (tree / path).read_bytes().split(b"\n")[0]
        + "\n# Caf\u00e9".encode("latin-1")[:-4]
        + b"# \xe9\n"
    )
    text = (tree / path).read_bytes()
    line = text.split(b"\n").index(next(one for one in text.split(b"\n") if b"\xe9" in one)) + 1
    done = run("build", code=2)
    assert f"{path}:{line}:" in done.stderr, done.stderr
    assert "0xe9" in done.stderr
    assert contents(tree / "generated") == before
    assert place.rpartition(":")[0].rpartition(":")[0] == path


def test_an_openapi_file_that_is_not_utf_8_is_an_error_at_its_place(tree: Path, run: Run) -> None:
    (tree / "api.yaml").write_bytes("openapi: 3.1.0\ninfo: {title: Caf\u00e9}\n".encode("latin-1"))
    for command in (
        ("render", "api.yaml", "-o", "out"), ("generate", "api.yaml", "--target", "python", "-o", "out"),
        ("diff", "api.yaml", "api.yaml"), ("init", "api.yaml", "-o", "new"), ("parse", PAGE, "--config", "api.yaml"),
    ):  # fmt: skip
        assert "api.yaml:2:18" in run(*command, code=2).stderr
    assert not (tree / "out").exists()


@pytest.mark.parametrize("command", [("build",), ("parse", PAGE, "-o", "out"), ("fmt", "--write", PAGE),
                                     ("render", "generated/openapi/management.yaml", "-o", "out")])  # fmt: skip
def test_a_full_disk_is_told(tree: Path, run: Run, command: tuple[str, ...]) -> None:
    page = tree / PAGE
    page.write_text(page.read_text().replace("| code ", "|  code  ", 1).replace("# ", "# Now ", 1))
    before = contents(tree)

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    done = run(*command, code=2, preexec_fn=full)
    assert "B033" in done.stderr
    assert "File too large" in done.stderr
    after = contents(tree)
    assert {name: data for name, data in after.items() if name in before} == before
    assert not [name for name in after if "docs2sdk-tmp" in name]


@pytest.mark.parametrize("command", ["build", "parse", "render", "generate", "init", "lint"])
@pytest.mark.parametrize("what", ["file", "long", "folder"])
def test_outputs_that_can_not_be_there(tree: Path, run: Run, command: str, what: str) -> None:
    out = tree / "out"
    name = "out" if what != "long" else "x" * 300
    if what == "file":
        out.write_text("mine")
    elif what == "folder":
        for file in (
            "management.yaml",
            "README.md",
            "docs2sdk.yaml",
            "out.json",
            ".docs2sdk-manifest.json",
        ):
            (out / file / "mine").mkdir(parents=True)
        (out / "en").write_text("mine")
    openapi = "generated/openapi/management.yaml"
    words = {
        "build": ("build", "-o", name), "parse": ("parse", PAGE, "-o", name), "render": ("render", openapi, "-o", name),
        "generate": ("generate", openapi, "--target", "python", "-o", name), "init": ("init", openapi, "-o", name),
        "lint": ("lint", "specs", "--output-file", f"{name}/out.json" if what == "folder" else f"{name}/x.json"),
    }  # fmt: skip
    done = run(*words[command])
    assert done.returncode in (
        {1, 2} if command == "build" and what == "folder" else {2}
    ), done.stderr
    assert " error B0" in done.stderr


@pytest.fixture
def nobody(made: Path) -> Iterator[Path]:
    """The project where a user without rights can reach it."""
    if os.geteuid() != 0:
        pytest.skip("needs another user to be")
    root = Path(tempfile.mkdtemp())
    try:
        shutil.copytree(made, root / "repo")
        for path in (root, *root.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        yield root / "repo"
    finally:
        shutil.rmtree(root)


@pytest.fixture
def as_nobody(nobody: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run commands there with the rights of nobody (what they import is loaded before)."""
    monkeypatch.chdir(nobody)
    for command in (("check", "--full"), ("lint", "specs"), ("fmt", PAGE), ("parse", PAGE)):
        run(*command, code=0)
    os.seteuid(NOBODY)
    yield run
    os.seteuid(0)


@pytest.mark.parametrize("path", ["specs/pages", "specs/pages/en/node/management", PAGE, "specs/overlays",
                                  "specs/overlays/more.yaml", "specs/docs2sdk.yaml"])  # fmt: skip
def test_what_can_not_be_read_stops_a_build(nobody: Path, as_nobody: Run, path: str) -> None:
    before = contents(nobody / "generated")
    (nobody / path).chmod(0)
    for command in (
        ("build",),
        ("build", "--force"),
        ("check",),
        ("check", "--full"),
        ("lint", "specs"),
    ):
        done = as_nobody(*command, code=2)
        assert f"{path}: " in done.stdout + done.stderr or f"{path}:" in done.stdout + done.stderr
        assert "Permission denied" in done.stdout + done.stderr
    assert contents(nobody / "generated") == before


def test_what_can_not_be_written_is_told(nobody: Path, as_nobody: Run) -> None:
    page = nobody / PAGE
    page.write_text(page.read_text().replace("| code ", "|  code  ", 1).replace("# ", "# Now ", 1))
    before = contents(nobody)
    for path in (
        page.parent,
        *(p for p in (nobody / "generated").rglob("*") if p.is_dir()),
        nobody / "generated",
    ):
        path.chmod(0o555)
    for command in (("build",), ("fmt", "--write", PAGE), ("parse", PAGE, "-o", "generated/new")):
        assert "B033" in as_nobody(*command, code=2).stderr
    assert contents(nobody) == before


RACE = """
import os, shutil, sys
from pathlib import Path
from generator.build import build

specs, out, page = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
text = page.read_text()
bad = 0
for number in range(int(sys.argv[4])):
    if number % 3 == 0:
        shutil.rmtree(out, ignore_errors=True)
    page.write_text(text.replace("# ", f"# Number {number} ", 1))
    pids = []
    for child in range(3):
        if (pid := os.fork()) == 0:
            try:
                found = build(specs, out, force=child == 2 and number % 2 == 0).found
                os._exit(1 if {one.code for one in found} & {"B010", "B011", "B012", "B013", "B033"} else 0)
            except BaseException as error:
                print(repr(error), file=sys.stderr)
                os._exit(9)
        pids.append(pid)
    bad += sum(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != 0 for pid in pids)
page.write_text(text)
build(specs, out)
print(bad)
"""


def test_builds_at_once(tree: Path, run: Run) -> None:
    """Twelve rounds of three builds that begin together, with outputs, without, and after a change."""
    done = subprocess.run(
        [sys.executable, "-c", RACE, "specs", "generated", PAGE, "12"], cwd=tree, capture_output=True, text=True,
        check=False, timeout=600, env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "0\n"), done.stderr
    run("check", "--full", code=0)
    assert not [*tree.rglob("*docs2sdk-tmp*")]


@pytest.mark.parametrize("name", ["typing", "class", "httpx", "!!!", "json"])
def test_a_package_that_hides_another_is_refused(tree: Path, run: Run, name: str) -> None:
    openapi = "generated/openapi/management.yaml"
    done = run("generate", openapi, "--target", "python", "--package", name, "-o", "out", code=2)
    assert "B007" in done.stderr
    assert not (tree / "out").exists()


def test_two_documents_of_one_client_are_refused(tree: Path, run: Run) -> None:
    openapi = "generated/openapi/management.yaml"
    for command in (
        ("generate", "--target", "python"),
        ("generate", "--target", "typescript"),
        ("init",),
    ):
        assert "B004" in run(*command, openapi, openapi, "-o", "out", code=2).stderr
    assert not (tree / "out").exists()
