"""A small fixed part of the documents from elsewhere; `make hard` takes all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hard import packages

_STEP = 53


def test_documents_from_elsewhere(tmp_path: Path) -> None:
    paths = packages.documents("hard")[::_STEP]
    if not paths:
        pytest.skip("needs ../shared/openapi beside the project")
    run = packages.emitted(paths, tmp_path)
    assert run.faults == []
    assert len(run.packages) + len(run.unreadable) == len(paths)
    assert list(packages.imports(run)) == []
    assert list(packages.python_types(run, list(run.packages)[::4])) == []
