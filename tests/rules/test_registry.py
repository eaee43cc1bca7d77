"""A rule is one file: with a file more, `lint` and `build` tell it, `explain` knows it, and `lint --fix` fixes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import registry
from generator.cli import main
from generator.rules import checks, run

from .fixtures import HERE, pages_of

FILE = '''
"""S099: example at rest."""

from generator.rules.rule import EXAMPLE, START, Found, Rule
from generator.source.severity import WARNING


def _check(example):
    if '"quiet"' in example.text:
        yield Found(START, "`quiet`", "`loud`")


RULE = Rule(
    ("S099", "example-at-rest", WARNING, "The example rests.", "run `docs2sdk lint --fix`"),
    EXAMPLE,
    _check,
    lambda example, data: data.replace(b'"quiet"', b'"loud"'),
)
'''


def forget() -> None:
    registry.names_of_files.cache_clear()
    run.rules.cache_clear()


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A rule put beside the others, and a page that it is about."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "s099.py").write_text(FILE, encoding="utf-8")
    monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(tmp_path / "rules")])
    monkeypatch.chdir(tmp_path)
    forget()
    ((path, text),) = pages_of(HERE / "clean-example.md").items()
    page = tmp_path / "specs" / "pages" / path
    page.parent.mkdir(parents=True)
    page.write_text(text.replace('"North"', '"quiet"'), encoding="utf-8")
    (tmp_path / "specs" / "docs2sdk.yaml").write_text("", encoding="utf-8")
    yield page
    monkeypatch.undo()
    forget()


@pytest.mark.parametrize("command", ["lint", "build"])
def test_it_is_told(command: str, tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([command])
    said = capsys.readouterr()
    assert "warning S099 example-at-rest: `quiet`" in said.out + said.err


def test_it_is_known(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "S099"]) == 0
    assert "The example rests." in capsys.readouterr().out


def test_it_is_fixed(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["lint", "--fix"])
    assert '"loud"' in tree.read_text(encoding="utf-8")
    assert main(["lint", "--select", "S099"]) == 0
