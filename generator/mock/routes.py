"""Which operations a method and path may mean; without regular expressions, so that no path is slow."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from generator.mock.findings import finding
from generator.model import Api, Operation
from generator.source import Diagnostic

_TEMPLATE: Final = re.compile(r"\{([^{}/]*)\}")


@dataclass(frozen=True, slots=True)
class Route:
    """An operation of an Api, with the values of its path's templates."""

    api: Api
    operation: Operation
    values: Mapping[str, str]


class Routes:
    """All operations of some Apis; a path without templates comes before one with them."""

    def __init__(self, apis: Sequence[Api]) -> None:
        self._plain: dict[str, list[Route]] = {}
        self._templates: list[tuple[list[list[str]], Route]] = []
        for api in apis:
            for operation in api.operations:
                self._add(Route(api, operation, {}))

    def _add(self, route: Route) -> None:
        path = route.operation.path
        if "{" in path:
            self._templates.append(([_TEMPLATE.split(part) for part in path.split("/")], route))
        else:
            self._plain.setdefault(path, []).append(route)

    def find(self, method: str, path: str) -> tuple[list[Route], list[Diagnostic]]:
        """The operations that a request may mean, or the finding that says why there is none.

        `path` is as sent, percent-encoded.
        """
        routes = self._plain.get(_normal(path)) or list(self._matching(path))
        chosen = [route for route in routes if route.operation.method == method]
        if chosen:
            return chosen, []
        if routes:
            return [], [_wrong_method(method, path, routes)]
        return [], [self._unknown(method, path)]

    def allowed(self, path: str) -> list[str]:
        """The methods that a path has."""
        routes = self._plain.get(_normal(path)) or list(self._matching(path))
        return sorted({route.operation.method for route in routes})

    def all(self) -> Iterator[Route]:
        """All operations."""
        for routes in self._plain.values():
            yield from routes
        yield from (route for _, route in self._templates)

    def _matching(self, path: str) -> Iterator[Route]:
        parts = path.split("/")
        for shape, route in self._templates:
            values: dict[str, str] = {}
            if len(shape) == len(parts) and all(
                _match(want, unquote(part), values) for want, part in zip(shape, parts, strict=True)
            ):
                yield Route(route.api, route.operation, values)

    def _unknown(self, method: str, path: str) -> Diagnostic:
        known = {route.operation.path: route.operation for route in self.all()}
        close = difflib.get_close_matches(path[:300], known, 1, 0.5)
        operation = known[close[0]] if close else None
        expected = (
            f"the path of an operation; nearest: {operation.method} {operation.path} ({operation.id})"
            if operation
            else "the path of an operation"
        )
        origin = operation.origin if operation else None
        return finding("M001", "path", f"{method} {path}"[:300], expected, origin)


def _wrong_method(method: str, path: str, routes: Sequence[Route]) -> Diagnostic:
    ways = sorted({f"{route.operation.method} ({route.operation.id})" for route in routes})
    seen = f"{method} {path}"[:300]
    return finding("M002", "method", seen, " or ".join(ways), routes[0].operation.origin)


def _normal(path: str) -> str:
    return "/".join(unquote(part) for part in path.split("/"))


def _match(shape: Sequence[str], text: str, values: dict[str, str]) -> bool:
    """Does a segment have the shape literal, name, literal, name, ..., literal? Each value is as short as can be."""
    if not text.startswith(shape[0]):
        return False
    at = len(shape[0])
    for index in range(1, len(shape), 2):
        literal = shape[index + 1]
        last = index + 2 == len(shape)
        end = len(text) - len(literal) if last else text.find(literal, at + 1)
        if end <= at or (last and not text.endswith(literal)):
            return False
        values[shape[index]] = text[at:end]
        at = end + len(literal)
    return len(shape) > 1 or len(text) == at
