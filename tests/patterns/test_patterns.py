"""Regular expressions of documents: ECMA-262 as node judges it, I-Regexp by its RFC, and no exploding ones."""

from __future__ import annotations

import json
import shutil
import subprocess
import time

import pytest

from generator.patterns import matches, matches_i_regexp

PATTERNS = [
    r"^a$", r"^\d+$", r"^\w+$", r"^\W$", r"^\s+$", r"^\S+$", r"^[\s\S]*$", r"^[^\S]$", r"^[\S]$", r"^.$", r"^.*$",
    r"\/", r"^https?:\/\/", r"^\p{L}+$", r"^\p{Lu}", r"^\P{L}$", r"^\p{Letter}+$", r"^\p{gc=Nd}$",
    r"^\p{Script=Greek}$", r"^\p{sc=Han}$", r"^\u0041$", r"^\x41$", r"^\u{1F600}$", r"^\uD83D\uDE00$",
    r"^\cA$", r"^\0$", r"^\t\n\v\f\r$", r"[]", r"^[^]$", r"[]|a", r"[[]", r"[^\]]", r"^[\b]$",
    r"\bfoo\b", r"^(?<year>\d{4})-(?:0[1-9]|1[0-2])$", r"^a{2,3}$", r"^a{0}$", r"^(a|b)*?c$", r"^[a-z\d_.-]+$",
    r"^[\u4e00-\u9fa5]+$", r"^\.$", r"^\$\^\*\+\?\(\)\|\{\}$", r"^[.]$", r"^[\d-]$", r"", r"^$", r"a|", r"[^a]",
    r"^[\]\[]$", r"^[\\]$", r"^\[\]$", r"^[^\n]*$",
]  # fmt: skip
TEXTS = [
    "", "a", "A", "aa", "aaa", "abc", "0", "42", "٣", "é", "ſ", "Ω", "漢", "漢字", "😀", " ",
    "\n", "a\n", "\r", "\u2028",
    "\u2029", "\u00a0", "\ufeff", "\u3000", "\x0b", "\x01", "\x00", "\x08", "\t\n\x0b\f\r", "/", "https://x", "[", "]",
    "[]", "^", "\\", ".", "-", "$^*+?()|{}", "foo bar", "2026-11", "2026-13", "bbc", "a.b-c_1", ":", "x]y", "p", "\x85",
]  # fmt: skip
PLAIN = [
    r"\a",
    r"\z\A",
    r"^\-$",
    r"a{",
    r"{id}",
    r"a{,5}",
    r"]",
    r"^\_$",
    r"\C",
    r"^[[:alpha:]]$",
    r"^\Q.\E$",
]
"""Annex B of ECMA-262: what engines take without the flag `u`."""


def judged_by_node(patterns: list[str], flag: str) -> list[list[bool]]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node")
    script = (
        "const {patterns, texts, flag} = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(patterns.map(p => texts.map(t => new RegExp(p, flag).test(t)))))"
    )
    asked = json.dumps({"patterns": patterns, "texts": TEXTS, "flag": flag})
    run = subprocess.run(
        [node, "-e", script], input=asked, capture_output=True, text=True, check=True, timeout=60
    )
    return json.loads(run.stdout)  # type: ignore[no-any-return]


@pytest.mark.parametrize(("patterns", "flag"), [(PATTERNS, "u"), (PLAIN, "")])
def test_patterns_mean_what_ecma_262_says(patterns: list[str], flag: str) -> None:
    truth = judged_by_node(patterns, flag)
    wrong = [
        (pattern, text, expected)
        for pattern, row in zip(patterns, truth, strict=True)
        for text, expected in zip(TEXTS, row, strict=True)
        if matches(pattern, text) is not expected
    ]
    assert wrong == []


EXPLODING = [
    r"^(a|aa|.a|a.|..|.)*$(?!.)x", r"^(a|aa|.a|a.|..|.)*$x", r"(a|a|e|.)*#", r"^(a+)+$", r"^(a*)*b$", r"([a-z]+)*\d",
    r"^(([a-z])+.)+[A-Z]([a-z])+$", r"(.*)*=", r"(a?){30}a{30}", r"(x+x+)+y", r"^(\w+\s?)*$", r"(a|b|ab)*c",
    r"((a{1,100}){1,100}){1,100}", r"(?:a{0,1000}){0,1000}", r"\p{L}{1000}\p{L}{1000}", "(" * 500 + "a" + ")*" * 500,
    r"(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)#", "a" * 20_000, "[a-z]*" * 900 + "#", r"(?=a)a", r"(a)\1", r"\k<x>",
    "(", "[", "a**", r"\u{110000}", "\ud800", "(?P<a>", r"\p{Nothing}", "a{2,1}",
]  # fmt: skip


@pytest.mark.parametrize("pattern", EXPLODING)
def test_no_pattern_explodes(pattern: str) -> None:
    start = time.process_time()
    for text in ("a" * 40, "a" * 100_000 + "!", "ab" * 20_000, "\ud800" * 30, ""):
        assert matches(pattern, text) in {True, False, None}
        assert matches_i_regexp(pattern, text, whole=True) in {True, False, None}
    assert time.process_time() - start < 60  # hours in a backtracking engine


@pytest.mark.parametrize(
    "pattern", [r"(?=a)a", r"(?!b)a", r"(?<=a)b", r"(a)\1", r"\k<x>", "a{1001}", "("]
)
def test_what_is_beyond_re2_is_not_judged(pattern: str) -> None:
    assert matches(pattern, "a") is None


@pytest.mark.parametrize(
    ("pattern", "text", "whole", "expected"),
    [
        (".", "\u2028", True, True),
        (".", "\n", True, False),
        (".", "\r", True, False),
        ("a|b", "xb", True, False),
        ("a|b", "xb", False, True),
        (r"\p{Lu}", "Ж", True, True),
        ("[.]", "x", True, False),
        (r"a\.b", "a.b", True, True),
    ],
)
def test_i_regexp(pattern: str, text: str, whole: bool, expected: bool) -> None:
    assert matches_i_regexp(pattern, text, whole=whole) is expected
