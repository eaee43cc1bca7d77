"""How a client reaches its API: what the settings say, else what the Api's security and servers tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.model import Api, Ref
from generator.rendering.fragments import Code, Identifier, Literal
from generator.source import Diagnostic, diagnostic
from generator.source.spans import Span
from generator.targets.typescript.layout import entry
from generator.targets.typescript.literals import string
from generator.targets.typescript.settings import ClientSettings, TypeScriptSettings

_HOST: Final = re.compile(r"https?://[A-Za-z0-9._~:%/\[\]-]+")
_KEY: Final = re.compile(r"(x-[a-z0-9-]*?)userpool-id")
_APP: Final = re.compile(r"(x-[a-z0-9-]*?)app-id")
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
    auth, prefix = _auth(api, own)
    values: dict[str, Literal] = {
        "host": string(own.host or _server(api, found)),
        "prefix": string(prefix),
        "label": string(own.label or prefix.removeprefix("x-").strip("-")),
        "sdk": string(f"{settings.package}:{settings.version}"),
        "tokenPath": string(own.token_path),
        "lang": string(own.lang),
    }
    envelope = has_envelope(api) if own.envelope is None else own.envelope
    entries = [Code(entry("  ", name, value.text)) for name, value in values.items()]
    entries.append(Code(f"  envelope: {'true' if envelope else 'false'},"))
    entries.append(Code(f'  scheme: "{"token" if own.scheme == "token" else "signature"}",'))
    kind = "Key" if auth == "key" else "App"
    return ProfileView(Identifier(f"{kind}Client"), Identifier(f"{kind}Options"), tuple(entries))


def _auth(api: Api, own: ClientSettings) -> tuple[str, str]:
    """The kind of authentication and the prefix of the API's own headers."""
    found = next(_told(api), (_BY_NAME.get(api.client, "app"), ""))
    return own.auth or found[0], found[1] if own.prefix is None else own.prefix


def _told(api: Api) -> Iterator[tuple[str, str]]:
    """What header keys tell: a user pool's id means access keys, an app's id means users and apps."""
    for scheme in api.security:
        header = str(scheme.definition.get("name", "")).lower()
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
