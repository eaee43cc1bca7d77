"""Each Markdown file here holds pages, each after a line `<!-- page: PATH -->`; its `.txt` has the findings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.config import DEFAULT
from generator.configure import packages
from generator.pages.facts import PageFacts
from generator.pages.read import PageReader
from generator.rules.run import check
from generator.source import CODES

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*.md"))
PAGE = re.compile(r"^<!-- page: (\S+) -->\n", re.MULTILINE)


def pages_of(case: Path) -> dict[str, bytes]:
    """The pages of a case by their paths."""
    _, *parts = PAGE.split(case.read_text(encoding="utf-8"))
    return {path: text.encode() for path, text in zip(parts[::2], parts[1::2], strict=True)}


def read(pages: dict[str, bytes]) -> list[PageFacts]:
    """The facts of pages."""
    reader = PageReader()
    return [reader.read(data, path) for path, data in pages.items()]


def findings(pages: list[PageFacts]) -> str:
    """What the rules say, one finding a line: code, line:column, what was seen, what was expected."""
    apis = [made.api for made in assemble(pages, Settings())[0]]
    found = check(apis, pages, packages(DEFAULT, apis))
    return "".join(
        f"{d.code} {d.span.line}:{d.span.column} {d.seen}"
        + (f"; expected {d.expected}" if d.expected else "")
        + (f"; {d.hint}" if d.hint else "")
        + "\n"
        for d in found
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_findings(case: Path) -> None:
    expected = case.with_suffix(".txt").read_text(encoding="utf-8")
    assert findings(read(pages_of(case))) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case_shows_its_code(case: Path) -> None:
    """A case is named after the code that it shows; a clean one shows none."""
    codes = {line.split()[0] for line in case.with_suffix(".txt").read_text().splitlines()}
    name = case.stem.partition("-")[0]
    assert name in codes if name in CODES else (name == "clean" and not codes)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_places_are_on_the_page(case: Path) -> None:
    """The word that a finding quotes last in its path stands at its place."""
    pages = pages_of(case)
    apis = [made.api for made in assemble(read(pages), Settings())[0]]
    for found in check(apis, read(pages)):
        line = pages[found.span.file].decode().split("\n")[found.span.line - 1]
        assert 1 <= found.span.column <= len(line)
        if found.code in {"S007", "S021", "S023", "S024", "S025", "S026"}:
            key = found.seen.split("`")[1].rsplit(".", 1)[-1].split("[")[0]
            assert line[found.span.column - 1 :].lstrip('"').startswith(key), found
