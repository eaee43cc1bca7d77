"""The profile of a client: how its API is reached, as code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.model import Api, access_of
from generator.rendering.fragments import Code, Identifier
from generator.source import Diagnostic, diagnostic
from generator.source.spans import Span
from generator.targets.typescript.layout import entry
from generator.targets.typescript.literals import string
from generator.targets.typescript.settings import ClientSettings, TypeScriptSettings

_HOST: Final = re.compile(r"https?://[A-Za-z0-9._~:%/\[\]-]+")


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The documented host (or empty), the base class of a client, its options, and the entries of its profile."""

    host: str
    base: Identifier
    options: Identifier
    entries: tuple[Code, ...]


def profile(
    api: Api, own: ClientSettings, settings: TypeScriptSettings, found: list[Diagnostic]
) -> ProfileView:
    """How a client reaches its API, as code."""
    access = access_of(api)
    values = {
        "host": own.host or _server(api, found),
        "prefix": access.prefix,
        "label": access.label,
        "sdk": f"{settings.package}:{settings.version}",
        "tokenPath": access.token_path,
        "lang": access.lang,
        "scheme": access.scheme,
    }
    entries = [Code(entry("  ", name, string(value).text)) for name, value in values.items()]
    entries.append(Code(f"  envelope: {'true' if access.envelope else 'false'},"))
    kind = "Key" if access.kind == "key" else "App"
    base, options = Identifier(f"{kind}Client"), Identifier(f"{kind}Options")
    return ProfileView(values["host"], base, options, tuple(entries))


def _server(api: Api, found: list[Diagnostic]) -> str:
    """The first server's URL without a slash at its end; empty, and reported, when it is no plain URL."""
    if not api.servers:
        return ""
    url = api.servers[0].url
    if _HOST.fullmatch(url):
        return url.rstrip("/")
    found.append(diagnostic("B303", Span(""), f"the server URL {url[:80]!r}", "an http(s) URL"))
    return ""
