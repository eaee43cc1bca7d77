"""Options about findings, on the command line as users have it: a process, pipes, a terminal."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.cli import waiting
from generator.cli.parser import COMMANDS, parser
from tests.cli.test_cli import Done, run
from tests.rules.fixtures import HERE, edited, pages_of, write

NODE = "specs/pages/en/node/management/kitchens/get-kitchen.md"
PYTHON = NODE.replace("/node/", "/python/")
DAMAGE = [["| kitchenId | string | yes |", "| kitchenId | string | maybe |"]]
SHORT = [['    "tags": [],\n', ""], ["| tags | array | no |", "| tags | array | yes |"]]


def project(root: Path, *pairs: list[str], config: str = "") -> None:
    """A specs folder with the page of the rules' fixtures in two editions."""
    (text,) = pages_of(HERE / "clean-example.md").values()
    page = edited(text, pairs)
    write(root, {"specs/docs2sdk.yaml": config, NODE: page, PYTHON: page})


def codes(done: Done) -> list[str]:
    return [one["code"] for one in json.loads(done.stdout)["diagnostics"]]


def lint(root: Path, *options: str) -> Done:
    return run("lint", *options, cwd=root)


def test_lint_without_a_path_lints_specs(tmp_path: Path) -> None:
    project(tmp_path, *DAMAGE)
    done = lint(tmp_path)
    assert done.returncode == 1
    assert done.stdout == run("lint", "specs", cwd=tmp_path).stdout != ""
    assert done.stderr == "2 warnings\n"


def test_notes_are_told_when_they_are_asked_for(tmp_path: Path) -> None:
    project(tmp_path, *SHORT)
    assert (lint(tmp_path).returncode, codes(lint(tmp_path, "--format", "json"))) == (0, [])
    for options in (("--notes",), ("--select", "S02"), ("--fail-on", "note")):
        done = lint(tmp_path, "--format", "json", *options)
        assert codes(done) == ["S022"]
        assert done.returncode == int("--fail-on" in options)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("lint", 1), ("lint --fail-on error", 0), ("lint --exit-zero", 0), ("lint --ignore P025", 0),
        ("lint --ignore P,A", 0), ("lint --select S", 0), ("lint --select S --select P02", 1),
        ("parse specs/pages", 0), ("parse specs/pages --fail-on warning", 1), ("build", 0),
        ("build --fail-on warning", 1), ("check --fail-on note", 1), ("lint --select Z", 2),
        ("lint --fail-on never", 2), ("lint gone.md --exit-zero", 2),
    ],
)  # fmt: skip
def test_what_fails(tmp_path: Path, command: str, code: int) -> None:
    project(tmp_path, *DAMAGE)
    assert run(*command.split(), cwd=tmp_path).returncode == code


def test_an_error_fails_whatever_is_asked(tmp_path: Path) -> None:
    project(tmp_path, ["ID of the kitchen.", "ID | of | the | kitchen."])
    for name in ("note", "warning", "error"):
        for command in ("lint", "parse specs/pages", "build"):
            assert run(*command.split(), "--fail-on", name, cwd=tmp_path).returncode == 1


def test_statistics_output_file_and_formats(tmp_path: Path) -> None:
    project(tmp_path, *DAMAGE)
    assert lint(tmp_path, "--statistics").stdout.split() == (
        ["2", "facts", "2", "places", "P025", "warning", "unknown-required"]
    )
    done = lint(tmp_path, "--format", "junit", "--output-file", "report.xml")
    assert (done.returncode, done.stdout) == (1, "")
    assert ET.parse(tmp_path / "report.xml").getroot().get("failures") == "2"  # noqa: S314 - ours
    for command in ("check", "build", "lint"):
        value = json.loads(run(command, "--format", "sarif", cwd=tmp_path).stdout)
        assert value["version"] == "2.1.0"


def test_a_baseline_makes_an_old_tree_green(tmp_path: Path) -> None:
    project(tmp_path, *DAMAGE)
    known = ("--baseline", "known.json")
    assert lint(tmp_path, *known, "--update-baseline").returncode == 0
    assert lint(tmp_path, *known).returncode == 0
    page = tmp_path / NODE
    page.write_text("# Before\n\n" + page.read_text().replace("# Get", "## Get", 1))
    assert "P025" not in lint(tmp_path, *known).stdout, "lines have moved"
    project(tmp_path, *DAMAGE, ["| message | string |", "| message | strange |"])
    done = lint(tmp_path, *known, "--format", "json")
    assert (done.returncode, set(codes(done))) == (1, {"P023"})
    project(tmp_path)
    done = lint(tmp_path, *known, "--notes")
    assert (done.returncode, "B032" in done.stdout) == (0, True)
    assert lint(tmp_path, "--baseline", "gone.json").returncode == 2


def test_severities_and_exclusions_of_the_configuration(tmp_path: Path) -> None:
    project(tmp_path, *DAMAGE, config='rules: {P025: {"en/node": "error", "en/python": "off"}}\n')
    done = lint(tmp_path, "--format", "json")
    (one,) = json.loads(done.stdout)["diagnostics"]
    assert (one["severity"], done.returncode) == ("error", 1)
    assert "/node/" in one["file"]
    assert run("build", cwd=tmp_path).returncode == 1
    done = run("check", "--format", "json", cwd=tmp_path)
    (one,) = json.loads(done.stdout)["diagnostics"]
    assert (one["code"], one["severity"]) == ("P025", "error"), "the last build's findings, as then"
    project(tmp_path, *DAMAGE, config="rules: {P: off}\n")
    assert lint(tmp_path).returncode == 0
    assert run("build", "--fail-on", "warning", cwd=tmp_path).returncode == 0
    project(tmp_path, *DAMAGE, config="exclude: [pages/en/python, 'node/**/get-*.md']\n")
    write(tmp_path, {NODE.replace("get-kitchen", "see-kitchen"): (tmp_path / NODE).read_text()})
    done = lint(tmp_path, "--format", "json")
    assert ["see-kitchen" in one["file"] for one in json.loads(done.stdout)["diagnostics"]] == [
        True
    ]
    write(tmp_path, {NODE.replace("get-kitchen", "see-kitchen"): None})
    project(tmp_path, *DAMAGE, config="rules: {P025: off}\nexclude: [gone]\n")
    assert lint(tmp_path, "specs/pages/en", "--format", "json").returncode == 0, "of a folder above"
    done = lint(tmp_path, "--format", "json")
    (one,) = json.loads(done.stdout)["diagnostics"]
    assert (one["code"], one["line"], one["seen"]) == ("C002", 2, "pattern `gone`")
    project(tmp_path, config="rules: {Z: off}\n")
    assert "no code begins with Z" in lint(tmp_path).stdout
    project(tmp_path, config="rules: {P025: fatal}\n")
    done = lint(tmp_path, "--format", "json")
    assert (codes(done), done.returncode) == (["C001"], 1)


@pytest.mark.parametrize(
    "folder", ["node_modules", ".venv", ".git", "site-packages", "__pycache__"]
)
def test_folders_of_tools_are_never_read(tmp_path: Path, folder: str) -> None:
    project(tmp_path)
    write(tmp_path, {f"specs/pages/en/node/{folder}/some/README.md": "# Some\n"})
    write(tmp_path, {"specs/pages/en/env/pyvenv.cfg": "", "specs/pages/en/env/a.md": "# Some\n"})
    assert (lint(tmp_path).returncode, lint(tmp_path, "--notes").stdout) == (0, "")
    done = run("roundtrip", ".", "--format", "json", cwd=tmp_path)
    assert json.loads(done.stdout)["pages"] == 2


def test_a_suppression_is_kept_and_leaves_no_trace(tmp_path: Path) -> None:
    """In one edition only: neither its page nor that of the other edition is printed otherwise."""
    comment = "<!-- docs2sdk: ignore S022 -- short on purpose -->"
    for place in ("## Request response\n", "A page for tests of the rules.\n"):
        project(tmp_path, *SHORT)
        page = tmp_path / NODE
        page.write_text(page.read_text().replace(place, f"{place}\n{comment}\n"))
        done = lint(tmp_path, "--notes", "--format", "json")
        told = json.loads(done.stdout)["diagnostics"]
        assert [(one["code"], "/python/" in one["file"]) for one in told] == [("S022", True)]
        assert run("build", "--fail-on", "warning", cwd=tmp_path).returncode == 0
        for name in (NODE, PYTHON):
            printed = tmp_path / name.replace("specs/pages", "generated/reference")
            assert printed.read_bytes() == (tmp_path / name).read_bytes()
        for tree in ("python", "typescript"):
            texts = (tmp_path / "generated" / tree).rglob("*.*")
            assert not any(b"docs2sdk: ignore" in path.read_bytes() for path in texts)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("--verson", "--version"), ("biuld", "build"), ("lnit", "lint"), ("lint --formt json", "--format"),
        ("lint --format jsn", "json"), ("build --forse", "--force"), ("diff a b --fail-onn x", "--fail-on"),
    ],
)  # fmt: skip
def test_what_was_probably_meant(typed: str, meant: str) -> None:
    done = run(*typed.split())
    assert done.returncode == 2
    assert f"did you mean `{meant}`?" in done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_examples_that_parse_and_exit_codes(name: str) -> None:
    text = run(name, "--help").stdout
    assert "exit codes: 0 clean, 1 findings or drift, 2 " in text
    examples = [line for line in text.splitlines() if line.startswith("  docs2sdk ")]
    assert examples
    for line in examples:
        assert parser().parse_args(line.split()[1:]).command == name


def test_version() -> None:
    assert run("--version").stdout.startswith("docs2sdk ")


def on_a_terminal(root: Path, *arguments: str, **environment: str) -> str:
    """What a terminal shows."""
    mine, theirs = pty.openpty()
    command = [sys.executable, "-m", "generator", *arguments]
    place = {"PYTHONPATH": str(Path(__file__).resolve().parents[2]), "TERM": "xterm", **environment}
    kept = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    child = subprocess.Popen(command, cwd=root, stdout=theirs, stderr=theirs, env=kept | place)
    os.close(theirs)
    shown = b""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            part = os.read(mine, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not part:
            break
        shown += part
    child.wait(60)
    os.close(mine)
    return shown.decode()


def test_colour_is_for_terminals(tmp_path: Path) -> None:
    project(tmp_path, *DAMAGE)
    assert "\x1b[33mwarning\x1b[0m" in on_a_terminal(tmp_path, "lint")
    assert "\x1b[" not in on_a_terminal(tmp_path, "lint", NO_COLOR="1")
    assert "\x1b[" not in on_a_terminal(tmp_path, "lint", TERM="dumb")
    assert "\x1b[" not in on_a_terminal(tmp_path, "lint", "--format", "json")
    assert "\x1b[" not in on_a_terminal(tmp_path, "lint", NO_COLOR="1", FORCE_COLOR="1")
    assert "\x1b[33mwarning\x1b[0m" in on_a_terminal(tmp_path, "lint", FORCE_COLOR="1", TERM="dumb")
    assert "\x1b[" not in lint(tmp_path).stdout
    forced = run("lint", cwd=tmp_path, env={"FORCE_COLOR": "1"})
    assert (
        "\x1b[33mwarning\x1b[0m" in forced.stdout
    ), "CI logs show colours where somebody asks for them"


def test_a_long_run_shows_that_it_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    shown = Terminal()
    monkeypatch.setattr(waiting, "_FIRST", 0.01)
    monkeypatch.setattr(waiting, "_EACH", 0.01)
    monkeypatch.setattr(sys, "stderr", shown)
    with waiting.waiting("build"):
        while "docs2sdk: build … 0 s" not in shown.getvalue():
            time.sleep(0.01)
    assert shown.getvalue().endswith("\r\x1b[K"), "the line is taken away"
    piped = io.StringIO()
    monkeypatch.setattr(sys, "stderr", piped)
    with waiting.waiting("build"):
        time.sleep(0.05)
    assert piped.getvalue() == ""
