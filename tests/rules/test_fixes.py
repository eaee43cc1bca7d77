"""The fix changes the example only, puts all disguises right, and leaves nothing to fix."""

from __future__ import annotations

import json
import re

import pytest

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.pages.read import read_page
from generator.rules.run import check, fix_page

from .test_rules import CASES, HERE, pages_of

FENCE = re.compile(r"```json\r?\n(.*?)\r?\n```", re.DOTALL)


def fixed(data: bytes, path: str) -> bytes:
    page = read_page(data, path)
    (made,), _ = assemble([page], Settings())
    return fix_page(data, page, made.api)


def case(name: str) -> tuple[str, bytes]:
    ((path, data),) = pages_of(HERE / f"{name}.md").items()
    return path, data


def example(data: bytes) -> dict[str, object]:
    match = FENCE.search(data.decode())
    assert match
    shown = json.loads(match[1])["data"]
    assert isinstance(shown, dict)
    return shown


def test_lists_and_objects_that_are_text() -> None:
    path, data = case("S024")
    shown = example(fixed(data, path))
    assert shown == {
        "name": "North",
        "tags": ["big", "new"],
        "ovens": [{"ovenId": "o-1", "colour": "red"}],
        "extra": {"a": 1},
    }


def test_one_object_that_is_a_list() -> None:
    path, data = case("S025")
    assert example(fixed(data, path))["ovens"] == [{"ovenId": "o-1", "colour": "red"}]


def test_a_disguise_inside_a_disguise() -> None:
    path, data = case("S025")
    inner = json.dumps(json.dumps({"ovenId": "o-1"})).encode()
    nested = re.sub(rb'"ovens": \{.*?\n    \}', b'"ovens": ' + inner, data, flags=re.DOTALL)
    assert nested != data
    assert example(fixed(nested, path))["ovens"] == [{"ovenId": "o-1"}]


@pytest.mark.parametrize("name", ["S024", "S025"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_all_else_stays(name: str, newline: str) -> None:
    path, data = case(name)
    data = data.replace(b"\n", newline.encode())
    mended = fixed(data, path)
    assert FENCE.sub("", mended.decode()) == FENCE.sub("", data.decode())
    assert mended.count(b"\r\n") == (mended.count(b"\n") if newline == "\r\n" else 0)
    assert fixed(mended, path) == mended
    page = read_page(mended, path)
    (made,), _ = assemble([page], Settings())
    assert not {d.code for d in check([made.api], [page])} & {"S024", "S025", "P040"}
    assert not [d for d in page.diagnostics if d.code in {"P030", "P040", "P042"}]


@pytest.mark.parametrize(
    "name", [c.stem for c in CASES if c.stem not in {"S024", "S025"} and len(pages_of(c)) == 1]
)
def test_nothing_to_fix(name: str) -> None:
    path, data = case(name)
    assert fixed(data, path) == data


def test_an_example_in_another_layout_stays() -> None:
    path, data = case("S024")
    odd = data.replace(b'"tags": ', b'"tags" :   ')
    assert fixed(odd, path) == odd
