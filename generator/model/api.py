"""The Api: one client class's operations and schemas, as OpenAPI would say them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.origin import Inference, Origin
from generator.model.pages import Note, PageRecord
from generator.model.types import UNSET, Json, Ref, Type, Unset
from generator.model.words import Words


@dataclass(frozen=True, slots=True)
class Limits:
    """OpenAPI's validation keywords; None where nothing is said. `max_items` counts array items."""

    max_items: int | None = None
    min_items: int | None = None
    max_length: int | None = None
    min_length: int | None = None
    maximum: int | float | None = None
    minimum: int | float | None = None
    pattern: str | None = None


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Field:
    """A property of a schema or body, or what a parameter holds.

    `description` is Markdown with line breaks as newlines. `origin` tells where it stands and does not
    count in comparisons; `inferred` lists the facts that no page states.
    """

    name: str
    type: Type
    required: bool = False
    description: str = ""
    default: Json | Unset = UNSET
    example: Json | Unset = UNSET
    limits: Limits = NO_LIMITS
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    inferred: tuple[Inference, ...] = ()
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """An HTTP parameter; `location` is query, path, header or cookie."""

    field: Field
    location: str = "query"


@dataclass(frozen=True, slots=True)
class Body:
    """A request body: either inline `fields` of a JSON object (`type` is None), or any other `type`."""

    fields: tuple[Field, ...] = ()
    type: Type | None = None
    required: bool = True
    media: str = "application/json"
    description: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """What a call answers for one status (`status` is "200", "404", "default", ...).

    `type` is None where nothing is said or the answer has no content. `example` is the page's example.
    """

    status: str = "200"
    type: Type | None = None
    description: str = ""
    media: str = "application/json"
    example: Json | Unset = UNSET


@dataclass(frozen=True, slots=True)
class Sample:
    """Sample code; `edition` names the page edition (node, python, ...), `lang` is the fence info."""

    edition: str
    lang: str
    source: str
    generated: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """A security scheme by name, and the scopes (of OAuth2, OpenID Connect) or roles that a call wants of it."""

    scheme: str
    scopes: tuple[str, ...] = ()


Requirement = tuple[Need, ...]
"""All of these at once (OpenAPI's Security Requirement Object); empty: credentials are not asked for."""

Security = tuple[Requirement, ...]
"""Any one of these; empty: credentials are not asked for."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One call of the client. `id` is its camelCase function name, unique in the Api.

    `security` is None where the Api's own holds.
    """

    id: str
    method: str
    path: str
    summary: str = ""
    description: str = ""
    tag: str = ""
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    samples: tuple[Sample, ...] = ()
    notes: tuple[Note, ...] = ()
    deprecated: bool = False
    security: Security | None = None
    pages: tuple[PageRecord, ...] = ()
    inferred: tuple[Inference, ...] = ()
    origin: Origin = field(default=Origin(), compare=False)
    words: Words | None = None

    @property
    def success(self) -> Response | None:
        """The first 2xx (else default) response, or None."""
        good = [r for r in self.responses if r.status.startswith("2")]
        return next(iter(good or [r for r in self.responses if r.status == "default"]), None)


@dataclass(frozen=True, slots=True)
class Schema:
    """A named schema: an object with `fields` (`type` is None), or another name for `type`.

    `additional` is the type of further properties, None where nothing is said.
    `include` is the path of a shared table that the page includes instead of rows, or empty.
    `inline` tells that the document has no name for it: it stands where it is used, and the name is ours.
    """

    name: str
    fields: tuple[Field, ...] = ()
    type: Type | None = None
    description: str = ""
    additional: Type | None = None
    include: str = ""
    deprecated: bool = False
    example: Json | Unset = UNSET
    inferred: tuple[Inference, ...] = ()
    origin: Origin = field(default=Origin(), compare=False)
    inline: bool = False
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL of the API."""

    url: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """A security scheme by its OpenAPI name; `definition` is OpenAPI's Security Scheme Object."""

    name: str
    definition: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Api:
    """One client's API. Operations are sorted by id, schemas by name.

    `client` is the short name (management); `translations` maps a locale to {pointer: text}, where a pointer
    is a JSON Pointer (RFC 6901) into the exported OpenAPI document and the value replaces what stands there.
    `schemes` are the security schemes; `security` is what operations want that say nothing of their own, None
    where the document does not say it.
    `words` (here, of operations and of schemas) is what the document says and no field of the model holds.
    """

    client: str
    title: str = ""
    version: str = "1.0.0"
    description: str = ""
    servers: tuple[Server, ...] = ()
    schemes: tuple[SecurityScheme, ...] = ()
    operations: tuple[Operation, ...] = ()
    schemas: Mapping[str, Schema] = field(default_factory=dict)
    locale: str = "en"
    translations: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    words: Words | None = None
    security: Security | None = None


def body_fields(api: Api, body: Body | None) -> tuple[Field, ...]:
    """The body's fields, followed through one reference to an object schema; empty for other bodies."""
    if body is None:
        return ()
    if isinstance(body.type, Ref) and body.type.name in api.schemas:
        return api.schemas[body.type.name].fields
    return body.fields


def input_fields(api: Api, operation: Operation) -> tuple[Field, ...]:
    """All that a caller gives: parameters first, then the body's fields."""
    return tuple(p.field for p in operation.parameters) + body_fields(api, operation.body)
