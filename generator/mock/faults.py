"""Faults that a test may ask for, by the header `x-mock-fault` or by `Options.faults`.

A list with commas of `name`, `name=value`, `name*N` or `name=value*N`:

    429[=SECONDS]    too many requests, with Retry-After (default 1)
    400 ... 599      that status, with an error envelope (`500`, `503`, `401`, ...)
    slow[=SECONDS]   waits before it answers (default 5)
    drip[=SECONDS]   sends the answer in small pieces over that time (default 5)
    reset[=early]    the connection is reset in the middle of the body, or before the first byte
    truncated        half of the body, said to be whole
    html[=STATUS]    an HTML page (default 200) instead of JSON
    envelope[=CODE]  HTTP 200 whose envelope says statusCode CODE (default 400) and an apiCode
    new-enum         every enum holds a member that no page lists
    nulls[=PATH]     null for every scalar (for what is at PATH, as `data.list`)
    missing[=PATH]   every scalar (what is at PATH) is left out
    wrong-scalar[=PATH]  a number for a text, a text for a number or a boolean
    extra            an unknown field in every object
    none             no fault, whatever the options say

Faults without `*N` are active at every attempt. Those with `*N` are used up one after another: with
`429*2,500*1` the first two attempts get 429, the third 500, the fourth the answer. Attempts are counted by
idempotency key, else by operation; an answer without counted fault begins the count again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.mock.reading import resolved
from generator.model import UNSET, Api, Array, Json, Map, OpenEnum, Ref, Type, Union, Unset

_FORM: Final = re.compile(r"(?P<name>[a-z0-9-]+)(=(?P<value>[^*,=]*))?(\*(?P<times>[0-9]{1,4}))?")
_STATUS: Final = re.compile(r"[45][0-9][0-9]")
_PATH: Final = re.compile(r"\w+(\.\w+)*")
_LONGEST_WAIT: Final = 600.0


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its name, its value (empty: the default), and for how many attempts (None: for all)."""

    name: str
    value: str = ""
    times: int | None = None

    @property
    def seconds(self) -> float:
        """The value as seconds; 5 where nothing is said."""
        return float(self.value or 5)


def _is_seconds(text: str) -> bool:
    try:
        return 0 <= float(text) <= _LONGEST_WAIT
    except ValueError:
        return False


def _is_path(text: str) -> bool:
    return _PATH.fullmatch(text) is not None


def _is_status(text: str) -> bool:
    return re.fullmatch(r"[1-5][0-9][0-9]", text) is not None


def _nothing(_: str) -> bool:
    return False


VALUES: Final[Mapping[str, Callable[[str], bool]]] = {
    "new-enum": _nothing,
    "nulls": _is_path,
    "missing": _is_path,
    "wrong-scalar": _is_path,
    "extra": _nothing,
    "envelope": _is_status,
    "status": _nothing,
    "429": _is_seconds,
    "html": _is_status,
    "truncated": _nothing,
    "slow": _is_seconds,
    "drip": _is_seconds,
    "reset": lambda text: text == "early",
    "none": _nothing,
}
"""The faults in the order in which they are applied, each with the test of its value."""


def kind(name: str) -> str:
    """The entry of `VALUES` that a name stands for: `503` is `status`."""
    return "status" if name not in VALUES and _STATUS.fullmatch(name) else name


def parse(text: str) -> tuple[Fault, ...]:
    """The faults of a header; raises ValueError that says what is wrong with it."""
    return tuple(_fault(part.strip()) for part in text.split(",") if part.strip())


def _fault(text: str) -> Fault:
    match = _FORM.fullmatch(text)
    known = kind(match["name"]) if match else ""
    if match is None or known not in VALUES or match["name"] == "status":
        names = ", ".join(name for name in VALUES if name != "status")
        raise ValueError(f"no fault {text[:60]!r}; expected {names} or a status from 400 to 599")
    value = match["value"] or ""
    if value and not VALUES[known](value):
        raise ValueError(f"fault {match['name']} can not have the value {value[:60]!r}")
    return Fault(match["name"], value, int(match["times"]) if match["times"] else None)


def active(faults: Sequence[Fault], attempt: int) -> list[Fault]:
    """The faults of attempt 0, 1, 2, ... in the order in which they are applied."""
    chosen = [fault for fault in faults if fault.times is None]
    first = 0
    for fault in faults:
        if fault.times is not None and first <= attempt < first + fault.times:
            chosen.append(fault)
        first += fault.times or 0
    order = list(VALUES)
    return sorted(chosen, key=lambda fault: order.index(kind(fault.name)))


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
