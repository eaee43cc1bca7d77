"""What of a document is reached by whom: written apart from the program, to judge it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

At = tuple[str | int, ...]
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
MAPS = ("properties", "patternProperties")
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
SINGLE = ("items", "additionalProperties", "contains", "propertyNames", "contentSchema")
BACK = {"request": "response", "response": "request"}


@dataclass
class Spot:
    """An object of the document; `odd` ones stand where a change of theirs is not one of their own kind."""

    kind: str
    at: At
    node: Any
    directions: set[str] = field(default_factory=set)
    odd: bool = False
    spoken: bool = False


def below(document: Any, at: At) -> Any:
    for step in at:
        if isinstance(document, list):
            document = document[int(step)]
        else:
            document = document.get(step) if isinstance(document, dict) else None
    return document


def edited(document: Any, at: At, change: Any) -> Any:
    """A copy in which `change` was called with a copy of the object at a place; all else is shared."""
    made: Any = dict(document) if isinstance(document, dict) else list(document)
    if at:
        step: Any = int(at[0]) if isinstance(made, list) else at[0]
        made[step] = edited(made[step], at[1:], change)
    else:
        change(made)
    return made


class Walk:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.spots: dict[At, Spot] = {}
        self._seen: set[tuple[At, str, bool, bool]] = set()
        self._waiting: list[tuple[str, At, str, bool, bool]] = []
        for path in document.get("paths", {}):
            if not path.startswith("x-"):
                self._put("item", ("paths", path), "request")
        for name in document.get("webhooks", {}):
            self._put("item", ("webhooks", name), "response")
        self._run()
        for name in document.get("components", {}).get("schemas", {}):
            at = ("components", "schemas", name)
            if at not in self.spots:
                self._put("schema", at, "")
        self._run()

    def _put(
        self, kind: str, at: At, direction: str, odd: bool = False, spoken: bool = False
    ) -> None:
        self._waiting.append((kind, at, direction, odd, spoken))

    def _run(self) -> None:
        while self._waiting:
            kind, at, direction, odd, spoken = self._waiting.pop()
            if (at, direction, odd, spoken) in self._seen:
                continue
            self._seen.add((at, direction, odd, spoken))
            node = below(self.document, at)
            if not isinstance(node, dict):
                continue
            if isinstance(said := node.get("$ref"), str):
                if said.startswith("#/"):
                    parts = [
                        one.replace("~1", "/").replace("~0", "~") for one in said[2:].split("/")
                    ]
                    self._put(kind, tuple(parts), direction, odd, spoken)
                if kind != "schema" or len(node) == 1:
                    continue
            spot = self.spots.setdefault(at, Spot(kind, at, node))
            spot.directions |= {direction} - {""}
            spot.odd, spot.spoken = spot.odd or odd, spot.spoken or spoken
            getattr(self, f"_{kind}")(at, node, direction, odd, spoken)

    def _item(self, at: At, node: Any, direction: str, odd: bool, *_: bool) -> None:
        for index, _ in enumerate(node.get("parameters", ())):
            self._put("parameter", (*at, "parameters", index), direction, odd, True)
        for method in METHODS:
            if method in node:
                self._put("operation", (*at, method), direction, odd)

    def _operation(self, at: At, node: Any, direction: str, odd: bool, *_: bool) -> None:
        if any(
            (value is True and "hidden-from-sdk" in key) or key == "x-internal"
            for key, value in node.items()
        ):
            return
        for index, _ in enumerate(node.get("parameters", ())):
            self._put("parameter", (*at, "parameters", index), direction, odd, True)
        if "requestBody" in node:
            self._put("body", (*at, "requestBody"), direction, odd)
        for status in node.get("responses", {}):
            if not str(status).startswith("x-"):
                self._put("answer", (*at, "responses", status), BACK[direction], odd)
        for name, one in node.get("callbacks", {}).items():
            for path in one if "$ref" not in one else ():
                self._put("item", (*at, "callbacks", name, path), BACK[direction], odd)

    def _parameter(self, at: At, node: Any, direction: str, odd: bool, *_: bool) -> None:
        if "schema" in node:
            self._put("schema", (*at, "schema"), direction, odd, True)

    def _header(self, at: At, node: Any, direction: str, odd: bool, *_: bool) -> None:
        if "schema" in node:
            self._put("schema", (*at, "schema"), direction, odd)

    def _body(self, at: At, node: Any, direction: str, odd: bool, *_: bool) -> None:
        for media in node.get("content", {}):
            self._put("media", (*at, "content", media), direction, odd)

    def _answer(self, at: At, node: Any, direction: str, odd: bool, *_: bool) -> None:
        self._body(at, node, direction, odd)
        for name in node.get("headers", {}):
            self._put("header", (*at, "headers", name), direction, odd)

    def _media(self, at: At, node: Any, direction: str, odd: bool, *_: bool) -> None:
        if "schema" in node:
            self._put("schema", (*at, "schema"), direction, odd, "json" not in str(at[-1]))

    def _schema(self, at: At, node: Any, direction: str, odd: bool, spoken: bool) -> None:
        many = [key for key in ("anyOf", "oneOf") if len(node.get(key, ())) > 0]
        joined = "allOf" in node or bool(many) or "$ref" in node
        spot = self.spots[at]
        spot.odd = spot.odd or joined
        for key in MAPS:
            for name, one in node.get(key, {}).items():
                hidden = isinstance(one, Mapping) and self._hidden(one, direction)
                self._put(
                    "schema", (*at, key, name), "" if hidden else direction, odd or joined, spoken
                )
        for key in LISTS:
            for index, _ in enumerate(node.get(key, ())):
                self._put("schema", (*at, key, index), direction, True, spoken)
        for key in SINGLE:
            if key in node:
                self._put("schema", (*at, key), direction, odd or joined, spoken)

    def _hidden(self, node: Any, direction: str) -> bool:
        mark = {"request": "readOnly", "response": "writeOnly"}.get(direction)
        return node.get(mark) is True

    def of(self, kind: str) -> Iterator[Spot]:
        return (one for one in self.spots.values() if one.kind == kind)
