"""What does a caller give to an operation, where does each of it travel, what comes back? One answer, for everyone.

Clients, samples, the mock and `explain` ask here; none of them describes arguments by itself.

- Arguments are the parameters in the order of the document, then the body. A body that is an object with fields
  is given field by field, every other one whole, as the argument `body`. `additionalProperties` of an object that
  has fields too are given together, as the argument `additionalProperties`.
- Of two with one name the outermost place keeps it (path, query, header, cookie, body); the others are `name_2`,
  `name_3`. The order in which a document lists them does not count, so that no edit makes them change places.
- What is `readOnly` is not given. Fields of a body that is not required are not required either; but where any of
  them is given, the body is there, and then it must be whole: `together` names what it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal
from urllib.parse import urljoin

from generator.model.answers import NOTHING, Answers, answers_of
from generator.model.api import Api, Operation, Schema, body_fields
from generator.model.fields import Field
from generator.model.media import kind_of, malformed
from generator.model.types import (
    BOOLEAN,
    OBJECT,
    STRING,
    Array,
    Map,
    Nullable,
    OpenEnum,
    Ref,
    Scalar,
    Tuple,
    Type,
    Union,
)
from generator.model.wire import Body, Encoding, Parameter, form
from generator.naming import free

Place = Literal["path", "query", "header", "cookie", "body", "more", "content"]
"""`body` is a field of it, `more` are its additional properties, `content` is the body as a whole."""
Shape = Literal["scalar", "list", "object"]

PLACES: Final[tuple[Place, ...]] = ("path", "query", "header", "cookie", "body", "more", "content")
BODYLESS: Final = frozenset({"GET", "HEAD", "DELETE"})
"""Methods whose arguments travel in the query, where nothing else is said; of all others in the body."""
_USUAL: Final = {"path": "simple", "query": "form*", "header": "simple", "cookie": "form*"}
_ALIKE: Final = frozenset({"form", "form*", "simple", "simple*", "cookie", "cookie*"})
_JSON: Final = "application/json"
BINARY: Final = Scalar("string", "binary")
_DEEPEST: Final = 16
_PLAIN_URL: Final = re.compile(r"https?://[A-Za-z0-9._~:%/\[\]-]+")


@dataclass(frozen=True, slots=True)
class Argument:
    """One thing that a caller gives.

    `key` is its name among the arguments, `field.name` its name on the wire; `field.required` tells whether the
    caller must give it. `spelling` tells how the value is written, empty where that is usual at its place: a style
    of OpenAPI, with `*` behind it where it is exploded and `+` before it where reserved characters stay as they
    are (as RFC 6570 marks both), or the media type that it is written in.
    """

    key: str
    place: Place
    field: Field
    spelling: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One operation as callers see it.

    `whole` names the schema whose fields are exactly the arguments, or is empty. `together` are the keys of
    arguments that must all be there where any field of the body is. `server` is the base URL of its own that the
    document gives it, or empty. `answers` are what comes back.
    """

    operation: Operation
    arguments: tuple[Argument, ...]
    whole: str = ""
    together: tuple[str, ...] = ()
    server: str = ""
    answers: Answers = NOTHING

    @property
    def optional(self) -> bool | None:
        """Is the body left out where nothing of it is given? None where the method tells: of GET, HEAD and DELETE."""
        body, bodyless = self.operation.body, self.operation.method.upper() in BODYLESS
        return None if body is None or body.required != bodyless else not body.required

    def default(self, argument: Argument) -> bool:
        """Does it travel where the method alone says, under its own name, as is usual there?"""
        rest = "query" if self.operation.method.upper() in BODYLESS else "body"
        plain = argument.key == argument.field.name and not argument.spelling
        return plain and argument.place == rest


def call_of(api: Api, operation: Operation) -> Call:
    """The arguments of an operation: parameters first, then the body."""
    placed = [*_parameters(api, operation), *_of_body(api, operation.body)]
    keys = _keys(placed)
    given = tuple(replace(one, key=key) for one, key in zip(placed, keys, strict=True))
    whole, together = _whole(api, operation), _together(api, operation.body, given)
    flags = [one.key for one in given if _flag(one.field.type)]
    answers = answers_of(api, operation, flags)
    return Call(operation, given, whole, together, _server(api, operation), answers)


def _flag(kind: Type) -> bool:
    return (kind.inner if isinstance(kind, Nullable) else kind) == BOOLEAN


def _server(api: Api, operation: Operation) -> str:
    """The first server of its own, which may be named relative to the first of the Api; empty where it is none."""
    if not operation.servers or operation.servers == api.servers:
        return ""
    base = api.servers[0].url if api.servers else ""
    url = urljoin(base, operation.servers[0].url)
    return url.rstrip("/") if _PLAIN_URL.fullmatch(url) and url != base else ""


def _parameters(api: Api, operation: Operation) -> Iterator[Argument]:
    for one in operation.parameters:
        place: Place = next((place for place in PLACES if place == one.location), "query")
        yield Argument(one.field.name, place, one.field, _spelling(api, operation, one))


def _of_body(api: Api, body: Body | None) -> Iterator[Argument]:
    if body is None:
        return
    if not parted(api, body):
        yield Argument("", "content", Field("body", _content(api, body), required=body.required))
        return
    for item in body_fields(api, body):
        if not item.read_only:
            field = item if body.required else replace(item, required=False)
            yield Argument(item.name, "body", field, _encoded(api, body, item))
    schema = object_schema(api, body)
    if schema is not None and schema.additional is not None:
        yield Argument("", "more", Field("additionalProperties", Map(schema.additional)))


def _content(api: Api, body: Body) -> Type:
    """What a whole body is given as; what clients cannot write is given written: as text, or as bytes."""
    kind = body.type or OBJECT
    match kind_of(body.media):
        case "xml" | "text" if shape_of(api, kind) != "scalar":
            return STRING
        case "binary" if shape_of(api, kind) != "scalar":
            return BINARY
        case _:
            return kind


def _encoded(api: Api, body: Body, item: Field) -> str:
    """How a field of a form is written (OpenAPI 3.1.1, Encoding Object): by its style, else in its media type."""
    way, kind = body.encoding.get(item.name, Encoding()), kind_of(body.media)
    shape = shape_of(api, item.type)
    if kind == "form" and (way.style or way.explode is not None or way.allow_reserved):
        return _word("query", way.style, way.explode, shape, reserved=way.allow_reserved)
    if kind in {"form", "multipart"}:
        named = way.media if not malformed(way.media) and "*" not in way.media else ""
        return named or (_JSON if shape == "object" else "")
    return ""


def parted(api: Api, body: Body) -> bool:
    """Is the body given field by field: is it an object with fields, inline or by one reference?"""
    if kind_of(body.media) in {"text", "xml", "binary"}:
        return False
    if body.type is None:
        return True
    schema = object_schema(api, body)
    return schema is not None and bool(schema.fields or schema.additional is None)


def object_schema(api: Api, body: Body | None) -> Schema | None:
    """The object schema that is the whole body, by one reference; None for all others."""
    if body is None or not isinstance(body.type, Ref):
        return None
    schema = api.schemas.get(body.type.name)
    return schema if schema is not None and schema.type is None else None


def _whole(api: Api, operation: Operation) -> str:
    """The schema that is all of the arguments."""
    body = operation.body
    schema = object_schema(api, body)
    if body is None or schema is None or operation.parameters or not body.required:
        return ""
    other = schema.additional is not None or any(item.read_only for item in schema.fields)
    return "" if other or not parted(api, body) else schema.name


def _together(api: Api, body: Body | None, given: Iterable[Argument]) -> tuple[str, ...]:
    if body is None or body.required or not parted(api, body):
        return ()
    needed = {item.name for item in body_fields(api, body) if item.required}
    return tuple(one.key for one in given if one.place == "body" and one.field.name in needed)


def _keys(placed: Iterable[Argument]) -> list[str]:
    """The names of arguments, each once: the outermost place has the first choice."""
    ranked = sorted(enumerate(placed), key=lambda one: PLACES.index(one[1].place))
    found: dict[str, int] = {}
    for index, one in ranked:
        found[free(one.field.name, found.__contains__, "_")] = index
    return sorted(found, key=found.__getitem__)


def _spelling(api: Api, operation: Operation, one: Parameter) -> str:
    """How a parameter is written; pages do not say it, and objects of theirs are sent as JSON."""
    if one.media:
        return one.media
    shape = shape_of(api, one.field.type)
    said = one.style or one.explode is not None
    if operation.pages and not said and shape == "object" and one.location == "query":
        return _JSON
    return _word(one.location, one.style, one.explode, shape, reserved=one.allow_reserved)


def _word(
    location: str, style: str, explode: bool | None, shape: Shape, *, reserved: bool = False
) -> str:
    name, exploded = form(location, style, explode)
    word = f"{'+' * reserved}{name}{'*' * exploded}"
    same = shape == "scalar" and word in _ALIKE
    return "" if same or word == _USUAL[location] else word


def shape_of(api: Api, kind: Type, depth: int = _DEEPEST) -> Shape:
    """What a value is on the wire, through other names and null; a union is what a part of it is."""
    match kind:
        case Array() | Tuple():
            return "list"
        case Map() | Scalar("object"):
            return "object"
        case Nullable(inner):
            return shape_of(api, inner, depth)
        case Union(options):
            shapes = (shape_of(api, one, depth) for one in options)
            return next((one for one in shapes if one != "scalar"), "scalar")
        case Ref(name):
            return _named(api, api.schemas.get(name), depth - 1)
        case Scalar() | OpenEnum():
            return "scalar"


def _named(api: Api, schema: Schema | None, depth: int) -> Shape:
    if schema is None or depth == 0:
        return "scalar"
    return "object" if schema.type is None else shape_of(api, schema.type, depth)
