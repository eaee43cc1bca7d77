"""A page that can no longer be read holds its client back; the reference never says what its page does not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.build import build, check
from generator.drift.manifest import NAME, STATE
from generator.source import Diagnostic
from tests.pages.support import PROJECT, page_text

ROW = "| id | string | Yes | - | What it is | `x` |"
OTHER = ROW.replace("id", "other")
PATH = "pages/en/node/management/things/create-thing.md"
BROKEN = {
    "shifted": ROW.replace("string | Yes", "string Yes"),
    "tabs": ROW.replace(" | ", "\t").replace("| ", "").replace(" |", ""),
    "conflict": f"<<<<<<< HEAD\n{ROW}\n=======\n{ROW}\n>>>>>>> x",
    "nameless": ROW.replace("id", "  "),
    "unknown type": ROW.replace("string", "strng"),
    "too many": ROW.replace("What it is", "What | it | is"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    specs = tmp_path / "specs"
    for path in (PATH, PATH.replace("node", "python"), PATH.replace("management", "authentication")):
        place = specs / path
        place.parent.mkdir(parents=True)
        text = page_text(ROW, OTHER)
        client = "AuthenticationClient" if "authentication" in path else "ManagementClient"
        place.write_text(text.replace("ManagementClient", client), encoding="utf-8")
    (specs / "docs2sdk.yaml").write_text("", encoding="utf-8")
    return specs


def tree(out: Path) -> dict[str, bytes]:
    own = {NAME, STATE}
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in own
    }


def codes(found: Sequence[Diagnostic]) -> set[str]:
    return {one.code for one in found}


@pytest.mark.parametrize("kind", sorted(BROKEN))
def test_nothing_is_built_over_the_last_good_output(root: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "generated"
    build(root, out)
    before = tree(out)
    page = root / PATH
    sound = page.read_text(encoding="utf-8")
    page.write_text(sound.replace(ROW, BROKEN[kind]), encoding="utf-8")
    outcome = build(root, out)
    assert "B027" in codes(outcome.found)
    assert not outcome.clean
    assert tree(out) == before
    for full in (False, True):
        assert "B027" in codes(check(root, out, full=full).found)
    assert "B027" in codes(build(root, out).found)
    page.write_text(sound.replace("What it is", "What it was"), encoding="utf-8")
    assert "B027" not in codes(build(root, out).found)
    assert b"What it was" in tree(out)["openapi/management.yaml"]


def test_other_clients_go_on(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "generated"
    build(root, out)
    page = root / PATH
    page.write_text(page.read_text("utf-8").replace(ROW, BROKEN["shifted"]), encoding="utf-8")
    other = root / PATH.replace("management", "authentication")
    other.write_text(other.read_text("utf-8").replace("What it is", "New words"), encoding="utf-8")
    before = tree(out)
    build(root, out)
    after = tree(out)
    assert b"New words" in after["openapi/authentication.yaml"]
    assert after["openapi/management.yaml"] == before["openapi/management.yaml"]


def test_force_builds_what_could_be_read(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "generated"
    build(root, out)
    page = root / PATH
    page.write_text(page.read_text("utf-8").replace(ROW, BROKEN["shifted"]), encoding="utf-8")
    before = tree(out)
    assert "B027" not in codes(build(root, out, force=True).found)
    assert tree(out) != before
    assert "B027" not in codes(build(root, out).found)


def test_an_old_tree_is_built_as_it_is_and_its_damage_stays_where_it_is(root: Path, tmp_path: Path) -> None:
    page = root / PATH
    page.write_text(page.read_text("utf-8").replace(ROW, BROKEN["shifted"]), encoding="utf-8")
    out = tmp_path / "generated"
    assert "B027" not in codes(build(root, out).found)
    name = PATH.removeprefix("pages/")
    assert (out / "reference" / name).read_bytes() == page.read_bytes()
    assert build(root, out).written == []


def test_a_page_that_the_others_outvote_stays_as_it_stands(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "generated"
    page = root / PATH.replace("node", "python")
    page.write_text(page.read_text("utf-8").replace(ROW, ROW.replace("Yes", "No")), encoding="utf-8")
    outcome = build(root, out)
    assert "A101" in codes(outcome.found)
    name = PATH.removeprefix("pages/").replace("node", "python")
    assert (out / "reference" / name).read_bytes() == page.read_bytes()


def test_the_project_holds_nothing_back() -> None:
    assert "B027" not in codes(check(PROJECT / "specs", PROJECT / "generated", full=True).found)
