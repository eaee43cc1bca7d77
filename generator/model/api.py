"""The Api: one client class's operations and schemas, as OpenAPI would say them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.fields import NO_LIMITS, Field, Limits
from generator.model.origin import Inference, Origin
from generator.model.pages import Note, PageRecord
from generator.model.types import UNSET, Discriminator, Json, Ref, Type, Unset
from generator.model.wire import Body, Parameter, Response, Server
from generator.model.words import Words


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
    `servers` are its own, or its path's; empty where those of the Api hold.
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
    servers: tuple[Server, ...] = ()
    words: Words | None = None
    paging: Json | Unset = UNSET

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
    `bases` are the schemas that it extends (allOf); their fields are among its own. `discriminator` tells which
    of the schemas that have it as a base a value is.
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
    limits: Limits = NO_LIMITS
    default: Json | Unset = UNSET
    bases: tuple[str, ...] = ()
    discriminator: Discriminator | None = None
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """A security scheme by its OpenAPI name; `definition` is OpenAPI's Security Scheme Object."""

    name: str
    definition: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Api:
    """One client's API. Operations are sorted by id, schemas by name.

    `client` is the short name (management).
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
