"""The GitHub Action, its steps run as a runner does: bash, a fake event, a real repository with a base branch.

What a runner does is taken from GitHub's documentation: "Metadata syntax for GitHub Actions", "Workflow commands".
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from generator.cli.parser import parser
from generator.yaml import parse_yaml
from tests.cli.test_options import NODE, PYTHON, project

ROOT = Path(__file__).resolve().parents[2]
ACTION = ROOT / ".github" / "actions" / "docs2sdk"
EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")
COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::")
TYPED = ["| shelves | number |", "| shelves | string |"]
DAMAGED = ["| kitchenId | string | yes |", "| kitchenId | string | maybe |"]


@dataclass
class Job:
    """What a run of the Action leaves: exit codes, logs and outputs by step, and the summary."""

    home: Path
    code: int = 0
    logs: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        return (self.home / "summary.md").read_text()

    @property
    def annotations(self) -> list[tuple[str, str, dict[str, str]]]:
        """Of which step, of which kind, with which properties."""
        return [
            (step, found[1], dict(pair.partition("=")[::2] for pair in found[2].split(",")))
            for step, log in self.logs.items()
            for line in log.splitlines()
            if (found := COMMAND.match(line))
        ]


def action() -> dict[str, Any]:
    value: Any = parse_yaml((ACTION / "action.yml").read_text(), "action.yml")[0]
    return value  # type: ignore[no-any-return]


def shims(home: Path) -> Path:
    """Programs that the steps call: ours, and a pip that installs nothing but says what it was asked for."""
    folder = home / "bin"
    folder.mkdir()
    ours = f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m generator "$@"\n'
    pip = f'#!/bin/sh\nprintf "%s\\n" "$@" > {home}/installed\n'
    for name, text in (("docs2sdk", ours), ("python", pip)):
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    return folder


def run_job(home: Path, work: Path, base: str, **inputs: str) -> Job:
    """Run all steps; one that fails ends the job."""
    said = action()
    job = Job(home)
    path = f"{shims(home)}:{os.environ['PATH']}"
    known = {"github.action_path": str(ACTION), "github.base_ref": base}
    for name, one in said["inputs"].items():
        value = str(inputs.get(name.replace("-", "_"), one.get("default", "")))
        known[f"inputs.{name}"] = EXPRESSION.sub(lambda at: known[at[1]], value)
    known |= {"": ""}

    def filled(text: str) -> str:
        return EXPRESSION.sub(lambda at: known.get(at[1], ""), text)

    for step in said["runs"]["steps"]:
        assert not EXPRESSION.search(step["run"]), "a value in the text of a command would be code"
        assert step["shell"] == "bash"
        script, output = home / f"{step['id']}.sh", home / f"{step['id']}.output"
        script.write_text(step["run"])
        output.touch()
        environment = {
            "PATH": path, "HOME": str(home), "RUNNER_TEMP": str(home), "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(home / "summary.md"), "LANG": "C.UTF-8",
            **{key: filled(value) for key, value in step.get("env", {}).items()},
        }  # fmt: skip
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script],
            cwd=work / filled(step.get("working-directory", ".")),
            env=environment, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        job.logs[step["id"]] = done.stdout
        for line in output.read_text().splitlines():
            name, _, value = line.partition("=")
            known[f"steps.{step['id']}.outputs.{name}"] = value
            job.values[f"{step['id']}.{name}"] = value
        job.code = done.returncode
        if job.code:
            break
    return job


def git(work: Path, *arguments: str) -> None:
    names = ("-c", "user.name=a", "-c", "user.email=a@a.test", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *names, *arguments], cwd=work, check=True, capture_output=True)


def repository(home: Path, base: str = "main", inside: str = "") -> Path:
    """A clone on a new branch of an origin whose base branch is clean."""
    work = home / "work"
    project(work / inside, config="clients: {management: {version: 1.0.0}}\n")
    build = [sys.executable, "-m", "generator", "build"]
    place = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(build, cwd=work / inside, env=place, check=True, capture_output=True)
    git(home, "init", "--bare", "origin.git")
    for arguments in (
        ("init",), ("checkout", "-b", base), ("add", "."), ("commit", "-m", "base"),
        ("remote", "add", "origin", str(home / "origin.git")), ("push", "origin", f"HEAD:refs/heads/{base}"),
        ("checkout", "-b", "feature"),
    ):  # fmt: skip
        git(work, *arguments)
    return work


def test_a_clean_branch(tmp_path: Path) -> None:
    job = run_job(tmp_path, repository(tmp_path), "main")
    assert (job.code, job.annotations) == (0, [])
    assert (job.values["check.code"], job.values["lint.code"], job.values["diff.code"]) == (
        "0",
        "0",
        "0",
    )
    assert job.summary.count("No findings.") == 2
    assert "No change." in job.summary
    installed = (tmp_path / "installed").read_text().splitlines()
    assert installed[:3] == ["-m", "pip", "install"]
    package = Path(installed[-1].removesuffix("[samples]")).resolve()
    assert (package / "pyproject.toml").is_file()


def test_an_edited_branch(tmp_path: Path) -> None:
    """Drift, damage and a breaking change: each told by its step, on edited rows; the job fails at its end."""
    work = repository(tmp_path)
    project(work, TYPED, DAMAGED, config="clients: {management: {version: 1.0.0}}\n")
    job = run_job(tmp_path, work, "main")
    assert job.code == 1
    assert {name: job.values[f"{name}.code"] for name in ("check", "lint", "diff")} == (
        {"check": "1", "lint": "1", "diff": "1"}
    )
    placed = [one for *_, one in job.annotations if "file" in one]
    assert placed
    for one in placed:
        lines = (work / one["file"]).read_text().splitlines()
        assert 1 <= int(one["line"]) <= len(lines), one
    told = {
        (step, one["title"].split(" ")[0]): (work / one["file"])
        .read_text()
        .splitlines()[int(one["line"]) - 1]
        for step, _, one in job.annotations
        if "file" in one
    }
    assert "| maybe |" in told["lint", "P025"]
    assert told["diff", "D001"].startswith("| shelves | string |")
    assert {step for step, *_ in job.annotations} == {"check", "lint", "diff"}
    assert "### Breaking changes" in job.summary
    comment = Path(job.values["report.comment"]).read_text()
    assert comment == job.summary
    assert str(tmp_path) not in "".join(one["file"] for one in placed)


def test_what_is_gone_has_a_text_and_no_file(tmp_path: Path) -> None:
    """In a folder of the repository, with a base branch whose name would be code in a command."""
    base = "main-$(touch${IFS}pwned)"
    work = repository(tmp_path, base, "docs")
    second = NODE.replace("get-kitchen", "see-kitchen")
    for name in (NODE, PYTHON):
        page = work / "docs" / name
        page.with_name(Path(second).name).write_text(
            page.read_text().replace("getKitchen", "seeKitchen")
        )
        page.unlink()
    job = run_job(tmp_path, work, base, directory="docs")
    assert job.values["diff.code"] == "1"
    assert [one for step, _, one in job.annotations if step == "diff"] != []
    for *_, one in job.annotations:
        assert "file" not in one or (work / one["file"]).is_file()
    assert list(tmp_path.rglob("pwned")) == []


def test_many_findings_stay_within_the_limits(tmp_path: Path) -> None:
    work = repository(tmp_path)
    for number in range(30):
        for name, text in (
            (NODE, (work / NODE).read_text()),
            (PYTHON, (work / PYTHON).read_text()),
        ):
            own = text.replace("etKitchen", f"etKitchen{number}").replace(DAMAGED[0], DAMAGED[1])
            (work / name.replace("get-kitchen", f"get-kitchen-{number}")).write_text(own)
    job = run_job(tmp_path, work, "main")
    assert max(Counter((step, kind) for step, kind, _ in job.annotations).values()) <= 10
    assert len(job.annotations) <= 50
    assert "findings are in the log only" in job.logs["lint"]
    assert len(Path(job.values["report.comment"]).read_text()) < 65_536


@pytest.mark.parametrize("base", ["", "main"])
def test_without_something_to_compare_with(tmp_path: Path, base: str) -> None:
    work = repository(tmp_path)
    (work / "specs").rename(work / "pages")
    job = run_job(tmp_path, work, base, specs="pages", fail_on="any")
    assert job.values["diff.code"] == "0"
    assert ("no base branch" in job.summary) is not bool(base)


def test_the_hooks_are_commands() -> None:
    """Each entry parses, with a page where pre-commit gives names of files."""
    hooks: Any = parse_yaml((ROOT / ".pre-commit-hooks.yaml").read_text(), "hooks")[0]
    assert [one["id"] for one in hooks] == ["docs2sdk-check", "docs2sdk-lint", "docs2sdk-fmt"]
    for one in hooks:
        program, *arguments = one["entry"].split()
        assert program == "docs2sdk"
        given = [] if one.get("pass_filenames") is False else ["specs/pages/a.md"]
        assert parser().parse_args([*arguments, *given]).command == one["id"].removeprefix(
            "docs2sdk-"
        )
        assert re.compile(one["files"])
