"""What goes over the wire: parameters, bodies and answers with all their media types, servers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from generator.model.fields import Field
from generator.model.types import UNSET, Json, Type, Unset

_STYLES: Final = {"path": "simple", "header": "simple"}


def form(location: str, style: str = "", explode: bool | None = None) -> tuple[str, bool]:
    """How a value is spelled, with the standard's defaults (OpenAPI 3.1, section 4.8.12): style, explode."""
    said = style or _STYLES.get(location, "form")
    return said, said in ("form", "cookie") if explode is None else explode


@dataclass(frozen=True, slots=True)
class Parameter:
    """An HTTP parameter; `location` is query, path, header or cookie (headers of answers too).

    `style` and `explode` are what the document says, `form` what holds. `media` is the media type of a value
    that is spelled as such (`content`), empty where style and explode hold.
    """

    field: Field
    location: str = "query"
    style: str = ""
    explode: bool | None = None
    allow_reserved: bool = False
    media: str = ""

    @property
    def form(self) -> tuple[str, bool]:
        """Style and explode that hold for it."""
        return form(self.location, self.style, self.explode)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one property of a form or multipart body is spelled; `media` is its contentType."""

    media: str = ""
    style: str = ""
    explode: bool | None = None
    allow_reserved: bool = False

    @property
    def form(self) -> tuple[str, bool]:
        """Style and explode that hold for it."""
        return form("query", self.style, self.explode)


@dataclass(frozen=True, slots=True)
class Media:
    """A body or an answer in one media type: inline `fields` of an object (`type` is None), or a `type`.

    `item` is the type of each item of a stream (3.2's itemSchema). `example` is the first that is given.
    """

    name: str = "application/json"
    type: Type | None = None
    fields: tuple[Field, ...] = ()
    example: Json | Unset = UNSET
    item: Type | None = None
    encoding: Mapping[str, Encoding] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Body:
    """A request body: either inline `fields` of a JSON object (`type` is None), or any other `type`.

    It is described in the media type that clients take (JSON before others); `others` are the further ones.
    `name` is what sample code calls the data structure of inline fields.
    """

    fields: tuple[Field, ...] = ()
    type: Type | None = None
    required: bool = True
    media: str = "application/json"
    description: str = ""
    example: Json | Unset = UNSET
    item: Type | None = None
    encoding: Mapping[str, Encoding] = field(default_factory=dict)
    others: tuple[Media, ...] = ()
    name: str = ""

    @property
    def contents(self) -> tuple[Media, ...]:
        """All media types, the one that clients take first."""
        own = Media(self.media, self.type, self.fields, self.example, self.item, self.encoding)
        return (own, *self.others)


@dataclass(frozen=True, slots=True)
class Response:
    """What a call answers for one status (`status` is "200", "404", "default", ...).

    `type` is None where nothing is said or the answer has no content. `example` is the page's example.
    `others` are further media types.
    """

    status: str = "200"
    type: Type | None = None
    description: str = ""
    media: str = "application/json"
    example: Json | Unset = UNSET
    item: Type | None = None
    headers: tuple[Parameter, ...] = ()
    others: tuple[Media, ...] = ()

    @property
    def contents(self) -> tuple[Media, ...]:
        """All media types, the one that clients take first; `type` is None where nothing is said of it."""
        return (Media(self.media, self.type, (), self.example, self.item), *self.others)


@dataclass(frozen=True, slots=True)
class ServerVariable:
    """A part of a server's address that callers may choose; `values` are the allowed ones, empty for any."""

    name: str
    default: str
    values: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL of the API. `url` has each variable's default; `template` is the address with `{variables}`."""

    url: str
    description: str = ""
    template: str = ""
    variables: tuple[ServerVariable, ...] = ()
