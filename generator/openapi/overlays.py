"""OpenAPI Overlay documents, version 1.0 and 1.1, applied to an OpenAPI document.

Rules of the Overlay Specification 1.1.0, section 4.4: actions in order; `remove` goes before `update`, and
`update` before `copy`; objects merge recursively, lists are appended to, anything else is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from generator.model import Json
from generator.openapi.jsonpath import Finder, Parts, PathError, measure
from generator.source import Diagnostic
from generator.yaml import DEEPEST, At, Locator, pointed

_VERSION: Final = re.compile(r"1\.[01](\.|$)")
_KNOWN: Final = frozenset(("target", "description", "update", "remove", "copy"))
_UPDATABLE: Final = (dict, list)


def apply_overlay(
    document: Mapping[str, Json], overlay: Json, file: str, text: str = ""
) -> tuple[dict[str, Json], list[Diagnostic]]:
    """The document with the overlay's actions done, and findings; the document given is not changed.

    Never raises. With the overlay file's `text` findings have the line and column of the action.
    """
    copied = copy_of(document)
    run = _Run(copied if isinstance(copied, dict) else {})
    run.overlay(overlay)
    locator = Locator(text, file)
    return run.document, sorted(locator.placed(finding) for finding in run.findings)


def extends(overlay: Json) -> str:
    """The stem of the file that an overlay names in `extends` (`management`), or empty."""
    address = overlay.get("extends") if isinstance(overlay, Mapping) else None
    return PurePosixPath(address).name.split(".")[0] if isinstance(address, str) else ""


def copy_of(value: Json) -> Json:
    """A deep copy of JSON data."""
    if isinstance(value, Mapping):
        return {key: copy_of(inner) for key, inner in value.items()}
    return [copy_of(inner) for inner in value] if isinstance(value, list) else value


MOST_ADDED: Final = 500_000
"""How many nodes the actions of an overlay may add: copies of copies grow without end otherwise."""


class _Run:
    """One application: the document so far, the findings, and how much was added."""

    def __init__(self, document: dict[str, Json]) -> None:
        self.document = document
        self.findings: list[Diagnostic] = []
        self._added = 0
        self._finder = Finder()
        self._primitives = True

    def _find(self, code: str, at: At, seen: str, expected: str = "") -> None:
        self.findings.append(pointed(code, at, seen, expected))

    def overlay(self, overlay: Json) -> None:
        """All actions in order; a wrong one is left out."""
        if not isinstance(overlay, Mapping):
            self._find("C010", (), "no object", "an Overlay document")
            return
        version = overlay.get("overlay")
        if not isinstance(version, str) or not _VERSION.match(version):
            self._find("C010", ("overlay",), f"version {version!r:.40}", "1.0.0 or 1.1.0")
            return
        self._primitives = not version.startswith("1.0")
        self._check_info(overlay.get("info"))
        actions = overlay.get("actions")
        if not isinstance(actions, list) or not actions:
            self._find("C010", ("actions",), "no list of actions", "at least one action")
            return
        for index, action in enumerate(actions):
            self._action(action, ("actions", index))

    def _check_info(self, info: Json) -> None:
        for key in ("title", "version"):
            if not isinstance(info, Mapping) or not isinstance(info.get(key), str):
                self._find("C010", ("info",), f"no {key}", f"a text as `{key}`")

    def _action(self, action: Json, at: At) -> None:
        if not isinstance(action, Mapping) or not isinstance(action.get("target"), str):
            self._find("C010", at, "an action without a target", "a JSONPath as `target`")
            return
        for key in action:
            if key not in _KNOWN and not key.startswith("x-"):
                self._find(
                    "C010", (*at, key), f"key `{key}`", "one of " + ", ".join(sorted(_KNOWN))
                )
        places = self._select(str(action["target"]), (*at, "target"))
        if places == []:
            self._find("C011", (*at, "target"), f"target {action['target']:.200} selects nothing")
        for place in reversed(places or []):
            self._do(action, place, at)

    def _select(self, path: str, at: At) -> list[Parts] | None:
        """The places, without repeats, in the order of the document; None, with a finding, for a wrong path."""
        try:
            return list(dict.fromkeys(self._finder.find(self.document, path)))
        except PathError as error:
            self._find("C012", at, f"{path:.200}: {error}", "a JSONPath")
            return None

    def _do(self, action: Mapping[str, Json], place: Parts, at: At) -> None:
        if action.get("remove") is True:
            self._remove(place, at)
        elif "update" in action:
            self._update(place, action["update"], (*at, "update"))
        elif "copy" in action:
            self._copy(place, action["copy"], (*at, "copy"))
        else:
            self._find("C010", at, "an action that does nothing", "update, remove: true or copy")

    def _remove(self, place: Parts, at: At) -> None:
        if not place:
            self._find("C013", (*at, "remove"), "the whole document can not be removed")
            return
        parent = self._at(place[:-1])
        if isinstance(parent, dict):
            parent.pop(str(place[-1]), None)
        elif isinstance(parent, list) and isinstance(place[-1], int):
            del parent[place[-1] : place[-1] + 1]

    def _copy(self, place: Parts, source: Json, at: At) -> None:
        found = self._select(source, at) if isinstance(source, str) else []
        if found is not None and len(found) != 1:
            self._find("C013", at, f"copy selects {len(found)} nodes", "one node")
        elif found:
            self._update(place, self._at(found[0]), at)

    def _update(self, place: Parts, value: Json, at: At) -> None:
        size, depth = measure(value) if self._added <= MOST_ADDED else (0, 0)
        self._added += size
        if self._added > MOST_ADDED or len(place) + depth > DEEPEST:
            self._find("C013", at, "the document grows too large or too deep", "less")
            return
        target = self._at(place)
        if isinstance(target, list):
            target += map(copy_of, value) if isinstance(value, list) else [copy_of(value)]
        elif isinstance(target, dict) and isinstance(value, Mapping):
            merge(target, value)
        elif (
            not isinstance(target, _UPDATABLE)
            and not isinstance(value, _UPDATABLE)
            and self._primitives
        ):
            self._replace(place, value)
        else:
            self._find("C013", at, f"an update that does not fit the target {list(place)}")

    def _replace(self, place: Parts, value: Json) -> None:
        parent = self._at(place[:-1])
        if isinstance(parent, dict | list) and place:
            parent[place[-1]] = value  # type: ignore[index]

    def _at(self, place: Parts) -> Json:
        node: Json = self.document
        for step in place:
            node = node[step]  # type: ignore[index]
        return node


def merge(target: dict[str, Json], update: Mapping[str, Json]) -> None:
    """Merge an update into an object: objects recursively, lists appended, anything else replaced."""
    for key, value in update.items():
        old = target.get(key)
        if isinstance(old, dict) and isinstance(value, Mapping):
            merge(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            old += map(copy_of, value)
        else:
            target[key] = copy_of(value)
