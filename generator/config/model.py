"""What no page says: names, servers, authentication, exceptions, packages (`specs/docs2sdk.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from generator.assembly.settings import ClientSettings, OperationOverride, Settings
from generator.model import LANGUAGE, Api, Json, Operation, SecurityScheme, Server, Type, any_of
from generator.model.paging import paging_of
from generator.model.profiles import PAGES, profiles
from generator.pages.vocabulary import usual_style
from generator.source import Span


@dataclass(frozen=True, slots=True)
class Auth:
    """How a client authorizes its calls.

    `kind` is `key` (an access key: token or signature), `app` (an application's id and secret, a user's
    token) or `bearer` (a token), empty where nothing is said. `scheme` is what an access key is used for
    unless the caller says otherwise: `token` or `signature`. `header_prefix` begins the API's own headers,
    `label` stands before the signature in `authorization`; both differ by brand. `token_path` gives a token
    for an access key. `idempotency` names the header by which the server knows a repeated request again.
    """

    kind: str = ""
    scheme: str = "token"
    header_prefix: str = ""
    label: str = ""
    token_path: str = ""
    lang: str = LANGUAGE
    idempotency: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """The old name of what is called `of` now; `until` is the version in which it is gone."""

    of: str
    until: str
    place: Span


@dataclass(frozen=True, slots=True)
class Client:
    """One client class. `types` overrules the type of a field, by `Schema.field` or `function.field`.

    `envelope` tells whether an answer's own `statusCode` counts as its status; None lets the answers tell.
    `paging` is what is said of the pages of all operations that have its fields (`x-paging`); False: none has pages.
    `places` tells where the entries of `operations` and `types` stand in the file. `aliases` are old names of
    operations and schemas that the clients keep.
    """

    class_name: str = ""
    title: str = ""
    version: str = "1.0.0"
    description: str = ""
    servers: tuple[Server, ...] = ()
    security: tuple[SecurityScheme, ...] = ()
    auth: Auth = Auth()
    envelope: bool | None = None
    operations: Mapping[str, OperationOverride] = field(default_factory=dict)
    types: Mapping[str, Type] = field(default_factory=dict)
    places: Mapping[str, Span] = field(default_factory=dict)
    paging: Json | None = None
    aliases: Mapping[str, Alias] = field(default_factory=dict)

    def paged(self, api: Api) -> Api:
        """The Api with what is said of the pages of its operations."""
        return replace(api, operations=tuple(self._paged(api, one) for one in api.operations))

    def _paged(self, api: Api, operation: Operation) -> Operation:
        own = self.operations.get(operation.id, OperationOverride()).paging
        if own is not None:
            return replace(operation, paging=own)
        told = replace(operation, paging=self.paging)
        fits = self.paging is False or (
            self.paging is not None and paging_of(api, told) is not None
        )
        return told if fits else operation

    @property
    def host(self) -> str:
        """The first server's URL, or empty."""
        return self.servers[0].url if self.servers else ""


@dataclass(frozen=True, slots=True)
class Reference:
    """The printed pages: the style of a page that has none yet, and whether missing samples are generated."""

    style: str = field(default_factory=usual_style)
    samples: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """The site of the pages: its title, the path that it is served below, and a logo beside the configuration."""

    title: str = ""
    base: str = "/"
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """The whole configuration.

    `locales` has the primary one first; `pages` and `overlays` are folders beside the file;
    `path_segments` are first words of file names that are folders of the HTTP path. `packages` has the options
    of targets by their names, `rules` severities of findings by code and path, `exclude` patterns of pages that
    are not read; `profile` names what belongs to the vendor (`model/profiles.py`).
    """

    locales: tuple[str, ...] = Settings().locales
    editions: tuple[str, ...] = Settings().editions
    pages: str = "pages"
    overlays: str = "overlays"
    path_prefix: str = Settings().prefix
    path_segments: tuple[str, ...] = Settings().segments
    clients: Mapping[str, Client] = field(default_factory=dict)
    packages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    reference: Reference = Reference()
    rules: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    exclude: Mapping[str, Span] = field(default_factory=dict)
    profile: str = PAGES
    site: Site = Site()

    def client(self, name: str) -> Client:
        """The client's own part; defaults where the file does not speak of it."""
        return self.clients.get(name, Client())

    @property
    def settings(self) -> Settings:
        """What assembly needs of it."""
        return Settings(
            self.locales,
            self.editions,
            self.path_prefix,
            self.path_segments,
            {name: ClientSettings(one.operations, one.types) for name, one in self.clients.items()},
        )

    def described(self, api: Api) -> Api:
        """The Api with the title, version, servers and security that are configured for its client."""
        client = self.client(api.client)
        schemes = self._schemes(client)
        return replace(
            client.paged(api),
            title=client.title or f"{api.client.capitalize()} API",
            version=client.version,
            description=client.description,
            servers=client.servers,
            schemes=schemes,
            security=any_of(schemes),
        )

    def _schemes(self, client: Client) -> tuple[SecurityScheme, ...]:
        path = client.auth.token_path or profiles()[self.profile].token_path
        return client.security or default_security(client, path)

    def reached(self, api: Api) -> Api:
        """The Api as its client is configured to reach it; as it is where nothing is said."""
        client = self.client(api.client)
        told = self._schemes(client)
        api = client.paged(api)
        return replace(api, schemes=told, security=any_of(told)) if told else api


DEFAULT: Final = Config()
"""The configuration of a specs folder without a file."""


def default_security(client: Client, token_path: str) -> tuple[SecurityScheme, ...]:
    """The security schemes of a client's authorization; OpenAPI has no words for the `x-` fields (model/access.py)."""
    auth = client.auth
    if not auth.kind and not auth.header_prefix:
        return ()
    common = {
        "x-header-prefix": auth.header_prefix or None,
        "x-lang": auth.lang if auth.lang != LANGUAGE else None,
        "x-envelope": client.envelope,
        "x-idempotency-header": auth.idempotency or None,
    }
    token = {"type": "http", "scheme": "bearer", **common}
    if auth.kind != "key":
        return (_scheme("token", token),)
    key = {"type": "apiKey", "in": "header", "name": "authorization", **common}
    schemes = (
        _scheme("token", {**token, "x-token-path": token_path or None}),
        _scheme("signature", {**key, "x-label": auth.label or None}),
    )
    return schemes if auth.scheme == "token" else schemes[::-1]


def _scheme(name: str, facts: Mapping[str, Json]) -> SecurityScheme:
    return SecurityScheme(name, {key: value for key, value in facts.items() if value is not None})
