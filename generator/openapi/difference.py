"""The actions of an OpenAPI Overlay that turn one document into another."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.model import Json
from generator.openapi.jsonpath import literal, quote
from generator.openapi.schemas_out import member_key

VERSION: Final = "1.1.0"
Step = str | int | tuple[str, str]
"""A key, a position in a list, or the key and the value that tell one item of a list from the others."""
At = tuple[Step, ...]

_TEXTS: Final = frozenset({"description", "summary", "title"})
_TYPED: Final = (
    "type", "items", "enum", "x-extensible-enum", "$ref", "anyOf", "oneOf", "schema", "required",
)  # fmt: skip
_OWNERS: Final[Mapping[str, int]] = {"paths": 3, "components": 3}
"""How many steps lead to what an action is about; one elsewhere."""
_NAMES: Final = ("name", "x-edition")
"""What tells a parameter, a tag or a sample from the others of its list."""


@dataclass(slots=True)
class Difference:
    """Removals and additions, by place; additions hold whole values.

    Where pages were `guessed` from, what they say beyond the new document stays, and how they lay out texts does
    not count.
    """

    guessed: bool = False
    removed: list[At] = field(default_factory=list)
    added: list[tuple[At, Json]] = field(default_factory=list)

    def compare(self, old: Json, new: Json, at: At = ()) -> None:
        """Collect what turns `old` into `new`."""
        if isinstance(old, str) and old == new:  # most values: no slower question
            return
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            self._mappings(old, new, at)
        elif isinstance(old, list) and isinstance(new, list) and _alike(old, new):
            for step, one, other in zip(_steps(old), old, new, strict=True):
                self.compare(one, other, (*at, step))
        elif not self._same(old, new, at):
            if isinstance(old, Mapping | list):
                self.removed.append(at)
            self.added.append((at, new))

    def _mappings(self, old: Mapping[str, Json], new: Mapping[str, Json], at: At) -> None:
        for key in (one for one in old if one not in new):
            self.removed += [(*at, *gone) for gone in self._gone(key, old[key], new)]
        for key, value in new.items():
            if key in old:
                self.compare(old[key], value, (*at, key))
            else:
                self.added.append(((*at, key), value))
        if self.guessed and "x-inferred" in old and "x-inferred" not in new and _retyped(old, new):
            self.removed.append((*at, "x-inferred"))

    def _gone(self, key: str, old: Json, new: Mapping[str, Json]) -> list[At]:
        """What goes with a key that the new document does not have.

        What was inferred stays, and what pages say of the members that the new document has.
        """
        if self.guessed and key == "x-inferred":
            return []
        members = new.get("enum") if self.guessed and key == "x-enum-descriptions" else None
        if not isinstance(members, list):
            return [(key,)]
        known = {member_key(one) for one in members}
        return [(key, one) for one in old if one not in known] if isinstance(old, Mapping) else []

    def _same(self, old: Json, new: Json, at: At) -> bool:
        text = isinstance(old, str) and isinstance(new, str) and at and at[-1] in _TEXTS
        if self.guessed and text:
            return str(old).split() == str(new).split()
        return _equal(old, new)


def _equal(old: Json, new: Json) -> bool:
    """Are they the same JSON? (Python's `True == 1` is not.)."""
    if not isinstance(old, Mapping | list):
        return type(old) is type(new) and old == new
    return json.dumps(old, sort_keys=True) == json.dumps(new, sort_keys=True)


def _retyped(old: Mapping[str, Json], new: Mapping[str, Json]) -> bool:
    """Is what was inferred overruled?"""
    return any(not _equal(old.get(key), new.get(key)) for key in _TYPED)


def _alike(old: Sequence[Json], new: Sequence[Json]) -> bool:
    """Can the lists be compared item by item: scalars, or objects of the same names or keys?"""
    return len(old) == len(new) and all(map(_pair, old, new))


def _pair(old: Json, new: Json) -> bool:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        names = [_name(old, key) for key in _NAMES]
        same = names == [_name(new, key) for key in _NAMES]
        return same and (any(names) or old.keys() == new.keys())
    return not isinstance(old, Mapping | list) and not isinstance(new, Mapping | list)


def _name(item: Json, key: str) -> str:
    name = item.get(key) if isinstance(item, Mapping) else None
    return name if isinstance(name, str) else ""


def _steps(items: Sequence[Json]) -> list[Step]:
    """The steps to the items: by name where each has its own, else by position."""
    for key in _NAMES if any(isinstance(item, Mapping) for item in items) else ():
        names = [_name(item, key) for item in items]
        if all(names) and len(set(names)) == len(names):
            return [(key, name) for name in names]
    return list(range(len(items)))


def actions(
    old: Mapping[str, Json], new: Mapping[str, Json], *, guessed: bool = False
) -> list[Json]:
    """Removals first, then one update for each operation, parameter, schema or other part.

    `guessed`: the old document is what pages gave (`Difference`).
    """
    difference = Difference(guessed)
    difference.compare(old, new)
    removals: list[Json] = [{"target": path(at), "remove": True} for at in difference.removed]
    updates: dict[At, Json] = {}
    for at, value in difference.added:
        length = _owner(at)
        if length == len(at):
            updates[at] = value
        else:
            target = updates.setdefault(at[:length], {})
            _put(target, [str(step) for step in at[length:]], value)
    return removals + [{"target": path(at), "update": value} for at, value in updates.items()]


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
    """The JSONPath (RFC 9535) of a place; what is named is selected: `[?@.name=='id']`."""
    return "$" + "".join(_spelled(at))


def _spelled(at: At) -> Iterator[str]:
    for step in at:
        if isinstance(step, tuple):
            yield f"[?@{quote(step[:1])[1:]}=={literal(step[1])}]"
        else:
            yield quote([step])[1:]


def overlay_document(
    client: str, title: str, version: str, made: Sequence[Json]
) -> dict[str, Json]:
    """The Overlay document of a client's OpenAPI document."""
    return {
        "overlay": VERSION,
        "info": {"title": title, "version": version},
        "extends": f"{client}.yaml",
        "actions": list(made),
    }


__all__ = ["actions", "overlay_document"]
