"""Is a request what the pages say? Path, query, headers, content type and body of one operation."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import unquote

from generator.mock.findings import MOST, finding, found_by, nearest
from generator.mock.reading import (
    Sent,
    UnreadableError,
    cookies_of,
    from_texts,
    parse_body,
    query_of,
)
from generator.mock.styles import Pairs, from_pairs, from_text, pairs_of
from generator.model import UNSET, Api, Body, Field, Json, Operation, Scalar
from generator.model.access import ApiKey, scheme_of
from generator.model.calls import Argument, call_of, shape_of
from generator.model.judge import CALL, Judge
from generator.model.media import FORM, MULTIPART
from generator.model.spelling import in_words
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


def check_request(route: Route, sent: Sent) -> list[Diagnostic]:
    """All that is wrong with the request, credentials aside."""
    check = RequestChecker(route, sent)
    check.parameters()
    check.body()
    return check.findings


class RequestChecker:
    """Checks one request against one operation."""

    def __init__(self, route: Route, sent: Sent) -> None:
        self.findings: list[Diagnostic] = []
        self._judge = Judge(route.api.schemas, ignored=CALL, sending=True)
        self._route = route
        self._sent = sent
        self._origin = route.operation.origin

    def parameters(self) -> None:
        """Check the parameters wherever they stand."""
        texts: dict[str, Mapping[str, list[str]]] = {
            "path": {name: [text] for name, text in self._route.values.items()},
            "query": query_of(self._route.api, self._route.operation, self._sent),
            "header": {name: [text] for name, text in self._sent.headers.items()},
            "cookie": {name: [value] for name, value in cookies_of(self._sent).items()},
        }
        known = _query_keys(self._route.api)
        for one in call_of(self._route.api, self._route.operation).arguments:
            if one.place not in texts:
                continue
            if self._plain(one):
                name = one.field.name.lower() if one.place == "header" else one.field.name
                self._texts(texts[one.place].get(name), one.field, one.place)
                known |= {one.field.name} if one.place == "query" else set()
            else:
                known |= self._styled(one, texts[one.place])
        for name, values in texts["query"].items():
            if name not in known:
                expected = nearest(name, self._near(known), "query parameter")
                self._find("M003", f"query.{name}"[:200], repr(values[0][:80]), expected)

    def _plain(self, one: Argument) -> bool:
        """Is it spelled by one text, or by a repeated name?"""
        shape = shape_of(self._route.api, one.field.type)
        return not one.spelling and (shape != "object" or one.place in {"path", "header"})

    def _styled(self, one: Argument, texts: Mapping[str, Sequence[str]]) -> set[str]:
        """Check what is spelled by a style of its own; the names that it has in the query."""
        if one.place not in {"path", "header"}:
            query = self._sent.query if one.place == "query" else "&".join(self._cookies())
            return self._judged(one, pairs_of(query))
        found = texts.get(one.field.name.lower() if one.place == "header" else one.field.name)
        if found:
            value = from_text(self._route.api, one, found[0])
            self._field(value, one.field, (one.place, one.field.name))
        else:
            self._texts(None, one.field, one.place)
        return set()

    def _judged(self, one: Argument, pairs: Pairs) -> set[str]:
        """Check what pairs say of an argument; the names that they say it by."""
        value, used = from_pairs(self._route.api, one, pairs)
        if value is UNSET:
            self._texts(None, one.field, one.place)
        else:
            self._field(value, one.field, (one.place, one.field.name))
        return used

    def _cookies(self) -> list[str]:
        return [part.strip() for part in self._sent.headers.get("cookie", "").split(";")]

    def body(self) -> None:
        """Check content type and body."""
        body, sent = self._route.operation.body, self._sent
        if body is None:
            if sent.body:
                self._find("M012", "body", f"{len(sent.body)} bytes", "no body")
            return
        if not sent.body:
            if body.required:
                self._find("M004", "body", "nothing", f"a body of type {body.media}")
            return
        if not _same_media(sent.media, body.media):
            seen = sent.headers.get("content-type", "nothing")[:100]
            self._find("M010", "header.content-type", seen, body.media)
            return
        try:
            value = parse_body(sent)
        except UnreadableError as error:
            self._find("M011", "body", str(error), body.media)
            return
        self._value(body, value)

    def _value(self, body: Body, value: Json) -> None:
        if self._sent.media in {FORM, MULTIPART} and isinstance(value, dict):
            self._form(value)
        elif body.type is None:
            found = self._judge.fields(value, body.fields, ("body",), self._origin)
            self.findings += found_by(found)
        elif body.type != Scalar("string", "binary"):
            self._field(value, Field("", body.type, origin=self._origin), ("body",))

    def _near(self, known: Collection[str]) -> Collection[str]:
        """The names to compare with, while somebody will read the result."""
        return known if len(self.findings) < MOST else ()

    def _field(self, value: Json, field: Field, path: tuple[str, ...]) -> None:
        self.findings += found_by(self._judge.field(value, field, path))

    def _form(self, values: Mapping[str, Json]) -> None:
        call = call_of(self._route.api, self._route.operation)
        known: set[str] = set()
        for one in call.arguments:
            if one.place != "body":
                continue
            needed = one.field.required or one.key in call.together
            field = replace(one.field, required=needed)
            if self._sent.media == FORM and not self._plain(one):
                pairs = pairs_of(self._sent.body.decode(errors="replace"))
                known |= self._judged(replace(one, field=field), pairs)
                continue
            texts = values.get(one.field.name)
            self._texts(texts if isinstance(texts, list) else None, field, "body")
            known.add(one.field.name)
        more = any(one.place == "more" for one in call.arguments)
        for name in () if more else values:
            if known and name not in known:
                expected = nearest(name, self._near(known), "field")
                self._find("M009", f"body.{name}"[:200], "a value", expected)

    def _texts(self, texts: list[str] | None, field: Field, location: str) -> None:
        where = f"{location}.{field.name}"
        if texts is None:
            if field.required:
                expected = in_words(field.type)
                self.findings.append(finding("M004", where, "nothing", expected, field.origin))
            return
        value = from_texts(self._route.api, texts, field)
        if value is UNSET:
            seen = f"{len(texts)} values"
            self.findings.append(finding("M019", where, seen, "one value", field.origin))
        else:
            self._field(value, field, (location, field.name))

    def _find(self, code: str, where: str, seen: str, expected: str) -> None:
        self.findings.append(finding(code, where, seen, expected, self._origin))


def _query_keys(api: Api) -> set[str]:
    """Names of keys that travel in the query."""
    schemes = (scheme_of(one.definition) for one in api.schemes)
    return {one.name for one in schemes if isinstance(one, ApiKey) and one.place == "query"}


def _same_media(sent: str, wanted: str) -> bool:
    base = wanted.partition(";")[0].strip().lower()
    if base in {"*/*", sent}:
        return True
    return base.endswith("/*") and sent.startswith(base[:-1])
