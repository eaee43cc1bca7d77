"""Which client of a new version is which of the old one: by stated names, then by what they hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from generator.model import Api

Pair = tuple[Api, Api]
NONE = Api(client="")
"""Stands for a client that is not there."""


def pairs(old: Sequence[Api], new: Sequence[Api], guessed: Collection[str] = ()) -> list[Pair]:
    """Each client with its counterpart, or with none, in the order of their names.

    Clients in `guessed` are named after a file; a file's name is no fact of an API, so only operations and schemas
    say which client that is, and the new one gets the old one's name. One client alone always is the other.
    """
    ours, theirs = list(old), list(new)
    found: list[Pair] = []

    def pair(one: Api, other: Api) -> None:
        ours.remove(one)
        theirs.remove(other)
        unnamed = one.client in guessed or other.client in guessed
        found.append((one, replace(other, client=one.client) if unnamed else other))

    for one, other in [(a, b) for a in old for b in new if a.client == b.client]:
        if one.client not in guessed and one in ours and other in theirs:
            pair(one, other)
    for one, other in _alike(ours, theirs):
        if one in ours and other in theirs:
            pair(one, other)
    if len(old) == len(new) == len(ours) == 1:
        pair(ours[0], theirs[0])
    found += [(one, NONE) for one in ours] + [(NONE, other) for other in theirs]
    return sorted(found, key=lambda both: both[0].client or both[1].client)


def _alike(old: Sequence[Api], new: Sequence[Api]) -> list[Pair]:
    """All pairs that share something, those that share most first."""
    shared = [
        (len(_held(one) & _held(other)), index, place, one, other)
        for index, one in enumerate(old)
        for place, other in enumerate(new)
    ]
    ranked = sorted((row for row in shared if row[0]), key=lambda row: (-row[0], row[1], row[2]))
    return [(one, other) for *_, one, other in ranked]


def _held(api: Api) -> set[tuple[str, str]]:
    operations = {(one.method, one.path) for one in api.operations}
    return operations | {("schema", name) for name in api.schemas}
