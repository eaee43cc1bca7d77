"""New pages of profile `authing` against those that the original docs factory made of the same documents."""

from __future__ import annotations

import pytest

from tests.adopt.factory import CORPUS, counted, told


@pytest.mark.parametrize("edition", ["node", "csharp"])
def test_pages_are_those_of_the_factory(edition: str) -> None:
    if not (CORPUS / "factory" / edition).is_dir():
        pytest.skip("needs ../shared/corpus beside the project")
    count = counted(edition)
    figures = "\n".join(told(edition, count))
    assert count.pages > 0
    assert not count.missing, figures
    assert count.same_rows >= 0.99 * count.rows, figures
    assert count.same_cells >= 0.99 * count.cells, figures
    assert count.ordered >= 0.95 * count.tables, figures
    assert count.met >= 0.9 * count.pages, figures
    assert not count.invalid, figures
