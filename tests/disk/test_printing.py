"""What is printed: harmless on terminals and in logs of CI, in any encoding, with paths that can be opened."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import product
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
import yaml

from generator.printers import PRINTERS, render_diagnostics
from generator.printers.json_form import dumps
from generator.source import Span, diagnostic
from generator.source.visible import harmless, visible
from tests.disk.conftest import Run

PAGE = "specs/pages/en/node/management/groups/get-group.md"
COMMANDS = [
    "::add-matcher::x.json", "::set-output name=a::b", "::stop-commands::pwn", "::error file=a,line=1::b", "::debug::x",
    "::add-path::/tmp", "::set-env name=A::b", "::group::x", "::add-mask::e", "::::", "##[set-output name=a;]b",
    "##[add-path]/tmp", "##[error]x", "##vso[task.setvariable variable=a]b", "##teamcity[buildNumber '1']", "##[group]",
]  # fmt: skip
LEADS = [
    "",
    " ",
    "\t",
    "  \t ",
    "\u00a0",
    "\u2003",
    "\u3000",
    "x ",
    "| ",
    "\ufeff",
    "\x0b",
    "\x0c",
    "\x85",
    "\r",
    "\u2028",
    "\x1b[2K",
]
CONTROLS = [chr(code) for code in (*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0))]
BIDI = [
    *map(chr, (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    "\u2028",
    "\u2029",
    "\ufeff",
    "\u00ad",
    "\U000e0041",
]
SEQUENCES = [
    "\x1b]0;title\x07",
    "\x1b]8;;http://x\x1b\\a",
    "\x1b[31m",
    "\x9b31m",
    "\x1bP0q\x1b\\",
    "\x1b[6n",
    "\x08\x08\x08",
    "a\rb",
    "\x1b[?1049h",
]


def runs(line: str) -> bool:
    """Would GitHub's runner run the line? Written from actions/runner, `ActionCommand.TryParseV2` and `TryParse`.

    `TrimStart` of .NET takes white space of Unicode away. Azure and TeamCity: `##name[`.
    """
    trimmed = line.lstrip()
    second = trimmed.startswith("::") and "::" in trimmed[2:]
    return second or bool(re.search(r"##\w*\[", line))


def is_harmless(text: str) -> bool:
    unseen = [
        c
        for c in text
        if c not in "\n\t" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    ]
    return not [c for c in unseen if c not in "\u200c\u200d"] and not any(
        map(runs, text.split("\n"))
    )


@pytest.mark.parametrize(("lead", "command"), list(product(LEADS, COMMANDS)))
def test_no_line_is_a_command(lead: str, command: str) -> None:
    text = f"first\n{lead}{command}\nlast"
    assert is_harmless(harmless(text))
    assert harmless(harmless(text)) == harmless(text)
    for form in PRINTERS:
        found = [diagnostic("P010", Span(f"{lead}{command}.md", 1, 1), text, text, text)]
        printed = render_diagnostics(found, {found[0].span.file: [lead + command]}, form)
        if form in {"text", "junit"}:
            printed = harmless(printed)
        lines = printed.split("\n")
        ours = re.compile(r"::(error|warning|notice) file=")
        assert all(ours.match(line) or is_harmless(line) for line in lines), printed


@pytest.mark.parametrize("character", [*CONTROLS, *BIDI, *SEQUENCES])
def test_no_character_reaches_a_terminal(character: str) -> None:
    text = f"a{character}b\n{character}"
    assert is_harmless(harmless(text))
    assert is_harmless(visible(text))
    assert json.loads(dumps({"a": text})) == {"a": text}
    assert is_harmless(dumps({"a": text}))


@pytest.mark.parametrize("command", COMMANDS)
def test_json_keeps_what_it_hides(command: str) -> None:
    assert json.loads(dumps({command: [command]})) == {command: [command]}
    assert is_harmless(dumps({command: [command]}))


HOSTILE = "\n".join(
    f"{a}{b}"
    for a, b in zip(LEADS * 9, [*COMMANDS, *CONTROLS[1:], *BIDI, *SEQUENCES], strict=False)
)


@pytest.mark.parametrize("command", ["check", "check --full", "fmt --diff", "fmt --check", "lint", "build",
                                     "roundtrip", "explain getGroup", "diff", "fmt --write"])  # fmt: skip
def test_pages_and_outputs_are_printed_harmless(tree: Path, run: Run, command: str) -> None:
    page = tree / PAGE
    text = page.read_text()
    page.write_text(
        text.replace("\n## ", f"\n\n{HOSTILE}\n\n## ", 1).replace("| code ", "|  code  ", 1)
    )
    (tree / "generated/python/README.md").write_text(HOSTILE)
    words = command.split()
    where = {"check": [], "build": ["--force"], "explain": ["specs"], "diff": [PAGE, "specs/pages"]}
    done = run(*words, *where.get(words[0], ["specs/pages"]))
    assert is_harmless(done.stdout), [
        line for line in done.stdout.split("\n") if not is_harmless(line)
    ]
    assert is_harmless(done.stderr), [
        line for line in done.stderr.split("\n") if not is_harmless(line)
    ]


ENCODINGS = [
    {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]  # fmt: skip


@pytest.mark.parametrize("environment", ENCODINGS, ids=["ascii", "cp1252", "posix"])
def test_no_command_fails_on_the_encoding_of_its_output(
    tree: Path, run: Run, environment: dict[str, str]
) -> None:
    page = tree / PAGE
    text = page.read_text()
    page.write_text(text.replace("| code ", "|  k\u00f6de\u4e2d\U0001f600 ", 1))
    for command in (
        ("lint", "specs"), ("lint", "specs", "--format", "json"), ("lint", "specs", "--format", "junit"),
        ("check",), ("check", "--full"), ("fmt", "--diff", PAGE), ("fmt", PAGE), ("parse", PAGE), ("roundtrip", PAGE),
        ("roundtrip", PAGE, "--format", "json"), ("explain", "getGroup", "specs"), ("diff", PAGE, "specs/pages"),
        ("build",), ("lint", "no-such-\u4e2d.md"),
    ):  # fmt: skip
        done = run(*command, env=environment, text=False)
        said = done.stdout.decode("latin-1"), done.stderr.decode("latin-1")  # type: ignore[attr-defined]
        assert "Traceback" not in "".join(said)
        assert "internal error" not in "".join(said), said
    fmt = run("fmt", PAGE, env=environment, text=False).stdout
    assert "k\u00f6de\u4e2d\U0001f600" in fmt.decode()  # type: ignore[attr-defined]
    assert yaml.safe_load(run("parse", PAGE, env=environment, text=False).stdout)


def spoiled(tree: Path) -> None:
    page = tree / PAGE
    page.write_text(page.read_text().replace("| code ", "|  kode  ", 1))
    (tree / "generated/openapi/management.yaml").write_text("mine\n")


def named(command: tuple[str, ...], form: str, out: str) -> set[str]:
    """The files that findings name."""
    if form == "text":
        return set(re.findall(r"^(\S+?):\d+:\d+: (?:error|warning|note) ", out, re.MULTILINE))
    if form == "json":
        return {one["file"] for one in json.loads(out)["diagnostics"]}
    if form == "github":
        return {unquote(one) for one in re.findall(r"^::\w+ file=([^,]+),", out, re.MULTILINE)}
    if form == "sarif":
        results = json.loads(out)["runs"][0]["results"]
        places = [
            place for one in results for place in one["locations"] + one.get("relatedLocations", [])
        ]
        return {one["physicalLocation"]["artifactLocation"]["uri"] for one in places}
    if form == "markdown":
        return set(re.findall(r"^- `(\S+?):\d+:\d+`: ", out, re.MULTILINE))
    return {str(suite.get("file")) for suite in ET.fromstring(out).iter("testsuite")}  # noqa: S314


@pytest.mark.parametrize("form", list(PRINTERS))
@pytest.mark.parametrize("command", ["lint specs", "lint ./specs", "lint {root}/specs", "lint specs/pages/en/node",
                                     f"lint {PAGE}", "build", "check", "check --full"])  # fmt: skip
def test_findings_name_files_that_can_be_opened(
    tree: Path, run: Run, command: str, form: str
) -> None:
    spoiled(tree)
    words = tuple(command.format(root=tree).split())
    done = run(*words, "--format", form)
    files = named(
        words, form, done.stderr if form == "text" and words[0] != "lint" else done.stdout
    )
    assert files
    assert [name for name in files if not (tree / name).is_file()] == []
    assert form not in {"sarif", "github"} or not any(name.startswith("/") for name in files)


@pytest.mark.parametrize("form", list(PRINTERS))
def test_findings_from_a_folder_inside(
    tree: Path, run: Run, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    spoiled(tree)
    (tree / ".git").mkdir()
    monkeypatch.chdir(tree / "specs")
    done = run("lint", ".", "--format", form)
    start = tree if form in {"sarif", "github", "markdown"} else tree / "specs"
    assert [name for name in named((), form, done.stdout) if not (start / name).is_file()] == []


def test_the_last_findings_are_told_with_the_same_paths(tree: Path, run: Run) -> None:
    spoiled(tree)
    run("build", "--force")
    quick, full = run("check", code=1).stderr, run("check", "--full", code=1).stderr
    assert f"{PAGE}:" in quick
    # Hints differ: the last build saw which page was edited, this one sees no edit since.
    assert [line for line in quick.splitlines() if "hint:" not in line] == [
        line for line in full.splitlines() if "hint:" not in line
    ]


def test_other_messages_name_files_that_can_be_opened(tree: Path, run: Run) -> None:
    spoiled(tree)
    assert f"+++ b/{PAGE}" in run("fmt", "--diff", PAGE, code=1).stdout
    assert run("fmt", "--check", PAGE).stdout == f"{PAGE}\n"
    assert "+++ b/generated/openapi/management.yaml" in run("check", code=1).stdout
    assert f"{PAGE}:" in run("check", code=1).stdout
    (tree / "generated/python/README.md").unlink()
    assert "generated/python/README.md:1:1" in run("check", code=1).stderr
    assert f"formatted {PAGE}" in run("fmt", "--write", PAGE).stderr
    (tree / "specs/docs2sdk.yaml").write_text("clientz: {}\n")
    assert "specs/docs2sdk.yaml:1:1" in run("build", code=2).stderr
    assert "specs/docs2sdk.yaml:1:1" in run("lint", "specs").stdout
    page = tree / PAGE
    page.write_text(page.read_text().replace("## Request", "strange\n\n## Request"))
    different = json.loads(run("roundtrip", "specs/pages", "--format", "json").stdout)["different"]
    assert all((tree / one["path"]).is_file() for one in different)
    assert "path: en/node" in run("parse", PAGE).stdout
