"""How a client is constructed: the arguments for its credentials, and what it makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.model import Access
from generator.model.access import ApiKey, Http, MutualTls, OAuth2, Undescribed
from generator.model.credentials import Credentials, Given, Use
from generator.rendering.fragments import Code, Identifier
from generator.targets.python import layout
from generator.targets.python.literals import string

_HOST: Final = "host: Scheme and host of the API, else the environment variable {variable}."
_LANG: Final = (
    "lang: The language of the messages of the API.",
    "header_prefix: What the headers of the API begin with; it differs by brand.",
)
_AFTER: Final = {
    "key": (
        _HOST,
        "scheme: What the key is used for: tokens that are renewed by themselves, or signatures.",
        "user_pool_id: The user pool of the token, where the token itself does not tell.",
        "tenant_app_id: The application of the tenant that calls are made for.",
        *_LANG,
    ),
    "app": (_HOST, *_LANG),
    "scheme": (_HOST, "auth: Another way to authorize requests, instead of those above."),
}
_WORDS: Final = {
    "access_key_id": "The id of the access key",
    "access_key_secret": "The secret of the access key; it is never logged",
    "app_id": "The id of the application",
    "app_secret": "The secret of the application, for calls that take `client_secret`",
    "access_token": "The token of a user, for calls in their name",
}


@dataclass(frozen=True, slots=True)
class Argument:
    """A credential: its name in the constructor, the line that looks it up, and what its documentation says."""

    name: Identifier
    given: Code
    told: str


@dataclass(frozen=True, slots=True)
class Entry:
    """How a client is constructed. `kind` is key, app or scheme; `schemes` are lines that fill `schemes`."""

    kind: str
    arguments: tuple[Argument, ...]
    schemes: tuple[Code, ...]
    runtime: tuple[str, ...]

    @property
    def connecting(self) -> list[str]:
        """What it needs of the module that makes settings."""
        return ["Common", f"{self.kind}_settings", *(["use_token"] if self.kind == "app" else [])]

    def told(self, variable: str) -> Iterator[str]:
        """The documentation of its own arguments; `variable` names the host."""
        for argument in self.arguments:
            yield f"    {argument.name.text}: {argument.told}"
        yield from (f"    {line.format(variable=variable)}" for line in _AFTER[self.kind])


def entry_of(access: Access, credentials: Credentials) -> Entry:
    """How the client of an Api is constructed."""
    family = tuple(_argument(one, _WORDS[one.name]) for one in credentials.family)
    if access.kind != "plain":
        return Entry(access.kind, family, (), ("Given",))
    uses = [use for use in credentials.uses if not isinstance(use.scheme, Undescribed)]
    arguments = tuple(_argument(one, _purpose(use)) for use in uses for one in use.given)
    makers = {_maker(use)[0] for use in uses}
    given = ("Given",) if arguments else ()
    lines = tuple(Code(_line(use)) for use in uses)
    return Entry("scheme", arguments, lines, (*sorted(makers), *given, "Scheme"))


def _argument(one: Given, purpose: str) -> Argument:
    name = string(one.name).text
    values = [name, one.name, string(one.variable).text]
    line = _call(f"        given_{one.name} = Given", values, "")
    return Argument(
        Identifier(one.name),
        Code(line),
        f"{purpose}, else the environment variable {one.variable}.",
    )


def _purpose(use: Use) -> str:
    match use.scheme:
        case ApiKey(place, name):
            return f"Sent as `{name}` in the {place}"
        case Http("basic"):
            return "For HTTP basic authentication"
        case Http("bearer") | OAuth2(""):
            return "Sent as `authorization: Bearer`"
        case OAuth2():
            return "For OAuth 2: a token that you have, or a client that gets one"
        case Http(word):
            return f"Sent as `authorization: {word}`"
        case MutualTls() | Undescribed():
            return ""


def _maker(use: Use) -> tuple[str, tuple[str, ...]]:
    """The function of the runtime that makes a scheme, and its first arguments."""
    match use.scheme:
        case ApiKey(place, name):
            return "api_key_scheme", (place, name)
        case Http("basic"):
            return "basic_scheme", ()
        case Http("bearer") | OAuth2(""):
            return "bearer_scheme", ()
        case OAuth2(token_url):
            return "oauth2_scheme", (token_url,)
        case Http(word):
            return "other_scheme", (word,)
        case MutualTls() | Undescribed():
            return "certificate_scheme", ()


def _line(use: Use) -> str:
    function, texts = _maker(use)
    values = [*(string(text).text for text in texts), *(f"given_{one.name}" for one in use.given)]
    return _call(f"        schemes[{string(use.key).text}] = {function}", values, "")


def _call(head: str, values: Sequence[str], tail: str) -> str:
    """A call as black prints it."""
    inner = ", ".join(values)
    if layout.fits(f"{head}({inner}){tail}"):
        return f"{head}({inner}){tail}"
    if layout.fits(inner, 12):
        return f"{head}(\n            {inner}\n        ){tail}"
    lines = "".join(f"            {value},\n" for value in values)
    return f"{head}(\n{lines}        ){tail}"
