"""An edit of one page on its twins: facts everywhere, words in one locale, names as an edition spells them."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from generator.cli.main import main
from tests.pages.support import page_text

ROW = "| userId | string | Yes | - | Whose it is:<br>- `mine`: my own | `x` |"
MORE = "| size | number | No | 1 | How large it is | `2` |"
NODE = "specs/pages/en/node/management/things/create-thing.md"
PYTHON = NODE.replace("node", "python")
CHINESE = NODE.replace("en/node", "zh-CN/node")
CHINESE_ROW = "| userId | string | 是 | - | 谁的：<br>- `mine`: 自己的 | `x` |"
_WORDS = {
    "Method name": "方法名称", "Request parameters": "请求参数", "Sample code": "示例代码",
    "Request response": "请求响应", "Data structure": "数据结构", "Sample result": "示例结果",
    "Create a thing": "创建", "Makes a thing.": "创建一个。", "Type: ": "类型： ",
    "| Yes |": "| 是 |", "| No |": "| 否 |",
}  # fmt: skip


def chinese(*rows: str) -> str:
    text = page_text(*rows)
    for old, new in _WORDS.items():
        text = text.replace(old, new)
    return text


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    tree = {
        NODE: page_text(ROW, MORE),
        PYTHON: page_text(ROW.replace("userId", "user_id"), MORE),
        CHINESE: chinese(CHINESE_ROW, MORE),
        "specs/docs2sdk.yaml": "rules: {S007: note, S008: note, S015: note}\n",
    }
    for path, text in tree.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")
    assert main(["build"]) == 0
    return tmp_path


def edited(path: str, *pairs: tuple[str, str]) -> None:
    text = Path(path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    Path(path).write_text(text, encoding="utf-8")


def rows(path: str) -> list[str]:
    """The rows of the request table, laid out with one space."""
    text = Path(path).read_text(encoding="utf-8")
    table = text.split("\n| ---", 1)[1].split("\n\n", 1)[0].split("\n")[1:]
    return [" ".join(row.split()) for row in table]


def test_a_row_is_spelled_as_the_edition_spells_and_told_where_words_lack(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = "| lastSeenAt | string | No | - | When it was seen | `x` |"
    edited(NODE, (MORE, f"{new}\n{MORE}"))
    assert main(["spread", NODE, "--yes"]) == 0
    assert rows(PYTHON)[1] == new.replace("lastSeenAt", "last_seen_at")
    assert rows(CHINESE)[1] == "| lastSeenAt | string | 否 | - | | `x` |"
    said = capsys.readouterr()
    assert f"to write in {CHINESE}: the description of `request.lastSeenAt`" in said.err
    assert "+| last_seen_at" in said.out


def test_facts_go_everywhere_and_words_stay_in_their_locale(here: Path) -> None:
    edited(
        NODE,
        (ROW, ROW.replace("Yes", "No").replace("my own", "my own<br>- `yours`: not mine")),
        (MORE, MORE.replace("| 1 |", "| 3 |").replace("How large", "How big")),
    )
    assert main(["spread", NODE, "--write"]) == 0
    node = [row.replace("userId", "user_id") for row in rows(NODE)]
    assert rows(PYTHON) == node
    assert rows(CHINESE) == [
        "| userId | string | 否 | - | 谁的：<br>- `mine`: 自己的<br>- `yours` | `x` |",
        MORE.replace("| 1 |", "| 3 |").replace("No", "否"),
    ]


def test_rows_are_renamed_removed_and_ordered(here: Path) -> None:
    edited(NODE, (f"{ROW}\n{MORE}", f"{MORE}\n{ROW.replace('userId', 'ownerId')}"))
    assert main(["spread", NODE, "--write"]) == 0
    assert [row.split()[1] for row in rows(PYTHON)] == ["size", "owner_id"]
    assert main(["build"]) == 0
    edited(NODE, (f"{MORE}\n", ""))
    assert main(["spread", NODE, "--write"]) == 0
    assert [row.split()[1] for row in rows(CHINESE)] == ["ownerId"]


def test_nothing_is_written_without_a_wish(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited(NODE, (MORE, MORE.replace("number", "string")))
    before = rows(PYTHON)
    assert main(["spread", NODE]) == 1
    assert main(["spread", NODE, "--diff"]) == 1
    assert rows(PYTHON) == before
    assert "to carry (`--write`): 2 types; 2 pages" in capsys.readouterr().err
    assert main(["spread", NODE, "--only", "rows"]) == 0


def test_a_terminal_is_asked_for_each_kind(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited(NODE, (MORE, MORE.replace("number", "string").replace("| 1 |", "| 3 |")))

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal("y\nn\n"))
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert main(["spread", NODE]) == 0
    types = MORE.replace("number", "string")
    defaults = MORE.replace("| 1 |", "| 3 |")
    assert rows(PYTHON)[1] in {types, defaults}


def test_a_page_that_is_not_wholly_read_is_left(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(PYTHON, ("| size | number |", "| size number |"))
    damaged = Path(PYTHON).read_bytes()
    edited(NODE, (MORE, MORE.replace("number", "string")))
    assert main(["spread", NODE, "--write"]) == 1
    assert Path(PYTHON).read_bytes() == damaged
    assert "P045" in capsys.readouterr().err
    assert rows(CHINESE)[1].split()[3] == "string"
    edited(NODE, ("| size | string |", "| size string |"))
    assert main(["spread", NODE, "--write"]) == 1, "nor is anything carried from such a page"


def test_without_an_edit_all_facts_are_made_alike(here: Path) -> None:
    edited(NODE, (MORE, MORE.replace("number", "string")), ("# Create", "# Make"))
    assert main(["build"]) == 0
    assert main(["lint", "--fix", "--like", NODE]) == 1, "it tells what it mended"
    assert rows(PYTHON)[1] == rows(NODE)[1]
    assert main(["lint"]) == 0
    assert "# Make a thing" in Path(PYTHON).read_text(encoding="utf-8")
    assert "# 创建" in Path(CHINESE).read_text(encoding="utf-8")
    assert main(["spread", NODE]) == 0


@pytest.mark.parametrize("path", ["specs/pages/none.md", "specs/docs2sdk.yaml", "elsewhere.md"])
def test_what_is_no_page_is_told(here: Path, path: str) -> None:
    assert main(["spread", path]) == 2


def test_like_needs_fix(here: Path) -> None:
    assert main(["lint", "--like", NODE]) == 2
