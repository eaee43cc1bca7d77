"""What happens to findings between detection and printing: severity, suppression, one per fact, baseline, choice."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings import Choice, matches, print_baseline, read_baseline, settle, statistics
from generator.findings.baseline import healed, unknown
from generator.findings.levels import Rules
from generator.findings.settle import raw
from generator.source import CODES, Diagnostic, Severity, Span, diagnostic

NODE = "specs/pages/en/node/management/users/get-user.md"
PYTHON = "specs/pages/en/python/management/users/get-user.md"
OTHER = "specs/pages/en/node/management/users/list-users.md"
ALL = Choice(notes=True)


def found(
    code: str, file: str = NODE, line: int = 7, seen: str = "`data.name` is missing"
) -> Diagnostic:
    return diagnostic(code, Span(file, line, 3), seen)


@pytest.mark.parametrize(
    ("path", "glob", "named"),
    [
        (NODE, "en/node", True),
        (NODE, "en/node/**", True),
        (NODE, "**/users/*.md", True),
        (NODE, "*.md", True),
        (NODE, "node/*.md", False),
        (NODE, "/specs/pages", True),
        (NODE, "/pages", False),
        (NODE, "nod", False),
        (NODE, "get-????.md", True),
        (NODE, "get-???.md", False),
        ("a+b/c.md", "a+b", True),
        ("aab/c.md", "a+b", False),
    ],
)
def test_patterns_are_those_of_gitignore(path: str, glob: str, named: bool) -> None:
    assert matches(path, [glob]) is named


def test_levels_by_code_and_path() -> None:
    every = [found("S022"), found("S022", PYTHON), found("S025"), found("A101")]
    rules: Rules = {"S": "error", "S022": {"en": "warning", "en/python": "off"}, "A1": "off"}
    told = raw(every, rules=rules)
    assert [(one.code, one.span.file, one.severity.value) for one in told] == [
        ("S022", NODE, "warning"),
        ("S025", NODE, "error"),
    ]


def test_a_level_reaches_every_printer_through_severity() -> None:
    (one,) = raw([found("S022")], rules={"S022": "error"})
    assert one.severity is Severity.ERROR
    assert one == found("S022"), "a level is no other finding"
    assert Choice().fails(one)


PAGE = b"""# User

## Request parameters

text

## Request response

<!-- docs2sdk: ignore S022 S025 -- the example is short on purpose -->

```json
<!-- docs2sdk: ignore P040 -->
```

## Data structure
"""


def test_a_comment_suppresses_in_its_section() -> None:
    every = [
        found("S022", line=12),
        found("S022", line=4),
        found("S025", line=15),
        found("S024", line=12),
    ]
    told = raw(every, {NODE: PAGE})
    assert [(one.code, one.span.line) for one in told] == [("S022", 4), ("S024", 12), ("S025", 15)]


def test_a_comment_in_the_head_suppresses_on_the_page() -> None:
    page = b"# User\n\n<!-- docs2sdk: ignore S022 -->\n\n## Sample code\n\ntext\n"
    assert raw([found("S022")], {NODE: page}, complete=True) == []


def test_suppressions_that_suppress_nothing_are_told() -> None:
    told = raw([found("S022", line=12)], {NODE: PAGE}, complete=True)
    assert [(one.code, one.span.line, one.seen) for one in told] == [
        ("P047", 9, "S025 is not found here")
    ]
    assert raw([], {NODE: PAGE}) == [], "where not all rules were run nothing is unused"
    (one,) = raw([], {NODE: PAGE.replace(b"S022 S025", b"S999")})
    assert one.seen == "`S999` is no code"


def test_one_finding_for_each_fact() -> None:
    every = [found("S022"), found("S022", PYTHON, 9), found("S022", OTHER)]
    told = settle(every, ALL)
    assert [(one.span, one.also) for one in told] == [
        (Span(NODE, 7, 3), (Span(PYTHON, 9, 3),)),
        (Span(OTHER, 7, 3), ()),
    ]


def test_the_same_words_twice_on_a_page_are_two_facts() -> None:
    every = [
        found("S022", line=7),
        found("S022", line=8),
        found("S022", PYTHON, 7),
        found("S022", PYTHON, 8),
    ]
    assert [len(one.also) for one in settle(every, ALL)] == [1, 1]


def test_damage_is_told_for_every_page() -> None:
    assert len(settle([found("P025"), found("P025", PYTHON)], ALL)) == 2


def test_a_baseline_does_not_depend_on_lines() -> None:
    every = [found("S022"), found("S022", PYTHON), found("P025", line=3), found("P025", line=5)]
    known, problems = read_baseline(print_baseline(every), "known.json")
    assert problems == []
    moved = [found(one.code, one.span.file, one.span.line + 40) for one in every]
    assert unknown(moved, known) == []
    third = found("P025", line=99)
    assert unknown([*moved, third], known) == [third]
    assert healed(moved[1:], known) == 1


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", "[" * 5000, '{"format": 2, "findings": []}',
     '{"format": 1, "findings": 5}', '{"format": 1, "findings": [{"code": 1}]}',
     '{"format": 1, "findings": [{"code": "a", "page": "b", "seen": "c", "expected": "d", "count": "x"}]}'],
)  # fmt: skip
def test_what_is_no_baseline(text: str) -> None:
    known, problems = read_baseline(text, "known.json")
    assert (known, [one.code for one in problems]) == ({}, ["B031"])


@given(st.lists(st.builds(found, st.sampled_from(sorted(CODES)), st.sampled_from([NODE, PYTHON, OTHER]),
                          st.integers(1, 9), st.text(max_size=5))))  # fmt: skip
def test_nothing_is_lost(every: list[Diagnostic]) -> None:
    """Each place is told once; a baseline of all leaves nothing; its text is the same for any order."""
    told = settle(raw(every), ALL)
    places = [(one.code, span) for one in told for span in (one.span, *one.also)]
    assert len(places) == len(set(every))
    text = print_baseline(raw(every))
    assert text == print_baseline(raw(every[::-1]))
    json.loads(text)
    known, problems = read_baseline(text, "known.json")
    assert problems == []
    assert settle(raw(every), ALL, known) == []


@pytest.mark.parametrize(
    ("choice", "codes"),
    [
        (Choice(), "A101 P022"),
        (Choice(notes=True), "A101 P022 S022"),
        (Choice(select=("S",)), "S022"),
        (Choice(ignore=("A1", "S"), notes=True), "P022"),
        (Choice(select=("P", "A"), ignore=("A101",)), "P022"),
        (Choice(fail_on=Severity.NOTE), "A101 P022 S022"),
    ],
)
def test_what_is_shown(choice: Choice, codes: str) -> None:
    told = settle([found("A101"), found("P022"), found("S022")], choice)
    assert " ".join(sorted(one.code for one in told)) == codes


@pytest.mark.parametrize("least", Severity)
def test_what_fails(least: Severity) -> None:
    order = [Severity.NOTE, Severity.WARNING, Severity.ERROR]
    failing = [
        severity
        for severity, code in zip(order, ("S022", "A101", "P022"), strict=True)
        if Choice(fail_on=least).fails(found(code))
    ]
    assert failing == order[order.index(least) :]


def test_statistics() -> None:
    told = settle([found("S022"), found("S022", PYTHON), found("A101")], ALL)
    assert statistics(told).splitlines() == [
        "     1 facts      1 places  A101 warning pages-disagree",
        "     1 facts      2 places  S022 note example-missing-field",
    ]
