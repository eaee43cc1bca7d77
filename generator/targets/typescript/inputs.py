"""What a caller gives to a method: one object of arguments, and where each of them travels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from generator.model import Api, Body, Field, Operation, Ref, Scalar, body_fields
from generator.naming import free
from generator.targets.typescript.data import reserved

BODYLESS: Final = frozenset({"GET", "HEAD", "DELETE"})
_MEDIA: Final = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+*-]+", re.IGNORECASE)
OCTETS: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: `name` in the object, `place` where it travels, `field.name` its name there."""

    name: str
    place: str
    field: Field


@dataclass(frozen=True, slots=True)
class Inputs:
    """The arguments of an operation, and how its body is written.

    `whole` names the schema whose fields are exactly the arguments, or is empty. `encoding` is empty for
    JSON; `media` is the media type of a raw body.
    """

    arguments: tuple[Argument, ...]
    whole: str = ""
    encoding: str = ""
    media: str = ""

    @property
    def required(self) -> bool:
        """Must the caller give anything? For TypeScript `{}` has what every object inherits, and of another type."""
        inherited = reserved("inherited")
        return any(one.field.required or one.name in inherited for one in self.arguments)


def inputs_of(api: Api, operation: Operation) -> Inputs:
    """The arguments of an operation: parameters first, then the body's fields."""
    encoding, media = _encoding(api, operation)
    arguments = tuple(_named(_placed(api, operation, encoding)))
    return Inputs(arguments, _whole(api, operation, encoding), encoding, media)


def _placed(api: Api, operation: Operation, encoding: str) -> Iterator[tuple[str, Field]]:
    for parameter in operation.parameters:
        yield parameter.location, parameter.field
    body = operation.body
    if body is None:
        return
    if not is_object(api, body) or encoding == "raw":
        yield "content", Field("body", body.type or Scalar("object"), required=body.required)
        return
    place = "query" if operation.method.upper() in {"GET", "HEAD"} else "body"
    for item in body_fields(api, body):
        if not item.read_only:
            yield place, item if body.required else replace(item, required=False)


def _named(placed: Iterator[tuple[str, Field]]) -> Iterator[Argument]:
    """Keep arguments of one name apart: the later ones get `_2`, `_3`."""
    taken: set[str] = set()
    for place, item in placed:
        name = free(item.name, taken.__contains__, "_")
        taken.add(name)
        yield Argument(name, place, item)


def is_object(api: Api, body: Body) -> bool:
    """Is the body an object with fields, given inline or by one reference?"""
    if isinstance(body.type, Ref):
        schema = api.schemas.get(body.type.name)
        return schema is not None and schema.type is None
    return body.type is None


def _whole(api: Api, operation: Operation, encoding: str) -> str:
    body = operation.body
    if body is None or operation.parameters or not isinstance(body.type, Ref):
        return ""
    if not is_object(api, body) or encoding == "raw" or not body.required:
        return ""
    fields = api.schemas[body.type.name].fields
    return "" if any(item.read_only for item in fields) else body.type.name


def _encoding(api: Api, operation: Operation) -> tuple[str, str]:
    body = operation.body
    if body is None:
        return ("" if operation.method.upper() in BODYLESS else "none"), ""
    media = media_type(body.media)
    if is_json(media):
        return "", ""
    if is_object(api, body) and media == "application/x-www-form-urlencoded":
        return "form", ""
    if is_object(api, body) and media == "multipart/form-data":
        return "multipart", ""
    return "raw", OCTETS if malformed_media(media) else media


def media_type(media: str) -> str:
    """The media type without its parameters, in lower case."""
    return media.split(";", 1)[0].strip().lower()


def is_json(media: str) -> bool:
    """Is it JSON (RFC 6839, section 3.1), or nothing in particular?"""
    return media in {"", "*/*"} or media.endswith(("/json", "+json"))


def malformed_media(media: str) -> bool:
    """Is it no media type (RFC 6838, section 4.2)? Its parameters do not count."""
    return _MEDIA.fullmatch(media_type(media)) is None


def listed(operation: Operation, inputs: Inputs) -> tuple[Argument, ...]:
    """The arguments that the runtime must be told of: all that do not travel where its rule says."""
    rest = "query" if operation.method.upper() in BODYLESS else "body"
    return tuple(
        argument
        for argument in inputs.arguments
        if argument.place != rest or argument.name != argument.field.name
    )
