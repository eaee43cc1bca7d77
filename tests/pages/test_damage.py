"""Parsing never raises: pages cut at any line, with lines dropped, doubled, swapped; bytes of any kind."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.openapi import export, to_yaml
from generator.pages.facts import PageFacts
from generator.pages.read import read_page
from generator.roundtrip import canonical, roundtrip_page
from generator.source import CODES

PAGES = sorted((Path(__file__).parent.parent.parent / "specs" / "pages").rglob("*.md"))
TEXTS = [
    path.read_bytes().decode().replace("\r\n", "\n") for path in PAGES[:: max(1, len(PAGES) // 12)]
]


def through(text: str | bytes) -> PageFacts:
    """Read, assemble, export, print: whatever the page is, each step gives something and all codes exist."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    page = read_page(data, "en/node/management/users/get-user.md")
    made, found = assemble([page], Settings())
    assert {one.code for one in [*page.diagnostics, *found]} <= set(CODES)
    for one in made:
        to_yaml(export(one.api))
    if page.locale:
        roundtrip_page(page, data)
        canonical(page, data)
    return page


@pytest.mark.parametrize("text", TEXTS[:4])
def test_cut_at_any_line(text: str) -> None:
    lines = text.split("\n")
    for end in range(0, len(lines), 3):
        through("\n".join(lines[:end]))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(TEXTS), st.data())
def test_lines_dropped_doubled_swapped(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        a, b = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        kind = data.draw(st.sampled_from(["drop", "double", "swap", "join"]))
        if kind == "drop" and len(lines) > 1:
            del lines[a]
        elif kind == "double":
            lines.insert(a, lines[b])
        elif kind == "swap":
            lines[a], lines[b] = lines[b], lines[a]
        elif len(lines) > a + 1:
            lines[a : a + 2] = [f"{lines[a]} {lines[a + 1]}"]
    through("\n".join(lines))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(TEXTS), st.integers(0, 2000))
def test_any_bytes(noise: bytes, text: str, at: int) -> None:
    data = text.encode()
    through(noise)
    through(data[:at] + noise + data[at:])


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(TEXTS),
    st.integers(0, 10_000),
    st.sampled_from(list("|`#<>\\\r\t\u2028\x0c\ufeff-*")),
)
def test_a_character_more(text: str, at: int, character: str) -> None:
    at %= len(text)
    through(text[:at] + character + text[at:])


HEADER = "# T\n\n## Request parameters\n\n| Name | Type | Required | Default value | Description | Sample value |\n"
RULE = "| --- | --- | --- | --- | --- | --- |\n"


@pytest.mark.parametrize(
    "body",
    [
        "| a | string | yes | - | " + "x" * 3_000_000 + " | `y` |\n",
        "| a | string | yes | - | x | `y` |\n" * 20_000,
        "| a | string | yes | - | x | `" + "[" * 10_000 + "` |\n",
        "| a | string | yes | - | " + "`" * 20_001 + " | y |\n",
        "|" * 100_000 + "\n",
        "|\n|\n||\n",
        '| a | <a href="#' + "x" * 50_000 + " | yes | - | " + "- `a`: b<br>" * 5_000 + " | x |\n",
        "| a | string | yes | - | " + "nested type: " * 5_000 + " | x |\n",
        "> " * 5_000 + "a\n",
        "- " * 5_000 + "a\n",
        "| a | string | yes | - | x | `y {\n" + "z\n" * 30_000,
    ],
)
def test_large_input_is_read_in_time(body: str) -> None:
    started = time.perf_counter()
    through(HEADER + RULE + body)
    assert time.perf_counter() - started < 60


def test_a_page_of_another_kind_is_reported() -> None:
    page = through("# Hello\n\nJust some text.\n")
    assert {"P016"} <= {one.code for one in page.diagnostics}
    assert through(b"\x00\x01").diagnostics[0].code == "P001"
    assert through(b"# \xff\n").diagnostics[0].span.column == 3


def test_a_delimiter_that_can_not_be_recorded_is_reported() -> None:
    row = "| a | string | yes | - | x | `y` |\n"
    wide = through(HEADER + "| --- | --- | --- | --- | --- | --- | --- | --- |\n" + row)
    assert "P030" in {one.code for one in wide.diagnostics}
    narrow = through(HEADER + RULE + row)
    assert "P030" not in {one.code for one in narrow.diagnostics}
