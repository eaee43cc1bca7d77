"""Versions of clients: their documents, and which client of a new version is which of the old one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.drift.change import Change
from generator.drift.sides import Side, child, node, unchanged

if TYPE_CHECKING:
    from generator.model import Api

Pair = tuple["Version | None", "Version | None"]


@dataclass(frozen=True, eq=False)
class Version:
    """One client in one version. `guessed`: no document names it as such, it is called after its title.

    `number` is the version that it says of itself. `api` has the places of pages; None where a document states it.
    """

    client: str
    number: str
    side: Side = field(repr=False)
    guessed: bool = False
    api: Api | None = None

    @cached_property
    def held(self) -> set[tuple[str, str]]:
        """What it is known by: operations and schemas; titles and names of files are no facts of an API."""
        from generator.drift.operations import calls  # noqa: PLC0415 - for several clients only

        operations = {one.key for one in calls(self.side, child(self.side.root, "paths"))}
        schemas = child(self.side.root, "components", "schemas")
        return operations | {("schema", name) for name in node(schemas)}


def changes(pair: Pair) -> list[Change]:
    """All changes of a client; that it came or went is one."""
    old, new = pair
    if old and new and old.client == new.client and unchanged(old.side, new.side):
        return []
    from generator.drift.semantic import differences, of_clients  # noqa: PLC0415 - slow to import

    if old is None or new is None:
        return of_clients(old.client if old else "", new.client if new else "")
    found = [*of_clients(old.client, new.client), *differences(old.side, new.side)]
    return sorted(found, key=lambda one: one.rank)


def of_pages(api: Api) -> Version:
    """The version of a client that pages state."""
    from generator.drift.semantic import document_of  # noqa: PLC0415 - not needed for documents

    return Version(api.client, api.version, Side(document_of(api)), api=api)


def pairs(old: Sequence[Version], new: Sequence[Version]) -> list[Pair]:
    """Each client with its counterpart, or with none, in the order of their names.

    By stated names, then by what they hold; one client alone always is the other. A guessed name is that of the
    other side.
    """
    ours, theirs = list(old), list(new)
    found: list[Pair] = []

    def pair(one: Version, other: Version) -> None:
        if one in ours and other in theirs:
            ours.remove(one)
            theirs.remove(other)
            unnamed = one.guessed or other.guessed
            found.append((one, replace(other, client=one.client) if unnamed else other))

    for one in old:
        for other in new:
            if one.client == other.client and not one.guessed:
                pair(one, other)
    for one, other in _alike(ours, theirs):
        pair(one, other)
    if len(old) == len(new) == len(ours) == 1:
        pair(ours[0], theirs[0])
    found += [(one, None) for one in ours] + [(None, other) for other in theirs]
    return sorted(found, key=_name)


def _name(pair: Pair) -> str:
    return next(one.client for one in pair if one is not None)


def _alike(old: Sequence[Version], new: Sequence[Version]) -> list[tuple[Version, Version]]:
    """All pairs that share something, those that share most first."""
    if len(old) == len(new) == 1:
        return [(old[0], new[0])]
    shared = [
        (len(one.held & other.held), index, place, one, other)
        for index, one in enumerate(old)
        for place, other in enumerate(new)
    ]
    ranked = sorted((row for row in shared if row[0]), key=lambda row: (-row[0], row[1], row[2]))
    return [(one, other) for *_, one, other in ranked]
