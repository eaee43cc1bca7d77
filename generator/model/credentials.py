"""What a caller gives to be let in, from the security schemes of a document; names are the same in every language."""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.model.access import (
    ApiKey,
    Http,
    Kind,
    MutualTls,
    OAuth2,
    Scheme,
    Undescribed,
    access_of,
    scheme_of,
    security_of,
)
from generator.model.api import Api, Operation, Requirement, Security
from generator.naming import snake, unique

_TAKEN: Final = frozenset(
    {
        *(
            "allow_http",
            "attempt_timeout",
            "auth",
            "brand",
            "call",
            "call_pages",
            "common",
            "connect_timeout",
            "constructor",
            "fetch",
            "headers",
        ),
        *(
            "host",
            "http_client",
            "lang",
            "limits",
            "max_retries",
            "options",
            "prototype",
            "retry_statuses",
            "scheme",
            "schemes",
            "self",
        ),
        *("settings", "super", "then", "timeout"),
    }
)
"""Names that constructors and their bodies use themselves."""
_FAMILY: Final[Mapping[Kind, tuple[str, ...]]] = {
    "key": ("access_key_id", "access_key_secret"),
    "app": ("app_id", "app_secret", "access_token"),
    "plain": (),
}


@dataclass(frozen=True, slots=True)
class Given:
    """An argument of the client's constructor in snake case, and the environment variable that stands in for it."""

    name: str
    variable: str


@dataclass(frozen=True, slots=True)
class Use:
    """A scheme that operations ask for, under a `key` that is an identifier, with what it takes.

    Basic takes a user name and a password; OAuth2 with a token URL takes a token, or an id and a secret; the
    others take one text, a certificate nothing.
    """

    key: str
    scheme: Scheme
    given: tuple[Given, ...]


class Credentials:
    """What the operations of one Api ask for, worked out once.

    `uses` are the described schemes that some operation asks for, in the order of the document. `default` is
    what an operation asks for that says nothing of its own, as clients read it: what the Api says, else what
    most operations ask for. `a+b|c` is a and b, or c, by the keys of uses. An empty text asks for nothing, an
    empty alternative may be chosen freely. `family` is what the token and signature schemes take instead;
    `prefix` begins their environment variables.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        self._kind = access_of(api).kind
        self._schemes = {one.name: scheme_of(one.definition) for one in api.schemes}
        asked = {need.scheme for security in _securities(api) for one in security for need in one}
        known = {
            name: one
            for name, one in self._schemes.items()
            if name in asked and not isinstance(one, Undescribed)
        }
        self._keys = unique(known, _identifier)
        self.prefix = prefix = _constant(api.client) or "API"
        self.family = tuple(_given(name, prefix) for name in _FAMILY[self._kind])
        self.uses = tuple(_uses(known, self._keys, prefix))
        self.default = self._text(api.security) if api.security is not None else self._most()

    def text(self, operation: Operation) -> str | None:
        """What an operation asks for, as `default` is written; None where that is the default."""
        text = self._text(security_of(self._api, operation))
        return None if text == self.default else text

    @property
    def filled(self) -> frozenset[str]:
        """Arguments that an application's own id and secret fill where a caller leaves them out."""
        return frozenset({"client_id", "client_secret"} if self._kind == "app" else ())

    def usual(self, operation: Operation | None = None) -> tuple[str, ...]:
        """What an example of a call gives: those of the family, else of the first alternative that it asks for."""
        if self.family:
            return tuple(one.name for one in self.family if one.name != "app_secret")
        own = self.text(operation) if operation else None
        keys = (self.default if own is None else own).partition("|")[0].split("+")
        given = (one.given[-2:] for one in self.uses if one.key in keys)
        return tuple(one.name for parts in given for one in parts)

    def _most(self) -> str:
        """What most operations ask for, among equals the first; so it need not stand with each."""
        asked = Counter(self._text(security_of(self._api, one)) for one in self._api.operations)
        return max(asked, key=asked.__getitem__, default="")

    def _text(self, security: Security) -> str:
        if self._kind != "plain":
            return self._kind if any(self._authorized(one) for one in security) else ""
        ways = (
            "+".join(self._keys[need.scheme] for need in one)
            for one in security
            if all(need.scheme in self._keys for need in one)
        )
        return "|".join(dict.fromkeys(ways))

    def _authorized(self, one: Requirement) -> bool:
        """Does a requirement want `authorization`? With an access key whatever its scheme is called."""
        needs = [self._schemes.get(need.scheme) for need in one]
        own = any(isinstance(need, Http | OAuth2) for need in needs)
        return own or (self._kind == "key" and bool(needs))


def _uses(known: Mapping[str, Scheme], keys: Mapping[str, str], prefix: str) -> Iterator[Use]:
    wanted = [(name, part) for name, one in known.items() for part in _parts(one)]
    names = unique(wanted, lambda one: _name(one[0], one[1], wanted))
    for name, one in known.items():
        given = (names[(name, part)] for part in _parts(one))
        yield Use(keys[name], one, tuple(_given(each, prefix) for each in given))


def _given(name: str, prefix: str) -> Given:
    return Given(name, f"{prefix}_{name.upper()}")


def _securities(api: Api) -> Iterator[Security]:
    yield api.security or ()
    yield from (one.security for one in api.operations if one.security is not None)


def _parts(scheme: Scheme) -> tuple[str, ...]:
    match scheme:
        case ApiKey():
            return ("api_key",)
        case Http("basic"):
            return ("username", "password")
        case Http("bearer") | OAuth2(""):
            return ("token",)
        case Http():
            return ("credentials",)
        case OAuth2():
            return ("token", "client_id", "client_secret")
        case MutualTls() | Undescribed():
            return ()


def _name(scheme: str, part: str, wanted: list[tuple[str, str]]) -> str:
    """The usual word where it is the only one of its kind, else with the scheme's name."""
    if sum(one == part for _, one in wanted) == 1:
        return part
    key = _identifier(scheme)
    return key if part in {"api_key", "token", "credentials"} else f"{key}_{part}"


def _identifier(name: str) -> str:
    """ASCII letters, digits and underscores that no language reserves."""
    plain = re.sub(r"[^a-z0-9]+", "_", snake(name).encode("ascii", "ignore").decode()).strip("_")
    if not plain or not plain[0].isalpha() or _taken(plain):
        return f"scheme_{plain}".rstrip("_")
    return plain


def _taken(name: str) -> bool:
    """Is it a keyword, or could it hide what the constructor calls (`given_...`, `..._scheme`)?"""
    ours = name.startswith("given_") or name.endswith(("_scheme", "_settings"))
    return ours or keyword.iskeyword(name) or name in _TAKEN


def _constant(name: str) -> str:
    return re.sub(r"[^A-Z0-9]+", "_", snake(name).upper()).strip("_")
