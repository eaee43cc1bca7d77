"""A fixed part of our own pages, alone and among their twins; `make facts` tries 2,000 changes of real pages."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.onefact.judge import Group, changes
from tests.onefact.kinds import KINDS

PAGES = ("groups/create-group", "users/list-users", "audit-logs/list-audit-logs")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("twins", [False, True])
def test_a_change_of_one_fact_is_one_change_or_told(project: Path, name: str, twins: bool) -> None:
    root = project / "specs/pages"
    found = sorted(root.glob(f"*/*/management/{name}.md"))
    pages = {path.relative_to(root).as_posix(): path.read_bytes() for path in found}
    path = f"en/node/management/{name}.md"
    group = Group(pages if twins else {path: pages[path]})
    rng = random.Random(9)  # noqa: S311 - the same draw each time
    tried = list(changes(pages[path], rng, range(len(KINDS))))
    assert len(tried) > 12
    wrong = [(one.kind, one.what, group.judged(path, one, "\n")) for one in tried]
    assert [one for one in wrong if one[-1]] == []
