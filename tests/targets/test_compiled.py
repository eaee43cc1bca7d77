"""`lint --compile`: what a compiler says stands at the line of the page, and a compiler that is not there is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main
from tests.rules.fixtures import HERE, edited, pages_of
from tests.typescript_client.support import MODULES

NODE = "en/node/management/kitchens/get-kitchen.md"
PYTHON = (
    "en/python/management/kitchens/get-kitchen.md",
    "```python\nfrom management_sdk import ManagementClient\n\nclient = ManagementClient()\n"
    "result = client.get_kitchen(kitchen_id=1)\nprint(result)\n```\n",
)


def lay(root: Path, path: str, page: str) -> None:
    place = root / "specs" / "pages" / path
    place.parent.mkdir(parents=True)
    place.write_text(page, encoding="utf-8")
    (root / "specs" / "docs2sdk.yaml").write_text("", encoding="utf-8")


def lint(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["lint", "specs", "--compile", "--select", "S030,B030"])
    said = capsys.readouterr()
    return code, said.out + said.err


def sample(page: str) -> str:
    return page[page.index("```ts") : page.index("```\n", page.index("```ts") + 5) + 4]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    return pages_of(HERE / "clean-example.md")[NODE]


def test_python(page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, code = PYTHON
    page = edited(
        page,
        [[sample(page), code], ["ManagementClient.getKitchen", "ManagementClient.get_kitchen"]],
    )
    lay(tmp_path, path, page)
    exit_code, said = lint(capsys)
    line = page.split("\n").index("result = client.get_kitchen(kitchen_id=1)") + 1
    assert exit_code == 1, said
    assert f"specs/pages/{path}:{line}:" in said
    assert "S030" in said
    assert '"kitchen_id"' in said
    assert said.count("S030") == 1


@pytest.mark.node
def test_typescript(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if not (MODULES / ".bin" / "tsc").exists():
        pytest.skip("needs the packages of tests/typescript_client")
    monkeypatch.setenv("PATH", f"{MODULES / '.bin'}:/usr/bin:/bin:/usr/local/bin")
    code = sample(page)
    options = code[code.index("({") + 1 : code.index("});") + 1]
    wrong = edited(code, [['"k-1"', "1"], ["identity-node-sdk", "management-sdk"], [options, ""]])
    page = edited(page, [[code, wrong]])
    lay(tmp_path, NODE, page)
    exit_code, said = lint(capsys)
    line = next(n for n, text in enumerate(page.split("\n"), 1) if "kitchenId: 1" in text)
    assert exit_code == 1, said
    assert f"specs/pages/{NODE}:{line}:" in said
    assert said.count("S030") == 1


@pytest.mark.parametrize(
    "broken", ["result = client.get_kitchen(", 'result = client.get_kitchen("k"']
)
def test_a_sample_that_does_not_parse_hides_no_other(
    page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], broken: str
) -> None:
    """A compiler that meets code without sense says that alone: it is put aside, and the rest judged again."""
    path, code = PYTHON
    line = "result = client.get_kitchen(kitchen_id=1)"
    page = edited(
        page,
        [[sample(page), code], ["ManagementClient.getKitchen", "ManagementClient.get_kitchen"]],
    )
    lay(tmp_path, path, page)
    other = path.replace("get-kitchen", "get-pantry")
    text = edited(page, [[line, broken], ["get_kitchen`", "get_pantry`"]])
    (tmp_path / "specs" / "pages" / other).write_text(text, encoding="utf-8")
    exit_code, said = lint(capsys)
    assert exit_code == 1, said
    assert f"specs/pages/{path}:{page.split(chr(10)).index(line) + 1}:" in said
    assert f"specs/pages/{other}:" in said


def test_without_the_compiler(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    lay(tmp_path, NODE, page)
    exit_code, said = lint(capsys)
    assert exit_code == 1
    assert "B030" in said
    assert "tsc is not there, so 1 samples are not compiled" in said
