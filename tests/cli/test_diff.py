"""`diff` as people and CI use it: what fails, what is agreed to, the version, the changelog, places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from generator.cli import main
from generator.yaml import parse_yaml
from tests.cli.test_options import NODE, PYTHON, project
from tests.printers.test_printers import SARIF, junit_schema

OLD = """openapi: 3.1.0
info: {title: Pets, version: 1.2.3}
paths:
  /pets:
    get:
      operationId: listPets
      summary: Pets
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
    delete:
      operationId: dropPets
      responses:
        '204': {description: gone}
components:
  schemas:
    Pet:
      type: object
      properties:
        name: {type: string}
"""
GONE = (
    OLD.replace("/pets:\n", "/pets:\n    # moved\n").partition("    delete:")[0]
    + OLD[OLD.index("components:") :]
)
TEXT = OLD.replace("summary: Pets", "summary: All pets")
MORE = OLD.replace("        name:", "        age: {type: integer}\n        name:")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def diff(old: str, new: str, *options: str) -> int:
    Path("old.yaml").write_text(old)
    Path("new.yaml").write_text(new)
    return main(["diff", "old.yaml", "new.yaml", *options])


@pytest.mark.parametrize(
    ("new", "fail_on", "code"),
    [
        (GONE, None, 1), (GONE, "breaking", 1), (GONE, "any", 1), (TEXT, None, 0), (TEXT, "breaking", 0),
        (TEXT, "any", 1), (MORE, "breaking", 0), (MORE, "any", 1), (MORE, "warning", 1), (OLD, "any", 0),
        (TEXT, "warning", 0), (TEXT, "note", 1),
    ],
)  # fmt: skip
def test_what_fails(new: str, fail_on: str | None, code: int) -> None:
    assert diff(OLD, new, *(["--fail-on", fail_on] if fail_on else [])) == code


def test_approvals_are_written_hold_and_expire(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed = ("--approvals", "agreed.yaml")
    assert diff(OLD, GONE, *agreed, "--approve", "nobody | called it", "--until", "2027-03-31") == 0
    (row,) = parse_yaml(Path("agreed.yaml").read_text(), "")[0]["approvals"]  # type: ignore[index]
    assert row["reason"] == "nobody | called it"
    assert row["change"] == "operation-removed dropPets"
    for day, code in (("1800000000", 0), ("1900000000", 1)):  # 2027-01-15 and 2030-03-17
        monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
        capsys.readouterr()
        assert diff(OLD, GONE, *agreed, "--fail-on", "any") == code
        shown = capsys.readouterr().out
        assert ("approved: nobody | called it" in shown) is (code == 0)
        assert ("D005 approval-expired" in shown) is (code == 1)
        assert "version step: major" in shown, "what was agreed to is breaking all the same"
    assert diff(OLD, OLD, *agreed) == 0
    assert "agreed.yaml:2:5: warning D007 approval-unused" in capsys.readouterr().out
    assert (
        diff(OLD, GONE.replace("title: Pets", "title: Animals"), *agreed, "--format", "json") == 1
    )
    told = json.loads(capsys.readouterr().out)
    assert [
        one["fingerprint"] for one in told["changes"] if one["code"] == "operation-removed"
    ] == [row["fingerprint"]], "neither the title nor the file name is part of it"


@pytest.mark.parametrize(
    "text", ["", "approvals: 1\n", "approvals: [1]\n", "approvals: [{fingerprint: abc, reason: x}]\n",
             "approvals: [{fingerprint: 0123456789ab}]\n", "approvals: [{fingerprint: 0123456789ab, reason: ' '}]\n",
             "approvals: [{fingerprint: 0123456789ab, reason: x, expires: soon}]\n",
             "approvals: [{fingerprint: 0123456789ab, reason: x, until: 2027-01-01}]\n", "a: [\n"],
)  # fmt: skip
def test_what_is_no_approval_approves_nothing(text: str) -> None:
    Path("agreed.yaml").write_text(text)
    assert diff(OLD, OLD, "--approvals", "agreed.yaml") == 2


def test_the_version_that_is_configured(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Removing an answer's field needs 2.0.0, and docs2sdk.yaml is told where it says less."""
    for folder, version in (("before", "1.0.0"), ("after", "1.1.0"), ("far", "2.0.0")):
        edit = [] if folder == "before" else [["| message | string |", "| message | number |"]]
        project(
            tmp_path / folder, *edit, config=f"clients: {{management: {{version: {version}}}}}\n"
        )
    assert main(["diff", "before/specs", "after/specs", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    (version,) = told["versions"]
    assert version == {
        "client": "management",
        "old": "1.0.0",
        "new": "1.1.0",
        "needed": "major",
        "enough": False,
    }
    (one,) = [one for one in told["diagnostics"] if one["code"] == "D004"]
    assert (one["file"], one["expected"]) == ("after/specs/docs2sdk.yaml", "2.0.0 or above")
    main(["diff", "before/specs", "far/specs", "--format", "json"])
    assert [one["enough"] for one in json.loads(capsys.readouterr().out)["versions"]] == [True]


def test_a_change_of_pages_stands_on_the_rows(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The new version's row first, and the old one's: on lines that have the field."""
    project(tmp_path / "before")
    project(tmp_path / "after", ["| shelves | number |", "| shelves | string |"])
    assert main(["diff", "before/specs", "after/specs", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)["diagnostics"]
    (one,) = [one for one in told if one["code"] == "D001" and "shelves" in one["seen"]]
    assert one["file"] in {f"after/{NODE}", f"after/{PYTHON}"}
    for place in (one, *one["related"]):
        lines = Path(place["file"]).read_text().splitlines()
        assert "shelves" in lines[place["line"] - 1]
    assert [place["file"].partition("/")[0] for place in one["related"]] == ["before"]


def test_a_changelog(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        diff(
            OLD,
            GONE.replace("summary: Pets", "summary: '`All` <b>pets</b> @all'"),
            "--format",
            "markdown",
        )
        == 1
    )
    text = capsys.readouterr().out
    tokens = MarkdownIt("commonmark").parse(text)
    headings = [
        tokens[at + 1].content for at, one in enumerate(tokens) if one.type == "heading_open"
    ]
    assert headings == [
        "`pets` `1.2.3` (needs a major step: 2.0.0 or above)",
        "Breaking changes",
        "Documentation",
    ]
    children = [child for one in tokens for child in one.children or ()]
    assert {one.type for one in children} <= {"text", "code_inline", "softbreak"}
    assert "@" not in "".join(one.content for one in children if one.type == "text")
    assert diff(OLD, OLD, "--format", "markdown") == 0
    assert capsys.readouterr().out == "No change.\n"


@pytest.mark.parametrize("command", ["lint specs", "check", "diff before/specs specs"])
def test_reports_suit_their_schemas(
    command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """What programs read of lint, check and diff: SARIF by the official schema, JUnit by Jenkins' schema."""
    project(tmp_path / "before")
    project(tmp_path, ["| shelves | number |", "| shelves | string |"], ["| yes |", "| maybe |"])
    for form in ("sarif", "junit"):
        assert main([*command.split(), "--format", form]) == 1
        text = capsys.readouterr().out
        if form == "junit":
            junit_schema().validate(text)
        else:
            SARIF.validate(json.loads(text))
            assert json.loads(text)["runs"][0]["results"]
