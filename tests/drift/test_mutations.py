"""A small part of `make mutations`: kinds of change and refactorings, made to our own documents."""

from __future__ import annotations

import pytest

from tests.drift import mutations
from tests.drift.refactorings import REFACTORINGS, Refactoring, found, schemas

DOCUMENTS = mutations.documents(mutations.OWN)
WALKS = mutations.walks(DOCUMENTS)


def test_kinds_of_change() -> None:
    """Each is found once, in its class, at its place."""
    made, bad = mutations.run(WALKS, 1)
    assert bad == []
    assert len(made) > 60


@pytest.mark.parametrize("refactoring", REFACTORINGS, ids=lambda one: str(one.__name__))
def test_refactorings(refactoring: Refactoring) -> None:
    """The same in other words is no change."""
    assert {name: found(one, refactoring) for name, one in DOCUMENTS.items()} == {
        name: [] for name in DOCUMENTS
    }


def test_refactorings_change_something() -> None:
    everything = list(DOCUMENTS.values())
    for refactoring in (one for one in REFACTORINGS if one.__name__ in ("hoisted", "inlined")):
        assert any(refactoring(one) != one for one in everything), refactoring.__name__
    assert any(list(schemas(one)) for one in everything)
