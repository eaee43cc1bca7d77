"""Every code has a fixture in which a command tells it, so that no code can fall silent unnoticed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from generator.cli import report
from generator.mock import findings as mock_findings
from generator.mock.findings import as_json
from generator.printers import render_diagnostics
from generator.rules.code import parser as sample_parser
from generator.source import Diagnostic
from tests.rules.fixtures import code_of, fixtures, reported


@pytest.fixture(autouse=True)
def parsers() -> Iterator[None]:
    """Fixtures may take parsers of sample code away."""
    yield
    sample_parser.cache_clear()


@pytest.mark.parametrize("case", fixtures(), ids=lambda case: case.stem)
def test_the_code_is_told(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert code_of(case) in reported(case, tmp_path, monkeypatch)


@pytest.mark.parametrize("case", fixtures(), ids=lambda case: case.stem)
def test_a_silenced_code_is_missed(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All findings pass one place: silenced there, a code is told by no command, and its fixture fails.

    The answers of the mock server have their own.
    """

    def unanswered(one: Diagnostic) -> dict[str, Any]:
        return as_json(one) if one.code != code_of(case) else {"code": ""}

    def silent(found: Sequence[Diagnostic], *rest: Any, **options: Any) -> str:
        return render_diagnostics(
            [one for one in found if one.code != code_of(case)], *rest, **options
        )

    monkeypatch.setattr(mock_findings, "as_json", unanswered)
    monkeypatch.setattr(report, "render_diagnostics", silent)
    assert code_of(case) not in reported(case, tmp_path, monkeypatch)
