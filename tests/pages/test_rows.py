"""A row that can not be read costs itself and one finding; the rows around it are read, and nothing is invented."""

from __future__ import annotations

import pytest

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.model import STRING, OpenEnum, body_fields
from generator.pages.read import read_page
from generator.pages.sections.rows import enum_of
from generator.source.codes import CODES
from tests.pages.support import page_text

PATH = "en/node/management/things/create-thing.md"


def row(name: str) -> str:
    return f"| {name} | string | Yes | - | What it is | `x` |"


@pytest.mark.parametrize(
    ("broken", "code", "read"),
    [
        (["<<<<<<< HEAD", row("b"), "=======", row("c"), ">>>>>>> x"], "P035", ["b"]),
        (["<<<<<<< HEAD", row("b"), "||||||| base", row("z"), "=======", row("c"), ">>>>>>> x"], "P035", ["b"]),
        (["<<<<<<< HEAD", row("b")], "P035", ["b"]),
        ([">>>>>>> x", row("b")], "P035", ["b"]),
        (["b\tstring\tYes\t-\tWhat\t`x`"], "P036", []),
        (["some words"], "P036", []),
        (["b | string | Yes | - | What"], "P036", []),
        (["\t" + row("b")], "P032", ["b"]),
        ([row("b")[2:]], "P032", ["b"]),
        (["| b | string Yes | - | What it is | `x` |"], "P028", []),
        (["| b | string | Yes | What it is | `x` |"], "P028", []),
        (["| b | string | Yes | - | `x` |"], "P028", []),
        (["| b | Yes | - | What it is | `x` |"], "P028", []),
        (["| string | Yes | - | What it is | `x` |"], "P028", []),
        (["| b"], "P021", ["b"]),
        (["| b | string | Yes | - | What it is |"], "P021", ["b"]),
        (["| b | string | Yes | - | What | `x`"], "P021", ["b"]),
        (["|  | string | Yes | - | What it is | `x` |"], "P026", []),
        (["|  |  |  |  |  |  |"], "P026", []),
        (["|  |  |"], "P026", []),
    ],
)  # fmt: skip
def test_a_broken_row_costs_itself(broken: list[str], code: str, read: list[str]) -> None:
    page = read_page(page_text(row("a"), *broken, row("d")).encode(), PATH)
    assert [one.code for one in page.diagnostics] == [code]
    assert [one.view.field.name for one in page.parameters.rows] == ["a", *read, "d"]
    made, _ = assemble([page], Settings())
    fields = body_fields(made[0].api, made[0].api.operations[0].body)
    assert all(field.name for field in fields)
    assert all(field.description in {"What it is", "What", ""} for field in fields)
    assert CODES[code].loss is (code not in {"P032", "P021"})


def test_a_cell_that_went_out_of_its_row_is_read() -> None:
    page = read_page(page_text(row("a"), "| b | string | Yes | - | What | `x`").encode(), PATH)
    assert page.parameters.rows[1].view.field.example == "x"


@pytest.mark.parametrize(
    ("text", "sample", "members"),
    [
        ("State:\n- Activated: normal\n- Suspended: not now", "Suspended", ["Activated", "Suspended"]),
        ("State:\n- `A`: normal", "A", ["A"]),
        ("Note:\n- Activated: normal\n- if it is a user, think", "A", ["A"]),
    ],
)  # fmt: skip
def test_bullets_without_backticks(text: str, sample: str, members: list[str]) -> None:
    assert [one.value for one in enum_of(STRING, sample, text).members] == members


@pytest.mark.parametrize(
    ("description", "sample", "enum"),
    [
        ("How:<br>- `MAIL`: by mail", "`MAIL`", True),
        ("How:<br>- `MAIL`: by mail", "", False),
        ("How:<br>- MAIL: by mail<br>- SMS: by phone", "`SMS`", True),
        ("How:<br>- MAIL: by mail<br>- SMS: by phone", "", False),
        ("How:<br>- Note: by mail<br>- SMS: by phone", "`x`", False),
    ],
)
def test_members_of_a_parameter(description: str, sample: str, enum: bool) -> None:
    page = read_page(
        page_text(f"| how | string | Yes | - | {description} | {sample} |").encode(), PATH
    )
    made, _ = assemble([page], Settings())
    (field,) = body_fields(made[0].api, made[0].api.operations[0].body)
    assert isinstance(field.type, OpenEnum) is enum
