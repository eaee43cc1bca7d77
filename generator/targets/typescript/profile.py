"""How a client reaches its API: what the settings say, else what the Api's security and servers tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.model import Api, Json, Ref
from generator.rendering.fragments import Code, Identifier
from generator.source import Diagnostic, diagnostic
from generator.source.spans import Span
from generator.targets.typescript.layout import entry
from generator.targets.typescript.literals import string
from generator.targets.typescript.settings import ClientSettings, TypeScriptSettings

_HOST: Final = re.compile(r"https?://[A-Za-z0-9._~:%/\[\]-]+")
_KEY: Final = re.compile(r"(x-[a-z0-9-]*?)userpool-id")
_APP: Final = re.compile(r"(x-[a-z0-9-]*?)app-id")
_PREFIX: Final = re.compile(r"[a-z0-9-]+")
_LABEL: Final = re.compile(r"[A-Za-z0-9_-]+")
_PATH: Final = re.compile(r"/[A-Za-z0-9._~/-]+")
TOKEN_PATH: Final = "/api/v3/get-management-token"  # noqa: S105 - a path, not a password
_BY_NAME: Final = {"management": "key", "authentication": "app"}
_ENVELOPE: Final = frozenset({"statusCode", "message"})


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The base class of a client, its options, and the entries of its profile."""

    base: Identifier
    options: Identifier
    entries: tuple[Code, ...]


def profile(
    api: Api, own: ClientSettings, settings: TypeScriptSettings, found: list[Diagnostic]
) -> ProfileView:
    """How a client reaches its API, as code."""
    told = _told(api)
    auth = own.auth or told.auth or _BY_NAME.get(api.client, "app")
    prefix = told.prefix if own.prefix is None else own.prefix
    values = {
        "host": own.host or _server(api, found),
        "prefix": prefix,
        "label": own.label or told.label or prefix.removeprefix("x-").strip("-"),
        "sdk": f"{settings.package}:{settings.version}",
        "tokenPath": own.token_path or told.token_path or TOKEN_PATH,
        "lang": own.lang,
        "scheme": "token" if (own.scheme or told.scheme) == "token" else "signature",
    }
    envelope = has_envelope(api) if own.envelope is None else own.envelope
    entries = [Code(entry("  ", name, string(value).text)) for name, value in values.items()]
    entries.append(Code(f"  envelope: {'true' if envelope else 'false'},"))
    kind = "Key" if auth == "key" else "App"
    return ProfileView(Identifier(f"{kind}Client"), Identifier(f"{kind}Options"), tuple(entries))


@dataclass(frozen=True, slots=True)
class _Told:
    """What a document's security schemes tell; empty where they say nothing."""

    auth: str = ""
    prefix: str = ""
    label: str = ""
    token_path: str = ""
    scheme: str = ""


def _told(api: Api) -> _Told:
    """What the security schemes tell: in `x-` keys of their own, else by the names of header keys."""
    definitions = [scheme.definition for scheme in api.security]
    prefix = _said(definitions, "x-header-prefix", _PREFIX)
    token_path = _said(definitions, "x-token-path", _PATH)
    if token_path:
        first = str(definitions[0].get("type", ""))
        scheme = "token" if first == "http" else "signature"
        return _Told("key", prefix, _said(definitions, "x-label", _LABEL), token_path, scheme)
    auth, by_name = next(_header_keys(definitions), ("", ""))
    return _Told(auth or ("app" if prefix else ""), prefix or by_name)


def _said(definitions: Sequence[Mapping[str, Json]], key: str, pattern: re.Pattern[str]) -> str:
    values = (str(definition.get(key, "")) for definition in definitions)
    return next((value for value in values if pattern.fullmatch(value)), "")


def _header_keys(definitions: Sequence[Mapping[str, Json]]) -> Iterator[tuple[str, str]]:
    """A user pool's id means access keys, an app's id means users and apps."""
    for definition in definitions:
        header = str(definition.get("name", "")).lower()
        for auth, pattern in (("key", _KEY), ("app", _APP)):
            match = pattern.fullmatch(header)
            if match is not None:
                yield auth, match[1]


def _server(api: Api, found: list[Diagnostic]) -> str:
    """The first server's URL without a slash at its end; empty, and reported, when it is no plain URL."""
    if not api.servers:
        return ""
    url = api.servers[0].url
    if _HOST.fullmatch(url):
        return url.rstrip("/")
    found.append(diagnostic("B303", Span(""), f"the server URL {url[:80]!r}", "an http(s) URL"))
    return ""


def has_envelope(api: Api) -> bool:
    """Do the answers state their own status: `statusCode` and `message`?"""
    for operation in api.operations:
        kind = operation.success.type if operation.success is not None else None
        schema = api.schemas.get(kind.name) if isinstance(kind, Ref) else None
        if schema is not None and {field.name for field in schema.fields} >= _ENVELOPE:
            return True
    return False
