"""Answers that deviate from what is documented: null, missing, of another type, unknown.

The envelope's own fields (statusCode, message, apiCode, requestId) stay, so that the answer counts as a good one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.mock.reading import resolved
from generator.model import UNSET, Api, Array, Json, Map, OpenEnum, Ref, Type, Union, Unset

NEW_MEMBER: Final = "mock-new-member"
NEW_NUMBER: Final = 987654321
EXTRA: Final = "mockExtra"
_ENVELOPE: Final = frozenset(("statusCode", "message", "apiCode", "requestId"))

Leaf = Callable[[Json], Json | Unset]


@dataclass(frozen=True, slots=True)
class Change:
    """A change of an answer of an Api; `path` are the names that lead to what is changed, empty for all scalars."""

    api: Api
    path: Sequence[str] = ()

    def nulls(self, data: Json, _: Type | None) -> Json:
        """Null instead of scalars, or of what is at the path."""
        return self._changed(data, lambda _: None)

    def missing(self, data: Json, _: Type | None) -> Json:
        """Scalars, or what is at the path, are left out."""
        return self._changed(data, lambda _: UNSET)

    def wrong_scalars(self, data: Json, _: Type | None) -> Json:
        """A number for a text, a text for a number or a boolean; at a path also for a list or an object."""
        return self._changed(data, lambda value: 12345 if isinstance(value, str) else "wrong")

    def unknown_fields(self, data: Json, kind: Type | None) -> Json:
        """An unknown field in every object."""
        if isinstance(data, dict):
            inner = {name: self.unknown_fields(value, kind) for name, value in data.items()}
            return {**inner, EXTRA: {"nested": [1, None, "text"]}}
        return (
            [self.unknown_fields(item, kind) for item in data] if isinstance(data, list) else data
        )

    def new_members(self, data: Json, kind: Type | None) -> Json:
        """Every enum holds a member that is not documented."""
        if kind is None:
            return data
        kind = resolved(self.api, kind)
        if isinstance(kind, OpenEnum):
            return _new_member(data)
        if isinstance(data, list) and isinstance(kind, Array):
            return [self.new_members(item, kind.item) for item in data]
        if isinstance(data, dict):
            types = self._field_types(kind)
            other = kind.value if isinstance(kind, Map) else None
            return {
                name: self.new_members(item, types.get(name, other)) for name, item in data.items()
            }
        return data

    def _field_types(self, kind: Type) -> Mapping[str, Type]:
        if isinstance(kind, Union):
            found: dict[str, Type] = {}
            for option in kind.options:
                found = {**self._field_types(resolved(self.api, option)), **found}
            return found
        schema = self.api.schemas.get(kind.name) if isinstance(kind, Ref) else None
        return {field.name: field.type for field in schema.fields} if schema else {}

    def _changed(self, data: Json, leaf: Leaf) -> Json:
        changed = _at(data, list(self.path), leaf) if self.path else _leaves(data, leaf, top=True)
        return {} if changed is UNSET else changed


def _new_member(value: Json) -> Json:
    """Of the same scalar type, so that only the member is new."""
    if isinstance(value, bool) or value is None:
        return value
    return NEW_NUMBER if isinstance(value, int | float) else NEW_MEMBER


def _leaves(data: Json, leaf: Leaf, *, top: bool = False) -> Json | Unset:
    if isinstance(data, dict):
        keep = _ENVELOPE if top and "statusCode" in data else frozenset[str]()
        changed = {
            name: value if name in keep else _leaves(value, leaf) for name, value in data.items()
        }
        return {name: value for name, value in changed.items() if value is not UNSET}
    if isinstance(data, list):
        items = [_leaves(item, leaf) for item in data]
        return [item for item in items if item is not UNSET]
    return leaf(data)


def _at(data: Json, path: list[str], leaf: Leaf) -> Json | Unset:
    if not path:
        return leaf(data)
    if isinstance(data, list):
        return [_at(item, path, leaf) for item in data]
    if not isinstance(data, dict) or path[0] not in data:
        return data
    changed = _at(data[path[0]], path[1:], leaf)
    rest = {name: value for name, value in data.items() if name != path[0]}
    return rest if changed is UNSET else {**data, path[0]: changed}
