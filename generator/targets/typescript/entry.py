"""The profile of a client: how its API is reached, as code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.model import access_of
from generator.model.access import ApiKey, Http, MutualTls, OAuth2, Scheme, Undescribed
from generator.model.credentials import Given, Use
from generator.naming import camel
from generator.rendering.fragments import Code, Identifier, Literal
from generator.targets.typescript.layout import entry, fits
from generator.targets.typescript.literals import string
from generator.targets.typescript.plan import Plan
from generator.targets.typescript.settings import TypeScriptSettings

_HOST: Final = re.compile(r"https?://[A-Za-z0-9._~:%/\[\]-]+")


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The base class of a client and its options, the modules that have them, and the entries of its profile.

    `members` are the options of a client whose credentials the document's schemes name, empty otherwise.
    `host` is the documented one, or empty.
    """

    host: str
    base: Identifier
    kind: Identifier
    options: Identifier
    module: Literal
    own: bool
    entries: tuple[Code, ...]
    members: tuple[Code, ...] = ()


def profile(plan: Plan, settings: TypeScriptSettings) -> ProfileView:
    """How a client reaches its API, as code."""
    access, credentials = access_of(plan.api), plan.credentials
    host = host_of(plan)
    entries = [_text("host", host), _flag("envelope", access.envelope)]
    entries.append(_text("security", credentials.default))
    if access.kind == "plain":
        return _schemes(plan, host, entries)
    values = {
        "prefix": access.prefix,
        "label": access.label,
        "sdk": f"{settings.package}:{settings.version}",
        "tokenPath": access.token_path,
        "lang": access.lang,
        "scheme": access.scheme,
        "variables": credentials.prefix,
    }
    entries += [_text(name, value) for name, value in values.items()]
    word = "Key" if access.kind == "key" else "App"
    return ProfileView(
        host,
        Identifier(f"{word}Client"),
        Identifier("Profile"),
        Identifier(f"{word}Options"),
        string("../runtime/clients.js"),
        own=False,
        entries=tuple(entries),
    )


def _schemes(plan: Plan, host: str, entries: list[Code]) -> ProfileView:
    """The profile of a client that knows nothing but the document's schemes."""
    uses = plan.credentials.uses
    lines = [line for use in uses for line in _scheme(use)]
    block = ["  schemes: {", *lines, "  },"] if lines else ["  schemes: {},"]
    return ProfileView(
        host,
        Identifier("SchemeClient"),
        Identifier("SchemeProfile"),
        Identifier(plan.own.options),
        string("../runtime/schemes.js"),
        own=True,
        entries=(*entries, *(Code(line) for line in block)),
        members=tuple(Code(line) for use in uses for given in use.given for line in _member(given)),
    )


def _scheme(use: Use) -> Iterator[str]:
    kind, name = _kind(use.scheme)
    yield f"    {use.key}: {{"
    yield _entry("kind", kind)
    if name:
        yield _entry("name", name)
    pairs = [(string(camel(one.name)).text, string(one.variable).text) for one in use.given]
    rows = [f"[{option}, {variable}]" for option, variable in pairs]
    line = f"      given: [{', '.join(rows)}],"
    if fits("", line) and len(rows) < 2:
        yield line
    elif not rows:
        yield "      given: [],"
    else:
        yield from ("      given: [", *(f"        {row}," for row in rows), "      ],")
    yield "    },"


def _entry(name: str, text: str) -> str:
    return entry("      ", name, string(text).text)


def _kind(scheme: Scheme) -> tuple[str, str]:
    """The kind of a scheme for the runtime, and its name: of the key, of the HTTP scheme, or the token URL."""
    match scheme:
        case ApiKey(place, name):
            return place, name
        case Http("basic"):
            return "basic", ""
        case Http("bearer") | OAuth2(""):
            return "http", "Bearer"
        case Http(word):
            return "http", word
        case OAuth2(token_url):
            return "oauth2", token_url
        case MutualTls() | Undescribed():
            return "certificate", ""


def _member(given: Given) -> Iterator[str]:
    yield f"  /** A credential; else the environment variable {given.variable}. */"
    yield f"  {camel(given.name)}?: string | undefined;"


def _text(name: str, value: str) -> Code:
    return Code(entry("  ", name, string(value).text))


def _flag(name: str, value: bool) -> Code:
    return Code(f"  {name}: {'true' if value else 'false'},")


def host_of(plan: Plan) -> str:
    """The documented host, the first server's URL without a slash at its end; empty when it is no plain URL."""
    url = plan.api.servers[0].url if plan.api.servers else ""
    return plan.settings.host or (url.rstrip("/") if _HOST.fullmatch(url) else "")
