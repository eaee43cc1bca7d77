"""Is a request what the pages say? Path, query, headers, content type and body of one operation."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from generator.mock.checking import found_by, nearest
from generator.mock.examples import FORM, MULTIPART
from generator.mock.findings import MOST, finding
from generator.mock.reading import (
    Sent,
    UnreadableError,
    cookies_of,
    from_texts,
    parse_body,
    query_of,
)
from generator.mock.routes import Route
from generator.model import UNSET, Api, Body, Field, Json, Scalar, body_fields
from generator.model.access import ApiKey, scheme_of
from generator.model.judge import CALL, Judge
from generator.model.spelling import in_words
from generator.source import Diagnostic


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
        texts = {
            "path": {name: [text] for name, text in self._route.values.items()},
            "query": query_of(self._route.api, self._route.operation, self._sent),
            "header": {name: [text] for name, text in self._sent.headers.items()},
            "cookie": {name: [value] for name, value in cookies_of(self._sent).items()},
        }
        for one in self._route.operation.parameters:
            name = one.field.name.lower() if one.location == "header" else one.field.name
            self._texts(texts[one.location].get(name), one.field, one.location)
        known = {
            one.field.name for one in self._route.operation.parameters if one.location == "query"
        } | _query_keys(self._route.api)
        for name, values in texts["query"].items():
            if name not in known:
                expected = nearest(name, self._near(known), "query parameter")
                self._find("M003", f"query.{name}"[:200], repr(values[0][:80]), expected)

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
            self._form(body_fields(self._route.api, body), value)
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

    def _form(self, fields: Sequence[Field], values: Mapping[str, Json]) -> None:
        known = {field.name: field for field in fields}
        for name, field in known.items():
            texts = values.get(name)
            self._texts(texts if isinstance(texts, list) else None, field, "body")
        for name in values:
            if known and name not in known:
                self._find(
                    "M009",
                    f"body.{name}"[:200],
                    "a value",
                    nearest(name, self._near(known), "field"),
                )

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
