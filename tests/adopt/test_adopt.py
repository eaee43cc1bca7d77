"""A small fixed part of the real documents is adopted; `make adopt` takes all of them."""

from __future__ import annotations

import pytest

from tests.adopt import adopted
from tests.hard.packages import documents

_SMALL = ("museum.yaml", "meilisearch.json", "oai-callback.yaml", "opencode.yaml", "spotify.yaml")


@pytest.mark.parametrize("name", _SMALL)
def test_a_document_is_clean_right_after_init(name: str) -> None:
    path = next((one for one in documents("real") if one.name == name), None)
    if path is None:
        pytest.skip("needs ../shared/openapi beside the project")
    result = adopted(path)
    assert result.clean, "\n".join(result.told[-20:])
    assert result.pages[1] > 0
