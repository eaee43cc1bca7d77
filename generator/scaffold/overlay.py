"""The actions of an OpenAPI Overlay that turn one document into another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.model import Json
from generator.openapi.jsonpath import has_control, literal, quote

VERSION: Final = "1.1.0"
Step = str | int | tuple[str]
"""A key, a position in a list, or the name of a parameter."""
At = tuple[Step, ...]

_SPACE: Final = re.compile(r"\s+")
_TEXTS: Final = frozenset({"description", "summary", "title"})
_TYPED: Final = (
    "type", "items", "enum", "x-extensible-enum", "$ref", "anyOf", "oneOf", "schema", "required",
)  # fmt: skip
_OWNERS: Final[Mapping[str, int]] = {"paths": 3, "components": 3}
"""How many steps lead to what an action is about; one elsewhere."""


@dataclass(slots=True)
class Difference:
    """Removals and additions, by place; additions hold whole values."""

    removed: list[At] = field(default_factory=list)
    added: list[tuple[At, Json]] = field(default_factory=list)

    def compare(self, old: Json, new: Json, at: At = ()) -> None:
        """Collect what turns `old` into `new`."""
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            self._mappings(old, new, at)
        elif _same(old, new, at):
            return
        elif isinstance(old, list) and isinstance(new, list) and _named(old, new, at):
            self._parameters(old, new, at)
        elif isinstance(old, list) and isinstance(new, list) and _plain(old, new):
            self._items(old, new, at)
        else:
            if isinstance(old, Mapping | list):
                self.removed.append(at)
            self.added.append((at, new))

    def _mappings(self, old: Mapping[str, Json], new: Mapping[str, Json], at: At) -> None:
        for key in (one for one in old if one not in new and not _stays(one, new)):
            self.removed.append((*at, key))
        for key, value in new.items():
            if key in old:
                self.compare(old[key], value, (*at, key))
            else:
                self.added.append(((*at, key), value))
        if "x-inferred" in old and "x-inferred" not in new and _retyped(old, new):
            self.removed.append((*at, "x-inferred"))

    def _items(self, old: Sequence[Json], new: Sequence[Json], at: At) -> None:
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            if not _same(one, other, at):
                self.added.append(((*at, index), other))

    def _parameters(self, old: Sequence[Json], new: Sequence[Json], at: At) -> None:
        after = {_name(one): one for one in new}
        for one in old:
            self.compare(one, after[_name(one)], (*at, (_name(one),)))


def _stays(key: str, new: Mapping[str, Json]) -> bool:
    """What pages say beyond the document: what was inferred, and what members of an enum mean."""
    return key == "x-inferred" or (key == "x-enum-descriptions" and "enum" in new)


def _same(old: Json, new: Json, at: At) -> bool:
    """Are they the same? White space of texts does not count: pages lay them out."""
    if isinstance(old, str) and isinstance(new, str) and at and at[-1] in _TEXTS:
        return _SPACE.sub(" ", old).strip() == _SPACE.sub(" ", new).strip()
    return json.dumps(old, sort_keys=True) == json.dumps(new, sort_keys=True)


def _plain(old: Sequence[Json], new: Sequence[Json]) -> bool:
    """Are these lists of as many scalars?"""
    scalars = not any(isinstance(one, Mapping | list) for one in (*old, *new))
    return scalars and len(old) == len(new)


def _retyped(old: Mapping[str, Json], new: Mapping[str, Json]) -> bool:
    """Is what was inferred overruled?"""
    return any(not _same(old.get(key), new.get(key), ()) for key in _TYPED)


def _name(parameter: Json) -> str:
    return str(parameter.get("name", "")) if isinstance(parameter, Mapping) else ""


def _named(old: Sequence[Json], new: Sequence[Json], at: At) -> bool:
    """Are these the same parameters in the same order, each of another name?"""
    names = [_name(one) for one in old]
    plain = not any(has_control(name) or not name for name in names)
    unique = len(set(names)) == len(names)
    return at[-1:] == ("parameters",) and plain and unique and names == [_name(one) for one in new]


def actions(old: Mapping[str, Json], new: Mapping[str, Json]) -> list[Json]:
    """Removals first, then one update for each operation, parameter, schema or other part."""
    difference = Difference()
    difference.compare(old, new)
    removals: list[Json] = [{"target": path(at), "remove": True} for at in difference.removed]
    updates: dict[str, Json] = {}
    for at, value in difference.added:
        length = _owner(at)
        if length == len(at):
            updates[path(at)] = value
        else:
            target = updates.setdefault(path(at[:length]), {})
            _put(target, [str(step) for step in at[length:]], value)
    return removals + [{"target": target, "update": value} for target, value in updates.items()]


def _owner(at: At) -> int:
    """How many steps lead to what the action updates: an operation, a parameter, a schema, an item of a list."""
    named = [index + 1 for index, step in enumerate(at) if not isinstance(step, str)]
    natural = max([_OWNERS.get(str(at[0]), 1), *named])
    return natural if natural in named else min(natural, len(at) - 1)


def _put(target: Json, steps: Sequence[str], value: Json) -> None:
    for step in steps[:-1]:
        target = target.setdefault(step, {}) if isinstance(target, dict) else None
    if isinstance(target, dict):
        target[steps[-1]] = value


def path(at: At) -> str:
    """The JSONPath (RFC 9535) of a place."""
    return "$" + "".join(_spelled(at))


def _spelled(at: At) -> Iterator[str]:
    for step in at:
        if isinstance(step, tuple):
            yield f"[?@.name=={literal(step[0])}]"
        else:
            yield quote([step])[1:]


def overlay(client: str, title: str, made: list[Json]) -> dict[str, Json]:
    """The Overlay document of a client."""
    return {
        "overlay": VERSION,
        "info": {"title": f"What the pages of {title or client} do not say", "version": "1.0.0"},
        "extends": f"{client}.yaml",
        "actions": made,
    }
