"""The manifest and the state file are input like any other: what they say is never believed, read or removed unseen."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from generator.drift.manifest import NAME, STATE, read_manifest
from generator.files import STRANGE, fingerprint, hash_tree, read_bytes, reading, sha256
from generator.untouched import untouched
from tests.disk.conftest import SECRET, Run, contents

HASH = "0" * 64
PATHS = [
    "../secret.env", "../../secret.env", "/etc/hostname", "/dev/zero", "/dev/stdin", "//etc/hostname",
    "/proc/self/environ", "/proc/self/mem", "./../../secret.env", "python/../../../secret.env", "..", ".", "", "/",
    "a/../../secret.env", "a//b", "a/./b", "a/", "C:\\secret.env", "..\\..\\secret.env", "\\\\host\\share\\x",
    "c:secret.env", "file:///etc/hostname", "~/.ssh/id_rsa", "python/\x00", "python/\x1b[2J", "python/\n::error::x",
    "python/\u202e", "python/\u2066x", "con", "python/aux.txt", "LPT1", "x" * 300, "x/" * 3000 + "x", "python/x.",
    "python/x ", "python/|x", "python/*", "python/?", 'python/"x', "python/<x>", "\ud800", "python/\udcff",
    "../specs/docs2sdk.yaml", "../.git/config", "python/README.md/../../../../secret.env", "\u2028", "\t",
    "python/README.md/x", "python", "openapi", "link", "link/x", "pipe", "zero",
]  # fmt: skip
VALUES: list[object] = [
    None,
    1,
    1.5,
    True,
    [],
    {},
    "x",
    "0" * 63,
    "0" * 65,
    "G" * 64,
    HASH + "\n",
    "",
    "\x1b[31m" * 13,
    [HASH],
]


@pytest.fixture
def odd(tree: Path) -> Path:
    """The output folder, with things in it that nobody may read."""
    out = tree / "generated"
    (out / "link").symlink_to(tree.parent / "secret.env")
    (out / "zero").symlink_to("/dev/zero")
    os.mkfifo(out / "pipe")
    return out


def rewrite(out: Path, **parts: object) -> None:
    value = json.loads((out / NAME).read_text())
    for part, more in parts.items():
        value[part] = value.get(part, {}) | more if isinstance(more, dict) else more
    (out / NAME).write_text(json.dumps(value))


@pytest.mark.parametrize("part", ["files", "pending"])
@pytest.mark.parametrize("path", PATHS)
def test_only_safe_paths_come_out_of_a_manifest(odd: Path, part: str, path: str) -> None:
    text = json.dumps({"format": 1, part: {path: HASH}}).encode()
    manifest, found = read_manifest(text)
    kept = [*manifest.files, *manifest.pending]
    assert bool(found) != bool(kept)
    assert all(one.code == "B013" for one in found)
    hashes = hash_tree(odd, [path, *kept])
    assert set(hashes.values()) <= {STRANGE} or path == "python/README.md"
    assert read_bytes(odd, path) is None


@pytest.mark.parametrize("part", ["files", "pending"])
@pytest.mark.parametrize("start", range(6))
@pytest.mark.parametrize("digest", [sha256((SECRET + "\n").encode()), HASH])
def test_a_path_of_the_manifest_leads_nowhere_else(
    odd: Path, run: Run, part: str, start: int, digest: str
) -> None:
    paths = PATHS[start::6]
    before = contents(odd.parent / "specs")
    rewrite(odd, **{part: dict.fromkeys(paths, digest)})
    for command in (("check",), ("check", "--full"), ("build",)):
        done = run(*command, code=1)
        assert not {*"\x1b\x00\u202e\u2066"} & {*done.stdout, *done.stderr}
        assert "\n::" not in done.stdout + done.stderr
    assert (odd.parents[1] / "secret.env").read_text() == SECRET + "\n"
    assert (odd / "link").is_symlink()
    assert contents(odd.parent / "specs") == before
    assert not {*paths} & {*json.loads((odd / NAME).read_text())["files"]}


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("part", ["files", "pending", "inputs"])
def test_nonsense_in_the_manifest_is_a_finding(
    tree: Path, run: Run, part: str, value: object
) -> None:
    out = tree / "generated"
    before = contents(out)
    rewrite(out, **{part: {"openapi/other.yaml": value}})
    assert "B013" in run("check", code=1).stderr
    assert "B013" in run("check", "--full", code=1).stderr
    assert "B013" in run("build", code=1).stderr
    run("build", code=0)
    run("check", "--full", code=0)
    assert contents(out) == before


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "\xff\xfe", "[" * 50_000, '{"format": 2}',
                                  '{"format": 1, "files": []}', '{"format": 1, "inputs": 3}', "9" * 5000])  # fmt: skip
def test_a_damaged_manifest_never_stops_a_build(tree: Path, run: Run, text: str) -> None:
    out = tree / "generated"
    before = contents(out)
    (out / NAME).write_bytes(text.encode("latin-1"))
    assert "B013" in run("check", code=1).stderr
    assert "B013" in run("build", code=1).stderr
    run("check", "--full", code=0)
    assert contents(out) == before


def rows(*cells: object) -> str:
    return json.dumps({"tool": fingerprint(), "pages": "pages", "findings": [list(cells)]})


PLACE = ["f", 1, 1]
TEXTS = ("P010", "s", "e", "h", "")
STATES = [
    "", "{", "null", "[]", '{"findings": null}', '{"tool": 1}', '{"tool": "x", "findings": 3}', "[" * 50_000, "\xff",
    rows("P999", *TEXTS[1:], PLACE), rows(*TEXTS), rows("P010"), rows(), rows(1, 2, 3, 4, 5, 6),
    rows({}, *TEXTS[1:], PLACE),
    rows(*TEXTS, ["f", "1", 1]), rows(*TEXTS, [None, 1, 1]), rows(*TEXTS, ["f", True, 1]), rows(*TEXTS, ["f", 1.5, 1]),
    rows(*TEXTS, PLACE, PLACE, []), rows(*TEXTS, PLACE, 1), rows(*TEXTS, {"f": 1}), rows(*TEXTS[:4], "bad", PLACE),
    rows(*TEXTS[:4], 1, PLACE), rows(*TEXTS, ["f", 1]),
]  # fmt: skip


@pytest.mark.parametrize("text", STATES)
def test_a_damaged_state_is_as_if_it_were_not_there(tree: Path, run: Run, text: str) -> None:
    (tree / "generated" / STATE).write_bytes(text.encode("latin-1"))
    run("check", code=0)
    run("build", code=0)
    assert json.loads((tree / "generated" / STATE).read_text())["findings"] == []


def test_check_full_believes_neither_manifest_nor_state(tree: Path, run: Run) -> None:
    run("check", "--full", code=0)
    (target,) = (tree / "generated/python").glob("*/__init__.py")
    name = target.relative_to(tree / "generated").as_posix()
    target.write_text(target.read_text() + "import os\n")
    rewrite(tree / "generated", files={name: sha256(target.read_bytes())})
    done = run("check", "--full", code=1)
    assert "B020" in done.stderr
    assert "-import os" in done.stdout


def test_a_manifest_that_is_wrong_is_drift(tree: Path, run: Run) -> None:
    notes = tree / "generated/openapi/.notes"
    notes.write_text("mine")
    rewrite(tree / "generated", inputs={"pages/x.md": HASH})
    assert "B020" in run("check", "--full", code=1).stderr


@pytest.mark.parametrize("path", ["python/identity_sdk/management/evil.py", "typescript/src/evil.ts", "evil.md",
                                  "reference/en/lib/x.md", "python/identity_sdk/lib.py", "python/dist.py",
                                  "python/identity_sdk/dist/x.py", "openapi/lib/x.yaml"])  # fmt: skip
@pytest.mark.parametrize("listed", [False, True])
def test_files_that_nobody_generated_are_drift(
    tree: Path, run: Run, path: str, listed: bool
) -> None:
    target = tree / "generated" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("evil\n")
    if listed:
        rewrite(tree / "generated", files={path: sha256(b"evil\n")})
    code = "B022" if listed else "B025"
    assert code in run("check", "--full", code=1).stderr
    assert listed or code in run("check", code=1).stderr


@pytest.mark.parametrize(
    "path",
    [
        "python/identity_sdk/lib/mine.py",
        "typescript/src/lib/mine.ts",
        ".gitignore",
        "typescript/node_modules/a/b.js",
        "python/identity_sdk/__pycache__/x.pyc",
    ],
)
def test_own_code_and_what_tools_leave_is_no_drift_and_never_removed(
    tree: Path, run: Run, path: str
) -> None:
    target = tree / "generated" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("mine\n")
    run("check", "--full", code=0)
    rewrite(tree / "generated", files={path: sha256(b"mine\n")})
    run("build", "--force")
    assert target.read_text() == "mine\n"
    run("check", "--full", code=0)


def test_a_link_for_the_manifest_is_not_followed(tree: Path, run: Run) -> None:
    manifest = tree / "generated" / NAME
    shutil.copyfile(manifest, tree.parent / "manifest.json")
    manifest.unlink()
    manifest.symlink_to(tree.parent / "manifest.json")
    before = (tree.parent / "manifest.json").read_bytes()
    (tree / "specs/pages/en/node/management/groups/get-group.md").unlink()
    assert "link" in run("build", code=2).stderr
    assert (tree.parent / "manifest.json").read_bytes() == before


def test_a_quick_check_reads_each_input_once(
    tree: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tree / "specs/pages/en/node/management/groups/get-group.md"
    page.write_text(page.read_text().replace("| code ", "|  kode  ", 1))
    run("build")
    seen: Counter[str] = Counter()
    read = reading._bytes

    def counted(name: str, folder: int | None, *, follow: bool = False) -> bytes:
        seen[name] += folder is None
        return read(name, folder, follow=follow)

    monkeypatch.setattr(reading, "_bytes", counted)
    known = untouched(Path("specs"), Path("generated"))
    assert known
    assert known.found
    inputs = [*tree.glob("specs/**/*.md"), *tree.glob("specs/**/*.yaml")]
    assert {name: count for name, count in seen.items() if count} == dict.fromkeys(
        (str(one.relative_to(tree)) for one in inputs), 1
    )
