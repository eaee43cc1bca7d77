"""A difference as rules find it, before the table judges it."""

from __future__ import annotations

from collections.abc import Iterable

from generator.documents.sources import Target as Site

Found = tuple[str, Site | None, Site | None, str, str]
"""A code, where it is written in the old and in the new document, what was there and what is."""


def made(code: str, sites: Iterable[Site | None], shown: Iterable[str]) -> Found:
    """The difference of two sites and two texts, old and new."""
    old, new = sites
    was, now = shown
    return code, old, new, was, now


def named(code: str, name: str, old: Site | None, new: Site | None) -> Found:
    """The difference of what has a name and may be there on one side only."""
    return code, old, new, name if old is not None else "", name if new is not None else ""


def within(
    code: str, name: str, pair: tuple[Site | None, Site | None], at: tuple[Site, Site]
) -> Found:
    """The same, told at what holds it on the side where it is not."""
    _, _, _, was, now = named(code, name, *pair)
    return code, pair[0] or at[0], pair[1] or at[1], was, now
