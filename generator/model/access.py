"""How an API is reached: what its security schemes, servers and answers tell, read here and nowhere else.

OpenAPI has no words for some of it; these fields of a Security Scheme Object say the rest:

- `x-header-prefix`: what the API's own headers begin with, such as `x-example-`
- `x-token-path` (of an http bearer scheme): the path that gives a token for an access key
- `x-label` (of an apiKey in the header `authorization`): the word before a signature
- `x-lang`: the language of messages that a client asks for unless told otherwise
- `x-idempotency-header`: the header under which the server knows a request again that is sent twice
- `x-envelope`: whether an answer's own `statusCode` counts as its status
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from generator.model.api import Api, Need, Operation, Security, SecurityScheme
from generator.model.profiles import recognised
from generator.model.types import Json, Ref

Kind = Literal["key", "app", "plain"]
"""`key`: an access key, for tokens or signatures; `app`: an application's id and secret, a user's token;
`plain`: the security schemes as OpenAPI has them."""

_KINDS: Final[Mapping[str, Kind]] = {"key": "key", "app": "app", "plain": "plain"}
_PREFIX: Final = re.compile(r"[a-z0-9-]+")
_LABEL: Final = re.compile(r"[A-Za-z0-9_-]+")
_PATH: Final = re.compile(r"/[A-Za-z0-9._~/-]+")
_HEADER: Final = re.compile(r"[A-Za-z0-9-]+")
_LANG: Final = re.compile(r"[A-Za-z0-9-]+")
_ENVELOPE: Final = frozenset({"statusCode", "message"})
LANGUAGE: Final = "en-US"


@dataclass(frozen=True, slots=True)
class Access:
    """How one API is reached; empty texts where nothing is said.

    `scheme` is what an access key is used for unless the caller says otherwise.
    """

    kind: Kind = "plain"
    scheme: Literal["token", "signature"] = "token"
    prefix: str = ""
    label: str = ""
    token_path: str = ""
    lang: str = LANGUAGE
    envelope: bool = False
    idempotency: str = ""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key in a header (its name in lower case), in the query or in a cookie."""

    place: Literal["header", "query", "cookie"]
    name: str


@dataclass(frozen=True, slots=True)
class Http:
    """`authorization: SCHEME ...` (RFC 9110, 11.6.2): basic, bearer, digest, ..., in lower case."""

    scheme: str


@dataclass(frozen=True, slots=True)
class OAuth2:
    """A bearer token; with a `token_url` a client's id and secret can be traded for it (RFC 6749, 4.4)."""

    token_url: str = ""


@dataclass(frozen=True, slots=True)
class MutualTls:
    """A certificate of the client: nothing in the request shows it."""


@dataclass(frozen=True, slots=True)
class Undescribed:
    """A scheme of a requirement that no document describes, or of a type that OpenAPI does not have."""


Scheme = ApiKey | Http | OAuth2 | MutualTls | Undescribed


def scheme_of(definition: Mapping[str, Json] | None) -> Scheme:
    """The typed form of a Security Scheme Object."""
    told = definition or {}
    match told.get("type"), told.get("in"):
        case "apiKey", ("header" | "query" | "cookie") as place:
            name = str(told.get("name", ""))
            return ApiKey(place, name.lower() if place == "header" else name)
        case "http", _:
            return Http(str(told.get("scheme", "")).lower())
        case "oauth2", _:
            flows = told.get("flows")
            flow = flows.get("clientCredentials") if isinstance(flows, dict) else None
            return OAuth2(str(flow.get("tokenUrl", "")) if isinstance(flow, dict) else "")
        case "openIdConnect", _:
            return OAuth2()
        case "mutualTLS", _:
            return MutualTls()
    return Undescribed()


def access_of(api: Api) -> Access:
    """What the document tells; texts that cannot stand in a header or a path count as not said."""
    path = _said(api, "x-token-path", _PATH)
    profile = recognised(api)
    told, by_name = next(profile.told(api), ("plain", ""))
    kind = _KINDS[told]
    prefix = _said(api, "x-header-prefix", _PREFIX) or by_name
    if path or kind == "plain":
        kind = "key" if path else "app" if prefix else "plain"
    first = api.schemes[0].definition.get("type") if api.schemes else "http"
    return Access(
        kind=kind,
        scheme="signature" if first == "apiKey" and path else "token",
        prefix=prefix,
        label=_said(api, "x-label", _LABEL) or prefix.removeprefix("x-").strip("-"),
        token_path=path or (profile.token_path if kind == "key" else ""),
        lang=_said(api, "x-lang", _LANG) or LANGUAGE,
        envelope=_envelope(api),
        idempotency=_said(api, "x-idempotency-header", _HEADER),
    )


def security_of(api: Api, operation: Operation) -> Security:
    """What an operation asks for: its own security, else the Api's, else nothing."""
    return operation.security if operation.security is not None else api.security or ()


def any_of(schemes: Iterable[SecurityScheme]) -> Security | None:
    """Each scheme alone is enough; None without schemes."""
    return tuple((Need(one.name),) for one in schemes) or None


def security_text(security: Security) -> str:
    """Security on one line: `token, key + secret, nothing`."""
    return ", ".join(" + ".join(map(_need_text, one)) or "nothing" for one in security) or "none"


def _need_text(need: Need) -> str:
    return need.scheme + (f" ({' '.join(need.scopes)})" if need.scopes else "")


def _values(api: Api, key: str) -> Iterator[Json]:
    return (one.definition[key] for one in api.schemes if key in one.definition)


def _said(api: Api, key: str, pattern: re.Pattern[str]) -> str:
    texts = (str(value) for value in _values(api, key))
    return next((text for text in texts if pattern.fullmatch(text)), "")


def _envelope(api: Api) -> bool:
    """Said, or told by the answers: do they hold `statusCode` and `message`?"""
    said = next((value for value in _values(api, "x-envelope") if isinstance(value, bool)), None)
    return _answers_enveloped(api) if said is None else said


def _answers_enveloped(api: Api) -> bool:
    for operation in api.operations:
        kind = operation.success.type if operation.success is not None else None
        schema = api.schemas.get(kind.name) if isinstance(kind, Ref) else None
        if schema is not None and {field.name for field in schema.fields} >= _ENVELOPE:
            return True
    return False
