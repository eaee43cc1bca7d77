"""Where things are: the project, and the corpus of real pages beside it (absent on most machines)."""

from __future__ import annotations

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the corpus; tests that ask for it skip where it is absent."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("needs ../shared/corpus beside the project")
    return SHARED
