"""The edits of a maintainer: what is said of each, then the mend that it names, then all is clean.

A case is a folder of `cases/` with an `edit.yaml`:

    edit    pairs of a regular expression and its replacement (the first match counts), on the page
    page    which page of the tree: `main` (default) or `other`, the one of another locale
    move    a new file name; `copy`: a further page, its path with `{folder}` and `{name}` of the page; `delete`: true
    says    regular expressions that lint or check print
    mend    steps: `named` runs the commands that were printed (`spread`, then `build`); a mapping is an edit as above,
            or `{config: text}` which is added to docs2sdk.yaml
    twins   a regular expression that stands in so many pages afterwards: [expression, number of pages at least]
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.yaml import parse_yaml

CASES = Path(__file__).parent / "cases"
Run = Callable[[Sequence[str]], tuple[int, str]]
"""Runs `docs2sdk` with arguments in the project's folder: exit code, and all that was printed."""
_NAMED = re.compile(r"`docs2sdk (spread [^`]+)`")


@dataclass(frozen=True)
class Project:
    """A folder with `specs` and `generated`, built and clean; `pages` by the names that cases use."""

    root: Path
    pages: Mapping[str, str]

    def path(self, name: str) -> Path:
        return self.root / self.pages[name]


def cases() -> list[str]:
    return sorted(path.parent.name for path in CASES.glob("*/edit.yaml"))


def case_of(name: str) -> dict[str, Any]:
    text = (CASES / name / "edit.yaml").read_text(encoding="utf-8")
    value = parse_yaml(text, name)[0]
    assert isinstance(value, dict)
    return value


def tried(project: Project, name: str, run: Run) -> str:
    """Do the edit, read what is said, do what it names; the first thing that is not as it should be, or nothing."""
    case = case_of(name)
    page = project.path(case.get("page", "main"))
    edit(project, page, case)
    said = "".join(run(words)[1] for words in (["lint", "--notes"], ["check"]))
    for wanted in case.get("says", ()):
        if not re.search(wanted, said):
            return f"{wanted!r} is not said:\n{said}"
    for step in case.get("mend", ()):
        if why := mended(project, page, step, said, run):
            return why
    for words in (["build"], ["check", "--full"], ["lint"]):
        code, out = run(words)
        if code:
            return f"{words} gives {code} after the mend:\n{out}"
    pattern, count = case.get("twins", ("", 0))
    found = [one for one in pages_of(project) if re.search(pattern, one)]
    return "" if len(found) >= count else f"{pattern!r} stands on {len(found)} pages"


def pages_of(project: Project) -> list[str]:
    """The pages as texts; spaces that lay out tables do not count."""
    texts = (path.read_text(encoding="utf-8") for path in project.root.glob("specs/**/*.md"))
    return [re.sub(" +", " ", text) for text in texts]


def edit(project: Project, page: Path, what: Mapping[str, Any]) -> None:
    """One change of the pages, or of the configuration."""
    text = page.read_bytes().decode("utf-8") if page.exists() else ""
    for pattern, replacement in what.get("edit", ()):
        text, count = re.subn(pattern, replacement, text, count=1, flags=re.MULTILINE)
        assert count, f"{pattern!r} is not on {page}"
    if "copy" in what:
        target = (
            project.root
            / "specs/pages"
            / what["copy"].format(folder=folder(project, page), name=page.name)
        )
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8"))
    elif what.get("delete"):
        page.unlink()
    elif "config" in what:
        with (project.root / "specs/docs2sdk.yaml").open("a", encoding="utf-8") as file:
            file.write(what["config"])
    elif "move" in what:
        page.with_name(what.get("from", page.name)).rename(
            page.with_name(what["move"].format(name=page.name))
        )
    else:
        page.write_bytes(text.encode("utf-8"))


def folder(project: Project, page: Path) -> str:
    """The page's folder, from that of its edition."""
    return "/".join(page.relative_to(project.root / "specs/pages").parts[1:-1])


def mended(project: Project, page: Path, step: Any, said: str, run: Run) -> str:
    """Do one step of a mend; why it can not be done."""
    if step != "named":
        edit(project, page, step)
        return ""
    commands = dict.fromkeys(_NAMED.findall(said))
    for command in commands:
        code, out = run([*command.split(" "), "--write"])
        if code:
            return f"{command} gives {code}:\n{out}"
    return "" if commands else f"no command is named:\n{said}"


def laid_out(origin: Path, root: Path) -> None:
    """A fresh copy of a project."""
    shutil.copytree(origin, root, dirs_exist_ok=True)
