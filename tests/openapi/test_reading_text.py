"""YAML and JSON text in: values, places of findings, bounds."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.openapi import parse_yaml, to_yaml
from generator.source import Span


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no\nb: yes\nc: on\nd: y", {"a": "no", "b": "yes", "c": "on", "d": "y"}),
        (
            "a: true\nb: False\nc: ~\nd:\ne: null",
            {"a": True, "b": False, "c": None, "d": None, "e": None},
        ),
        (
            "a: 2020-01-01\nb: 12:30:45\nc: 1_000",
            {"a": "2020-01-01", "b": "12:30:45", "c": "1_000"},
        ),
        ("a: 0x1F\nb: 0o17\nc: 017\nd: -3\ne: +4", {"a": 31, "b": 15, "c": 17, "d": -3, "e": 4}),
        ("a: 1e3\nb: .5\nc: 1.\nd: -1.5E-2", {"a": 1000.0, "b": 0.5, "c": 1.0, "d": -0.015}),
        ("200: ok\ntrue: x\n~: y\n1.0: z", {"200": "ok", "true": "x", "~": "y", "1.0": "z"}),
        (
            "a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 2}",
            {"a": {"b": 1}, "c": {"b": 1}, "d": {"b": 1, "e": 2}},
        ),
        ("a: !!str 12\nb: ! 13\nc: !!int '3'", {"a": "12", "b": "13", "c": 3}),
        (
            '{"a": [1, 2.0, "x", null, {"b": "\\ud83d\\ude00"}]}',
            {"a": [1, 2.0, "x", None, {"b": "😀"}]},
        ),
        ("\ufeffa: 1", {"a": 1}),
    ],
)
def test_values_are_those_of_yaml_1_2(text: str, value: object) -> None:
    assert parse_yaml(text, "x") == (value, [])


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: [1,\nb: 2", "O001", 3, 1),
        ("a: 1\n\tb: 2", "O001", 2, 1),
        ("a: 1\nb: \x07", "O001", 2, 4),
        ("", "O001", 1, 1),
        ("# only a comment", "O001", 2, 1),
        ("a: 1\n---\nb: 2", "O001", 2, 1),
        ("a: 1\nb: {c: 1, c: 2}", "O002", 2, 11),
        ('{"a": 1,\n "a": 2}', "O002", 2, 2),
        ("a: &x [*x]", "O003", 1, 8),
        ("a: *x", "O003", 1, 4),
        ("a: " + "[" * 200 + "]" * 200, "O003", 1, 131),
        ("[" * 100_000, "O003", 1, 129),
        ("a: .inf", "O004", 1, 4),
        ("a: .nan", "O004", 1, 4),
        ("a: 1.0e999", "O004", 1, 4),
        ('{"a": 1e999}', "O004", 1, 7),
        ("a: " + "9" * 5000, "O004", 1, 4),
        ("a: !!python/object:os.system x", "O004", 1, 4),
        ("? {a: 1}\n: 2", "O004", 1, 3),
        ('{"a": "\\ud800"}', "O001", 1, 10),
    ],
)
def test_what_is_wrong_has_a_place(text: str, code: str, line: int, column: int) -> None:
    _, findings = parse_yaml(text, "x.yaml")
    assert [(one.code, one.span) for one in findings] == [(code, Span("x.yaml", line, column))]


def test_aliases_can_not_explode() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    value, findings = parse_yaml("\n".join(rows), "x")
    assert value is None
    assert [one.code for one in findings] == ["O003"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": "x\ny\n"}, "a: |\n  x\n  y\n"),
        ({"a": "x \n\ny"}, "a: |-\n  x \n\n  y\n"),
        ({"a": ["x\n\n", {"b": " x\n"}]}, "a:\n  - |+\n    x\n\n  - b: |2\n       x\n"),
        ({"a": "🎉\n"}, "a: |\n  🎉\n"),
        ({"a": "x\r\ny"}, 'a: "x\\r\\ny"\n'),
        ({"a": "\u202ex"}, 'a: "\\u202Ex"\n'),
        ({"a": 200, "b": 200.0, "c": 1e16, "d": None}, "a: 200\nb: 200.0\nc: 1.0e+16\nd: null\n"),
        ({"a": [], "b": {}, "c": [[1, [2]], []]}, "a: []\nb: {}\nc:\n  - - 1\n    - - 2\n  - []\n"),
        ({"on": "no", "1": "3.1.0", "x": "1.5"}, "'on': 'no'\n'1': 3.1.0\nx: '1.5'\n"),
    ],
)
def test_text_reads_well(value: object, text: str) -> None:
    assert to_yaml(value) == text
    assert parse_yaml(text, "x") == (value, [])


def test_long_keys_and_long_lines() -> None:
    value = {"k" * 2000: "word " * 500 + "end", "next": {"😀" * 900: 1}}
    text = to_yaml(value)
    assert parse_yaml(text, "x") == (value, [])
    assert yaml.safe_load(text) == value
    assert max(map(len, text.splitlines())) > 2000


def test_shared_values_are_written_twice() -> None:
    shared = {"a": [1]}
    assert "&" not in to_yaml({"x": shared, "y": shared})


@given(st.text(max_size=200))
def test_reading_any_text_never_raises(text: str) -> None:
    value, findings = parse_yaml(text, "x")
    assert findings or value is None or json.dumps(value)


@given(st.text(alphabet="{}[]:,-?&*!|>'\"%@`#\n a1<~.", max_size=40))
def test_reading_broken_yaml_never_raises(text: str) -> None:
    _, findings = parse_yaml(text, "x")
    assert all(one.span.line >= 1 and one.span.column >= 1 for one in findings)
