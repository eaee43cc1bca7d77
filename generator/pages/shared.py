"""Data structures that many pages share: on each page as deep as a reader needs, and links to where they are whole.

A page describes its structures breadth first until its tables have `MOST_ROWS` rows. The others that it mentions stand
there as a heading and a link to their home: the first page that describes them. What would be whole on no page, is so
on the home of the structure that leads there. A page with room for all looks as if nothing were shared.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from generator.model import Api, Field, Json, Operation, PageRecord, references
from generator.pages.edits import listed
from generator.pages.ids import named
from generator.pages.registry import further
from generator.pages.sections.schemas import link
from generator.pages.variants import names_variant
from generator.pages.write import inputs, page_schemas, response_fields

MOST_ROWS: Final = 24
"""Rows of data structures on a page: about what one reads, and 395 pages with 1,560 structures stay below 10 MB."""


@dataclass(slots=True)
class Shown:
    """The names that a page mentions in its tables, and those that it describes."""

    first: list[str]
    whole: dict[str, None] = field(default_factory=dict)


def shared(api: Api, pages: Mapping[str, PageRecord]) -> dict[str, PageRecord]:
    """The records of pages that share the data structures of their Api, by operation id."""
    return _Sharing(api, pages).records()


class _Sharing:
    def __init__(self, api: Api, pages: Mapping[str, PageRecord]) -> None:
        self.api, self.pages = api, pages
        self.lead = {name: _names(one.fields) for name, one in api.schemas.items()}
        self.shown = {one.id: self._shown(one) for one in api.operations}
        self.homes: dict[str, str] = {}

    def records(self) -> dict[str, PageRecord]:
        """All pages, each structure having found its home."""
        for id_, one in self.shown.items():
            for name in one.whole:
                self.homes.setdefault(name, id_)
        for id_, one in self.shown.items():
            for name in one.first:
                self._move_in(name, id_)
        waiting = deque(self.homes)
        while waiting:
            owner = waiting.popleft()
            for name in self.lead.get(owner, ()):
                if self._move_in(name, self.homes[owner]):
                    waiting.append(name)
        return {one.id: self._record(one) for one in self.api.operations}

    def _move_in(self, name: str, id_: str) -> bool:
        if name in self.homes:
            return False
        self.homes[name] = id_
        self.shown[id_].whole[name] = None
        return True

    def _shown(self, operation: Operation) -> Shown:
        fields = [view.field for view in inputs(self.api, operation)]
        own = _names([*fields, *response_fields(self.api, operation)])
        found = Shown(list(dict.fromkeys([*own, *self._further(operation)])))
        waiting, seen, room = deque(found.first), set(found.first), MOST_ROWS
        while waiting and room >= 0:
            name = waiting.popleft()
            room -= len(self.api.schemas[name].fields) if name in self.api.schemas else 1
            if room >= 0:
                found.whole[name] = None
                more = [one for one in self.lead.get(name, ()) if one not in seen]
                waiting.extend(more)
                seen.update(more)
        return found

    def _further(self, operation: Operation) -> list[str]:
        """The structures that sections name which not all pages have."""
        there = listed(self.pages[operation.id].exceptions.get("with"))
        kinds = (kind for kind in further() if kind.role in there)
        return [name for kind in kinds for name in kind.named(operation)]

    def _record(self, operation: Operation) -> PageRecord:
        record, one = self.pages[operation.id], self.shown[operation.id]
        mentioned = dict.fromkeys(one.first)
        for name in one.whole:
            mentioned.update(dict.fromkeys((name, *self.lead.get(name, ()))))
        linked = [name for name in mentioned if name not in one.whole]
        if not linked:
            return record
        told: dict[str, Json] = {
            f"{named(name)}.include-path": link(
                name, self.pages[self.homes[name]].path, record.path
            )
            for name in linked
        }
        usual = page_schemas(self.api, operation)
        names = names_variant([*one.whole, *linked], usual, "schemas")
        return replace(record, exceptions={**record.exceptions, **told}, variant=names)


def _names(fields: Iterable[Field]) -> list[str]:
    return list(dict.fromkeys(name for one in fields for name in references(one.type)))
