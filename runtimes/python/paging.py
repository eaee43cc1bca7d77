"""Walking through the pages of an operation: by number, by offset or by cursor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from .base_client import Plan
from .not_given import NOT_GIVEN
from .operation import Names

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Page(Protocol[T_co]):
    """An answer that is a page."""

    def _page_item(self) -> T_co:
        """Never there; holds the type of an item."""
        ...


class _Listed(Protocol[T_co]):
    """An answer that is the items of a page."""

    def __getitem__(self, index: int, /) -> T_co:
        """An item."""
        ...

    def append(self, item: Any, /) -> None:
        """What lists have and mappings do not."""
        ...


Paged: TypeAlias = "Page[T_co] | _Listed[T_co] | None"


class Pages(NamedTuple):
    """How an operation pages, in names of arguments and of fields as they are sent.

    `kind` is page, offset or cursor. `start` leads from the arguments to the number, the offset or
    the cursor, `size` to the size of a page; `items`, `total` and `next` lead from the answer to
    the items, the number of all of them and the next cursor. An empty way: there is none, or the
    answer itself.
    """

    kind: str
    start: Names
    size: Names
    items: Names
    total: Names
    next: Names


class Pager(Generic[T]):
    """Which page is next, and whether there is one. It does no I/O.

    It ends at an empty page, at the total that the answers tell, at a page shorter than the first
    where they tell none, at the last cursor, and where the server repeats itself.
    """

    def __init__(self, plan: Plan) -> None:
        if plan.operation.paging is None:
            raise TypeError(f"{plan.operation.id} has no pages; call it directly")
        self._pages = Pages(*plan.operation.paging)
        given = _dig(plan.arguments, self._pages.start)
        first = 1 if self._pages.kind == "page" else 0
        self._at = int(given) if _is_number(given) else first
        self._cursors = {given} if isinstance(given, str) else set()
        self._seen = 0
        self._last: list[T] = []
        self._longest = 0
        self.plan = plan
        self.done = False

    def take(self, answer: Any) -> list[T]:
        """The items of an answer; afterwards `plan` is the next page, unless `done`."""
        found = _dig(answer, self._pages.items)
        items: list[T] = found if isinstance(found, list) else []
        if not items or items == self._last:
            self.done = True
            return []
        if not self._last:
            self._longest = len(items)
            before = (
                (self._at - 1) * len(items) if self._pages.kind == "page" else self._at
            )
            self._seen = max(before, 0)
        self._last = items
        self._seen += len(items)
        following = self._following(answer, len(items))
        if following is None:
            self.done = True
        else:
            arguments = _with(self.plan.arguments, self._pages.start, following)
            self.plan = replace(self.plan, arguments=arguments)
        return items

    def _following(self, answer: Any, count: int) -> int | str | None:
        if self._pages.kind == "cursor":
            cursor = _dig(answer, self._pages.next)
            if not isinstance(cursor, str) or cursor == "" or cursor in self._cursors:
                return None
            self._cursors.add(cursor)
            return cursor
        total: Any = _dig(answer, self._pages.total) if self._pages.total else None
        if self._seen >= total if _is_number(total) else count < self._longest:
            return None
        self._at += 1 if self._pages.kind == "page" else count
        return self._at


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _dig(value: Any, way: Names) -> Any:
    """What a way leads to, through DTOs and mappings; None where it does not lead on."""
    for name in way:
        value = _fields(value).get(name)
    return None if value is NOT_GIVEN else value


def _with(value: Any, way: Names, new: Any) -> dict[str, Any]:
    """The fields of a DTO or a mapping, with another value at the end of a way."""
    name, *rest = way
    fields = _fields(value)
    return {**fields, name: _with(fields.get(name), tuple(rest), new) if rest else new}


def _fields(value: Any) -> dict[str, Any]:
    """The given fields of a DTO, by the names as they are sent, or of a mapping."""
    from .model import Model

    if not isinstance(value, Model):
        return dict(value) if isinstance(value, Mapping) else {}
    wires = {
        name: str(one.serialization_alias or name)
        for name, one in type(value).model_fields.items()
    }
    given = {
        wires[k]: v for k, v in value.__dict__.items() if k in value.model_fields_set
    }
    return given | (value.__pydantic_extra__ or {})
