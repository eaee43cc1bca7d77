"""Another locale's texts: as an Overlay of the exported document, or in place in the Api."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from generator.model import Api, Json
from generator.openapi.export import export
from generator.openapi.jsonpath import has_control, literal, quote
from generator.openapi.load import load
from generator.openapi.overlays import copy_of, merge
from generator.openapi.pointers import put
from generator.yaml import split

OVERLAY_VERSION: Final = "1.1.0"
Steps = tuple[str | int, ...]


def localized(api: Api, locale: str) -> Api:
    """The Api with the locale's texts in place; without translations, since its locale is that one."""
    document = export(api)
    translate(document, api, locale)
    loaded, _ = load(document, client=api.client, file="")
    return loaded


def translate(document: dict[str, Json], api: Api, locale: str) -> list[str]:
    """Put the locale's texts in place in the exported document; the pointers that lead nowhere."""
    document["x-docs"] = {"client": api.client, "locale": locale}
    texts = api.translations.get(locale, {})
    return [
        place for place, text in sorted(texts.items()) if not put(document, place, copy_of(text))
    ]


def locale_overlay(api: Api, locale: str) -> dict[str, Json]:
    """The locale's texts as an Overlay document: an action for each operation, parameter, sample and schema."""
    actions = _Actions(export(api))
    actions.add(("x-docs", "locale"), locale)
    for place, text in sorted(api.translations.get(locale, {}).items()):
        actions.add(split(place), text)
    return {
        "overlay": OVERLAY_VERSION,
        "info": {"title": f"{api.title} ({locale})", "version": api.version},
        "extends": f"{api.client}.yaml",
        "actions": actions.all(),
    }


class _Actions:
    """Collects texts by the place that their action targets; removals go first."""

    def __init__(self, document: Mapping[str, Json]) -> None:
        self._document = document
        self._removals: list[Json] = []
        self._updates: dict[str, Json] = {}

    def all(self) -> list[Json]:
        """The actions, in the order that places were added."""
        updates = ({"target": target, "update": value} for target, value in self._updates.items())
        return [*self._removals, *updates]

    def add(self, segments: Sequence[str], value: Json) -> None:
        """One text; what can not be merged into what stands there is removed before."""
        found = _walk(self._document, segments)
        if found is None:
            return
        steps, nodes = found
        start = _target_length(steps)
        old = nodes[-1]
        if len(nodes) > len(steps) and not _merges(old, value):
            self._removals.append({"target": self._path(steps, nodes), "remove": True})
        nested: Json = copy_of(value)
        for step in reversed(steps[start:]):
            nested = {str(step): nested}
        target = self._path(steps[:start], nodes)
        known = self._updates.get(target)
        if isinstance(known, dict) and isinstance(nested, Mapping):
            merge(known, nested)
        else:
            self._updates[target] = nested

    def _path(self, steps: Sequence[str | int], nodes: Sequence[Json]) -> str:
        """The JSONPath; an item of a list that has a name is selected by it."""
        path = "$"
        for index, step in enumerate(steps):
            chosen = _by_name(nodes[index], step) if isinstance(step, int) else None
            path += chosen or quote([step])[1:]
        return path


def _walk(document: Json, segments: Sequence[str]) -> tuple[Steps, list[Json]] | None:
    """The steps (numbers where there are lists), and the nodes on the way, as far as there are any.

    None where a list is too short, or a text stands in the way.
    """
    steps: list[str | int] = []
    nodes: list[Json] = [document]
    for segment in segments:
        node = nodes[-1] if len(nodes) > len(steps) else {}
        step, there = _step(node, segment)
        if not there and not isinstance(node, Mapping):
            return None
        steps.append(step)
        if there:
            nodes.append(node[step])  # type: ignore[index]
    return tuple(steps), nodes


def _step(node: Json, segment: str) -> tuple[str | int, bool]:
    if isinstance(node, list):
        index = int(segment) if segment.isdecimal() else len(node)
        return index, index < len(node)
    return segment, isinstance(node, Mapping) and segment in node


def _target_length(steps: Steps) -> int:
    """How many steps lead to the object that an action updates: an operation, a schema, an item of a list."""
    items = [index + 1 for index, step in enumerate(steps) if isinstance(step, int)]
    natural = 3 if steps[0] in ("paths", "components") else 1
    longest = max([natural, *items])
    return min(longest, len(steps) - 1) if longest not in items else longest


def _by_name(items: Json, index: int) -> str | None:
    """`[?@.name=='id']`, or the same for an edition, where one item of the list alone has that name."""
    for key in ("name", "x-edition"):
        names = [item.get(key) if isinstance(item, Mapping) else None for item in items]  # type: ignore[attr-defined]
        name = names[index]
        if isinstance(name, str) and names.count(name) == 1 and not has_control(name):
            return f"[?@{quote([key])[1:]}=={literal(name)}]"
    return None


def _merges(old: Json, new: Json) -> bool:
    """Does merging the new value into the old one give the new one?"""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return all(key in new and _merges(value, new[key]) for key, value in old.items())
    if isinstance(old, list):
        return old == [] and isinstance(new, list)
    return not isinstance(old, Mapping)
