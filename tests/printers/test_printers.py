"""Printers: the bytes of each format for whole cases, and what no document can do to them."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.markdown.width import display_width
from generator.printers import PRINTERS, render_diagnostics
from generator.source import CODES, Diagnostic, Span, diagnostic
from generator.source.visible import is_unseen
from generator.yaml import parse_yaml

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("cases/*/findings.yaml"))
ENDINGS = {
    "text": "txt",
    "json": "json",
    "github": "log",
    "sarif": "sarif",
    "junit": "xml",
    "markdown": "md",
}
JSON_SCHEMA = json.loads(
    (HERE.parents[1] / "generator" / "printers" / "schema.json").read_text(encoding="utf-8")
)
SARIF = jsonschema.Draft4Validator(
    json.loads((HERE / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
)


def _case(name: str) -> tuple[list[Diagnostic], dict[str, list[str]]]:
    path = HERE / "cases" / name / "findings.yaml"
    value: Any = parse_yaml(path.read_text(encoding="utf-8"), name)[0]
    found = [
        Diagnostic(
            Span(one["file"], one["line"], one["column"]),
            one["code"],
            one["seen"],
            one.get("expected", ""),
            one.get("hint", ""),
            tuple(Span(*place) for place in one.get("related", ())),
            tuple(Span(*place) for place in one.get("also", ())),
        )
        for one in value["findings"]
    ]
    return found, {file: text.split("\n") for file, text in value.get("sources", {}).items()}


def printed_case(name: str, form: str) -> str:
    """What is printed, with names for what the table of codes says, since its words may change."""
    found, sources = _case(name)
    text = render_diagnostics(found, sources, form)
    for code in sorted({one.code for one in found}):
        for part in ("meaning", "hint"):
            words = getattr(CODES[code], part)
            spelled = json.dumps(words, ensure_ascii=False)[1:-1]
            for one in (words, spelled, escape(words)):
                text = text.replace(one, f"({part} of {code})")
    return text


@pytest.mark.parametrize("name", CASES)
def test_cases_suit_the_schemas(name: str) -> None:
    """The official schema of SARIF and Jenkins' schema of JUnit accept whatever is printed."""
    found, sources = _case(name)
    _check_sarif(render_diagnostics(found, sources, "sarif"), found)
    _check_junit(render_diagnostics(found, sources, "junit"), found)


@pytest.mark.parametrize("form", sorted(PRINTERS))
@pytest.mark.parametrize("name", CASES)
def test_case(name: str, form: str) -> None:
    """The file beside the findings is what is printed; after a wanted change replace it with the new text."""
    printed = printed_case(name, form)
    expected = HERE / "cases" / name / f"expected.{ENDINGS[form]}"
    assert printed == expected.read_text(encoding="utf-8")


def test_unknown_format() -> None:
    with pytest.raises(KeyError):
        render_diagnostics([], {}, "yaml")


def test_order_does_not_depend_on_the_input() -> None:
    found, sources = _case("lending")
    for form in PRINTERS:
        assert render_diagnostics(found[::-1], sources, form) == render_diagnostics(
            found, sources, form
        )


@pytest.mark.parametrize("count", [10, 11, 16, 40])
def test_github_shows_so_many_annotations_the_worst_first(count: int) -> None:
    """10 of a kind, 16 in all; what is not shown is counted, and stands in the log, where it is no command."""
    mixed = ["P023", "P020", "B023"]
    found = [diagnostic(mixed[at % 3], Span(f"::error::{at}.md", 1), "seen") for at in range(count)]
    lines = render_diagnostics(found, {}, "github").splitlines()
    at = lines.index(next((x for x in lines if x.startswith("::group::")), lines[-1]))
    shown = [line.split(" ")[0] for line in lines[:at] or lines]
    assert Counter(shown).most_common(1)[0][1] <= 10
    assert len(shown) <= 16
    kinds = [line for line in shown if "title=docs2sdk" not in line]
    assert kinds[:-1] == sorted(kinds[:-1], key=["::error", "::warning", "::notice"].index)
    if count > 16:
        rest = [line for line in lines[at + 1 :] if "seen" in line]
        assert len(rest) == count - 15
        assert f"::notice title=docs2sdk::{count - 15} of {count} findings" in "\n".join(lines)
        assert not [line for line in rest if line.startswith("::")]


def test_colour_only_where_it_is_wanted() -> None:
    found, sources = _case("lending")
    plain = render_diagnostics(found, sources, "text")
    coloured = render_diagnostics(found, sources, "text", colour=True)
    assert "\x1b" not in plain
    assert "\x1b[31merror\x1b[0m" in coloured.replace("\x1b[1m", "")
    assert "\x1b" not in render_diagnostics(found, sources, "json", colour=True)


def test_the_caret_stands_below_its_place() -> None:
    line = "| 很多 | " + "x" * 500 + " | here | " + "y" * 500
    for column in (1, 3, 9, 200, line.index("here") + 1, len(line), len(line) + 50):
        found = diagnostic("P023", Span("a.md", 1, column), "this")
        _, shown, caret, *_ = render_diagnostics([found], {"a.md": [line]}).split("\n")
        assert len(shown) < 250
        pointed = caret.rstrip("^")
        at = next(i for i in range(len(shown) + 1) if display_width(shown[:i]) == len(pointed))
        expected = line[min(column - 1, len(line)) :][:4]
        assert shown[at : at + 4].startswith(expected[: len(shown) - at].rstrip("…"))


_TEXT = st.text(
    st.characters()
    | st.sampled_from("\x00\x1b\r\n\t\u2028\u202e\u2066\u200b\ufeff\ufffe%:,<>&\"'\\"),
    max_size=20,
)
_SPANS = st.builds(Span, _TEXT, st.integers(0, 4), st.integers(0, 9))
_FOUND = st.builds(
    Diagnostic,
    _SPANS,
    st.sampled_from(sorted(CODES)),
    _TEXT,
    _TEXT,
    _TEXT,
    st.lists(_SPANS, max_size=2).map(tuple),
)


def _check_text(text: str, found: list[Diagnostic]) -> None:
    heads = re.findall(r"^.*\b(?:error|warning|note) [A-Z]\d{3} ", text, re.MULTILINE)
    assert len(heads) >= len(found)


def _check_json(text: str, found: list[Diagnostic]) -> None:
    value = json.loads(text)
    jsonschema.validate(value, JSON_SCHEMA)
    assert [one["seen"] for one in value["diagnostics"]] == [one.seen for one in sorted(found)]


def _check_github(text: str, found: list[Diagnostic]) -> None:
    lines = text.split("\n")[:-1]
    assert len(lines) == len(found), "so few are all shown"
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    for line in lines:
        properties = line[2:].partition("::")[0].split(" ", 1)[1]
        keys = [pair.partition("=")[0] for pair in properties.split(",")]
        assert keys in (["title"], ["file", "title"], ["file", "line", "col", "title"])


def _check_sarif(text: str, found: list[Diagnostic]) -> None:
    value = json.loads(text)
    SARIF.validate(value)
    run = value["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[one["ruleIndex"]] for one in run["results"]] == [
        one.code for one in sorted(found)
    ]


@cache
def junit_schema() -> Any:
    """JUnit's schema; read when it is asked for, since that takes a while."""
    import xmlschema

    return xmlschema.XMLSchema(HERE / "schemas" / "junit-10.xsd")


def _check_junit(text: str, found: list[Diagnostic]) -> None:
    junit_schema().validate(text)
    root = ET.fromstring(text)  # noqa: S314 - our own text
    cases = root.findall("testsuite/testcase")
    assert len(cases) == max(len(found), 1) == int(root.attrib["tests"])
    assert len(root.findall("testsuite/testcase/failure")) == int(root.attrib["failures"])


def _check_markdown(text: str, found: list[Diagnostic]) -> None:
    """One list item for each finding, and in its HTML no text of a document is anything but code."""
    parsed = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    assert sum(token.type == "list_item_open" for token in parsed) == len(found)
    inline = [child for token in parsed for child in token.children or ()]
    kinds = {"text", "code_inline", "strong_open", "strong_close"}
    assert {child.type for child in inline} <= kinds
    plain = "".join(child.content for child in inline if child.type == "text")
    assert re.fullmatch(r"[A-Za-z0-9 ,.:-]*", plain)


CHECKS = {
    "text": _check_text,
    "json": _check_json,
    "github": _check_github,
    "sarif": _check_sarif,
    "junit": _check_junit,
    "markdown": _check_markdown,
}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(_FOUND, max_size=4), st.dictionaries(_TEXT, st.lists(_TEXT, max_size=3), max_size=2)
)
def test_documents_can_not_harm(found: list[Diagnostic], sources: dict[str, list[str]]) -> None:
    """Each format stays well-formed, says as many findings, and shows no character that is not seen."""
    known = sources | {one.span.file: [one.seen, one.expected, one.hint] for one in found}
    for form, check in CHECKS.items():
        text = render_diagnostics(found, known, form)
        assert not [c for c in text if c != "\n" and is_unseen(c)]
        check(text, found)


def test_a_long_cell_makes_no_long_output() -> None:
    cell = "\x1b" * 1_000_000
    found = [diagnostic("P023", Span("a.md", 1, 500_000), cell, cell, cell)]
    for form in ("text", "github", "sarif", "junit"):
        assert len(render_diagnostics(found, {"a.md": [cell]}, form)) < 20_000
