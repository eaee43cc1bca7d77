"""Walking through the pages of an operation that takes `page` and `limit`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, Protocol, TypeVar

from .base_client import Plan
from .not_given import NOT_GIVEN

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Listing(Protocol[T_co]):
    """A page: its items."""

    @property
    def list(self) -> Sequence[T_co] | None:
        """The items of this page."""


class Paged(Protocol[T_co]):
    """An answer whose `data` is a page."""

    @property
    def data(self) -> Listing[T_co] | None:
        """The page."""


class Pager(Generic[T]):
    """Which page is next, and whether there is one. It does no I/O.

    It ends at an empty page, at the total that the answers tell, and, where they tell none, at a
    page that is shorter than what was asked for.
    """

    def __init__(self, plan: Plan) -> None:
        way = plan.operation.paging
        if way is None:
            raise TypeError(f"{plan.operation.id} has no pages; call it directly")
        self._way = way
        self._holder = self._find(plan.arguments)
        self._page = _whole(self._holder.get("page"), 1)
        self._limit = _whole(self._holder.get("limit"), 0)
        self._seen = (self._page - 1) * self._limit
        self._plan = plan
        self.done = False

    @property
    def plan(self) -> Plan:
        """The call that fetches the next page."""
        arguments: dict[str, Any] = {**self._holder, "page": self._page}
        for name in reversed(self._way):
            arguments = {**self._outer(name), name: arguments}
        return replace(self._plan, arguments={**self._plan.arguments, **arguments})

    def take(self, answer: Any) -> list[T]:
        """The items of an answer; afterwards `plan` is the next page, unless `done`."""
        data = getattr(answer, "data", None)
        found = getattr(data, "list", None)
        items: list[T] = found if isinstance(found, list) else []
        total = getattr(data, "total_count", None)
        self._seen += len(items)
        self._page += 1
        if isinstance(total, int | float):
            self.done = not items or self._seen >= total
        else:
            self.done = not items or len(items) < self._limit
        return items

    def _find(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        holder: Any = arguments
        for name in self._way:
            holder = _fields(holder.get(name))
        return dict(holder)

    def _outer(self, name: str) -> dict[str, Any]:
        """What stands beside the innermost object, level by level."""
        holder: Any = self._plan.arguments
        for step in self._way:
            if step == name:
                return dict(holder)
            holder = _fields(holder.get(step))
        return {}


def _fields(value: Any) -> dict[str, Any]:
    """The given fields of a DTO or a mapping, by Python name."""
    from .model import Model

    if isinstance(value, Model):
        extra = value.__pydantic_extra__ or {}
        return {
            k: v for k, v in value.__dict__.items() if k in value.model_fields_set
        } | extra
    return dict(value) if isinstance(value, Mapping) else {}


def _whole(value: Any, default: int) -> int:
    if value is NOT_GIVEN or not isinstance(value, int | float):
        return default
    return int(value)
