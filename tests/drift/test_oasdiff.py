"""oasdiff's own pairs of documents, and the table that maps its rules to ours."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from generator.drift import semantic
from generator.drift.semantic import RULES, Change, differences
from generator.drift.sides import Side
from generator.yaml import parse_yaml

HERE = Path(__file__).parent
TABLE = Path(semantic.__file__).with_name("oasdiff.md")
PAIRS = HERE.parents[2] / "shared" / "suites" / "oasdiff-pairs"
EXPECTED = parse_yaml((HERE / "oasdiff.yaml").read_text(encoding="utf-8"), "oasdiff.yaml")[0]
_ROW = re.compile(r"\| (.+?) \| (.+?) \| (.+?) \| (.+?) \|")
_BRACES = re.compile(r"\{([^{}]*)\}")
X = ("body", "property", "parameter", "header-property", "parameter-property")


def rows() -> list[tuple[str, ...]]:
    found = [_ROW.fullmatch(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
    return [one.groups() for one in found if one and one[1] not in ("oasdiff", "---")]


def expanded(rule: str) -> list[str]:
    """The names that a row stands for."""
    parts = _BRACES.split(rule)
    choices = [
        X if index % 2 and part == "x" else part.split(",") if index % 2 else (part,)
        for index, part in enumerate(parts)
    ]
    return ["".join(one) for one in product(*choices)]


def test_the_table_names_codes_that_are_there_and_all_of_them() -> None:
    named = {code for row in rows() for code in re.findall(r"`([a-z-]+)`", row[2])}
    assert named - {code for code, _ in RULES} == set()
    assert {code for code, _ in RULES} - named == set()


def test_the_table_holds_each_rule_once() -> None:
    names = [
        name
        for row in rows()
        for rule in re.findall(r"`([^`]+)`", row[0])
        for name in expanded(rule)
    ]
    assert sorted(names) == sorted(set(names))
    assert len(names) > 500
    assert {row[1] for row in rows()} <= {"ERR", "WARN", "INFO", "-", "ERR, INFO", "INFO, ERR",
                                          "WARN, ERR", "INFO, WARN"}  # fmt: skip
    assert all(row[3].strip() for row in rows()), "a row that differs argues why"


def found(name: str) -> list[Change]:
    sides = []
    for word in ("base", "revision"):
        file = PAIRS / f"{name}_{word}.yaml"
        content, problems = parse_yaml(file.read_text(encoding="utf-8"), file.name)
        assert problems == []
        sides.append(Side(content, file.name))
    return differences(*sides)


@pytest.mark.corpus
@pytest.mark.parametrize("name", sorted(EXPECTED) if isinstance(EXPECTED, dict) else ())
def test_a_pair_gives_what_its_rule_is_mapped_to(name: str) -> None:
    if not PAIRS.is_dir():
        pytest.skip("no ../shared/suites beside the project")
    assert isinstance(EXPECTED, dict)
    seen = sorted({f"{one.kind} {one.code}" for one in found(name)})
    assert seen == EXPECTED[name]


@pytest.mark.corpus
def test_every_pair_is_listed_and_changed() -> None:
    if not PAIRS.is_dir():
        pytest.skip("no ../shared/suites beside the project")
    names = {one.name.removesuffix("_base.yaml") for one in PAIRS.glob("*_base.yaml")}
    assert isinstance(EXPECTED, dict)
    assert names == set(EXPECTED)
    assert [name for name in names if not found(name)] == []
