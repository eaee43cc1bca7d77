"""Completion as the shells themselves do it; a shell that is not installed is passed over."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from generator.cli.parser import COMMANDS, SHELLS
from tests.cli.test_cli import run

# what is asked of a real shell: the words before the cursor, and what must and must not be offered
CASES = [
    ("", "lint", "--select"),
    ("li", "lint", "build"),
    ("lint --sel", "--select", "--format"),
    ("check --format ", "sarif", "--full"),
    ("diff a.yaml b.yaml --fail-on w", "warning", "note"),
    ("completion ", "fish", "lint"),
]

BASH = """\
source {script}
COMP_WORDS=(docs2sdk {line} {last}) COMP_CWORD={at}
_docs2sdk && printf '%s\\n' "${{COMPREPLY[@]}}"
"""
ZSH = """\
compdef() {{ }}
_describe() {{ print -rl -- "${{(@)commands%%:*}}" | grep -- "^{prefix}" }}
_files() {{ }}
source {script}
words=(docs2sdk {line} {last}) CURRENT={at}+1
_arguments() {{ print -rl -- "$@" }}
_docs2sdk
"""
SCRIPTS = {
    "bash": BASH,
    "zsh": ZSH,
    "fish": "source {script}\ncomplete -C 'docs2sdk {typed}'\n",
}


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("completion")
    for shell in SHELLS:
        (folder / shell).write_text(run("completion", shell).stdout, encoding="utf-8")
    return folder


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(("typed", "offered", "other"), CASES)
def test_a_shell_completes(scripts: Path, shell: str, typed: str, offered: str, other: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell}")
    *before, last = typed.split(" ")
    text = SCRIPTS[shell].format(
        script=scripts / shell,
        line=" ".join(before),
        last=last or "''",
        at=len(before) + 1,
        typed=typed,
        prefix=last,
    )
    program = [shell, *(["-f"] if shell == "zsh" else []), "-c", text]
    done = subprocess.run(program, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    lines = [line.split("\t")[0] for line in done.stdout.splitlines()]
    if shell == "zsh":  # it is told of all options, and filters by itself
        assert offered in done.stdout
    else:
        assert offered in lines
        assert other not in lines


def test_zsh_takes_the_script(scripts: Path, tmp_path: Path) -> None:
    """Zsh's own `_arguments` parses each command's options: a wrong one is told on standard error."""
    if shutil.which("zsh") is None:
        pytest.skip("no zsh")
    text = f"autoload -U compinit; compinit -u -d {tmp_path}/dump; source {scripts / 'zsh'}; whence -w _docs2sdk"
    program = ["zsh", "-f", "-c", text]
    done = subprocess.run(program, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == ("_docs2sdk: function\n", "")


def test_every_command_is_offered(scripts: Path) -> None:
    for shell in SHELLS:
        text = (scripts / shell).read_text(encoding="utf-8")
        assert [name for name in COMMANDS if name not in text] == []
