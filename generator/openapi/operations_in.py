"""Operation Objects and what they hold, as operations of the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from generator.model import (
    STRING,
    UNSET,
    Body,
    Field,
    Json,
    Media,
    Note,
    Operation,
    PageRecord,
    Parameter,
    Response,
    Sample,
)
from generator.model.editions import edition, of_language
from generator.openapi.media_in import MediaReader, spelling
from generator.openapi.names_in import TEMPLATE
from generator.openapi.reading import Node, Reading
from generator.openapi.schemas_in import SchemaReader, example
from generator.openapi.security_in import security
from generator.openapi.servers_in import servers
from generator.yaml import At

_WHOLE_QUERY: Final = "querystring"
_LOCATIONS: Final = frozenset(("query", "path", "header", "cookie", _WHOLE_QUERY))
_RESERVED_HEADERS: Final = frozenset(("accept", "content-type", "authorization"))
_SAMPLES: Final = re.compile(r"x-([a-z0-9]+-)*code-?samples", re.IGNORECASE)
"""How documents spell the extension; some lead it by a name of their own, and some have a source by language."""
_README: Final = "x-readme"
"""The extension of ReadMe's editor, with samples among other things."""


@dataclass(frozen=True, slots=True)
class RawOperation:
    """An operation as it stands in the document."""

    method: str
    path: str
    node: Node
    item: Node
    at: At


class OperationReader:
    """Reads operations."""

    def __init__(self, reading: Reading, schemas: SchemaReader) -> None:
        self._reading = reading
        self._schemas = schemas
        self._media = MediaReader(reading, schemas)

    def operation(self, key: str, raw: RawOperation) -> Operation:
        """The operation under its function name."""
        reading, node, at = self._reading, raw.node, raw.at
        tags = reading.items(node.get("tags"), (*at, "tags"))
        return Operation(
            key,
            raw.method,
            raw.path,
            reading.text(node, "summary", at),
            reading.text(node, "description", at),
            str(tags[0]) if tags else "",
            tuple(self._parameters(key, raw)),
            self._body(key, node, at),
            tuple(self._responses(key, node, at)),
            tuple(self._samples(node, at)),
            tuple(self._notes(node, at)),
            node.get("deprecated") is True,
            security(reading, node, at),
            tuple(self._pages(node, at)),
            self._schemas.inferred(node, at),
            reading.origin,
            tuple(servers(reading, node if "servers" in node else raw.item, at)),
            paging=node.get("x-paging", UNSET),
        )

    def _parameters(self, key: str, raw: RawOperation) -> Iterator[Parameter]:
        own = self._listed(key, raw.node, raw.at)
        shared = self._listed(key, raw.item, raw.at[:2]) if "parameters" in raw.item else []
        known = {(one.field.name, one.location) for one in own}
        yield from (one for one in shared if (one.field.name, one.location) not in known)
        yield from own
        there = {one.field.name for one in (*shared, *own) if one.location == "path"}
        for name in dict.fromkeys(TEMPLATE.findall(raw.path)):
            if name not in there:
                yield from self._undeclared(name, raw.at)

    def _undeclared(self, name: str, at: At) -> Iterator[Parameter]:
        self._reading.find(
            "O021", at, f"`{{{name}}}` of the path is no parameter", "a path parameter"
        )
        if not self._reading.ours:
            yield Parameter(Field(name, STRING, required=True, origin=self._reading.origin), "path")

    def _listed(self, key: str, node: Node, at: At) -> list[Parameter]:
        at = (*at, "parameters")
        values = self._reading.items(node.get("parameters"), at)
        found = (self._parameter(key, value, (*at, index)) for index, value in enumerate(values))
        return [one for one in found if one is not None]

    def _parameter(self, key: str, value: Json, at: At) -> Parameter | None:
        reading = self._reading
        node = reading.resolve(value, at)
        if not node:
            return None
        name, location = reading.text(node, "name", at), reading.text(node, "in", at)
        if location not in _LOCATIONS or ("name" not in node and location != _WHOLE_QUERY):
            reading.find("O012", at, "a parameter without a name or a known place", "name and in")
            return None
        if location == "header" and name.lower() in _RESERVED_HEADERS:
            return None  # OpenAPI 3.1, section 4.8.12: such a parameter is ignored
        if location == _WHOLE_QUERY:
            return None  # carried in the document's words; `losses` tells of it
        return self._read(name, location, node, at, (key, name))

    def _read(
        self, name: str, location: str, node: Node, at: At, hint: tuple[str, ...]
    ) -> Parameter:
        """A Parameter Object, or a Header Object, which is the same without name and place."""
        schema, at_schema = self._parameter_schema(node, at)
        field = self._schemas.field(name, schema, _required(node), at_schema, hint)
        media = "" if "schema" in node or not node.get("content") else str(at_schema[-2])
        style = self._reading.text(node, "style", at)
        return Parameter(self._described(field, node, at), location, style, *spelling(node), media)

    def _parameter_schema(self, node: Node, at: At) -> tuple[Json, At]:
        if "schema" in node:
            return node["schema"], (*at, "schema")
        media, content = self._media.chosen(node, at)
        return content.get("schema", {}), (*at, "content", media, "schema")

    def _described(self, field: Field, node: Node, at: At) -> Field:
        """The field with what the Parameter Object says, which comes before what its schema says."""
        beside = example(node)
        if beside is UNSET and "content" in node:
            beside = example(self._media.chosen(node, at)[1])
        return replace(
            field,
            description=self._reading.text(node, "description", at) or field.description,
            example=field.example if beside is UNSET else beside,
            deprecated=field.deprecated or node.get("deprecated") is True,
            inferred=field.inferred + self._schemas.inferred(node, at),
        )

    def _body(self, key: str, operation: Node, at: At) -> Body | None:
        if "requestBody" not in operation:
            return None
        at = (*at, "requestBody")
        node = self._reading.resolve(operation["requestBody"], at)
        media, content = self._media.chosen(node, at)
        hint = (key, "request")
        own = self._media.inline(media, content, (*at, "content", media), hint)
        return Body(
            own.fields,
            own.type,
            node.get("required") is True,
            media,
            self._reading.text(node, "description", at),
            own.example,
            own.item,
            own.encoding,
            tuple(self._media.others(node, media, own, at, hint)),
            self._reading.text(node, "x-dto", at),
        )

    def _responses(self, key: str, operation: Node, at: At) -> Iterator[Response]:
        at = (*at, "responses")
        answers = self._reading.mapping(operation.get("responses"), at)
        for status, value in answers.items():
            if not status.startswith("x-"):
                yield self._response(key, status, value, (*at, status))

    def _response(self, key: str, status: str, value: Json, at: At) -> Response:
        node = self._reading.resolve(value, at)
        media, content = self._media.chosen(node, at)
        hint = (key, "response") if status.startswith("2") else (key, status, "response")
        own = Media(media)
        if node.get("content"):
            own = self._media.content(media, content, (*at, "content", media), hint)
        told = self._reading.text(node, "description", at)
        return Response(
            status,
            own.type,
            told,
            media,
            own.example,
            own.item,
            tuple(self._headers(key, status, node, at)),
            tuple(self._media.others(node, media, own, at, hint)),
        )

    def _headers(self, key: str, status: str, node: Node, at: At) -> Iterator[Parameter]:
        for name, value in self._reading.mapping(node.get("headers"), (*at, "headers")).items():
            place = (*at, "headers", name)
            header = self._reading.resolve(value, place)
            yield self._read(name, "header", header, place, (key, status, name))

    def _objects(self, value: Json, at: At) -> Iterator[tuple[Node, At]]:
        """The objects of a list; anything else in it is a finding."""
        for index, item in enumerate(self._reading.items(value, at)):
            place = (*at, index)
            if node := self._reading.mapping(item, place):
                yield node, place

    def _samples(self, node: Node, at: At) -> Iterator[Sample]:
        reading = self._reading
        for word in filter(_SAMPLES.fullmatch, node):
            said, place = node[word], (*at, word)
            if isinstance(said, Mapping):
                yield from (_plain(name, reading.text(said, name, place)) for name in said)
            else:
                yield from (self._sample(*one) for one in self._objects(said, place))
        place = (*at, _README)
        readme = reading.mapping(node.get(_README), place).get("code-samples")
        for one, where in self._objects(readme, (*place, "code-samples")):
            yield _plain(reading.text(one, "language", where), reading.text(one, "code", where))

    def _sample(self, one: Node, place: At) -> Sample:
        text = self._reading.text
        known = of_language(text(one, "lang", place))
        name = text(one, "x-edition", place) if "x-edition" in one else known
        fence = text(one, "x-fence", place) if "x-fence" in one else edition(name).fence
        return Sample(name, fence, text(one, "source", place), one.get("x-generated") is True)

    def _notes(self, node: Node, at: At) -> Iterator[Note]:
        text = self._reading.text
        for one, place in self._objects(node.get("x-notes"), (*at, "x-notes")):
            yield Note(
                text(one, "after", place), text(one, "text", place), text(one, "page", place)
            )

    def _pages(self, node: Node, at: At) -> Iterator[PageRecord]:
        text = self._reading.text
        docs = self._reading.mapping(node.get("x-docs"), (*at, "x-docs"))
        for one, place in self._objects(docs.get("pages"), (*at, "x-docs", "pages")):
            path, locale, edition_name, style = (
                text(one, key, place) for key in ("path", "locale", "edition", "style")
            )
            exceptions, variant = (
                dict(self._reading.mapping(one.get(key), (*place, key)))
                for key in ("exceptions", "variant")
            )
            yield PageRecord(path, locale, edition_name, style, exceptions, variant)


def _plain(language: str, source: str) -> Sample:
    known = of_language(language)
    return Sample(known, edition(known).fence, source)


def _required(node: Node) -> bool:
    return node.get("required") is True and node.get("x-required") is not False
