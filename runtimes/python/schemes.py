"""The security schemes of a document (OpenAPI 3.1, 4.8.27): which credentials a call carries, and how."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, quote_plus

from .auth import Auth, NoAuth, Signed, TokenAuth
from .prepared import FORM, Prepared

if TYPE_CHECKING:
    import httpx2


@dataclass(frozen=True, slots=True)
class Given:
    """A credential as the constructor was given it, else as the environment holds it."""

    name: str
    argument: str | None = field(repr=False)
    variable: str

    @property
    def value(self) -> str:
        """The credential; empty where there is none."""
        if self.argument is not None:
            return self.argument
        return os.environ.get(self.variable, "")

    def __str__(self) -> str:
        return f"{self.name} (or {self.variable})"


@dataclass(frozen=True, slots=True)
class Scheme:
    """What authorizes by a scheme, None where credentials are missing; `wants` names them."""

    auth: Auth | None
    wants: str = ""


class KeyAuth(NoAuth):
    """A key in a header, in the query or in a cookie."""

    def __init__(self, place: str, name: str, key: str) -> None:
        self._put = _PLACES[place]
        self._name, self._key = name, key

    def apply(self, request: httpx2.Request, signed: Signed) -> None:
        """Add the key."""
        self._put(request, self._name, self._key)


def _header(request: httpx2.Request, name: str, value: str) -> None:
    request.headers[name] = value


def _query(request: httpx2.Request, name: str, value: str) -> None:
    request.url = with_query(
        request.url, f"{quote(name, safe='')}={quote(value, safe='')}"
    )


def with_query(url: httpx2.URL, more: str) -> httpx2.URL:
    """The URL with more in its query; what is there keeps its spelling."""
    return url.copy_with(query=b"&".join(filter(None, (url.query, more.encode()))))


def _cookie(request: httpx2.Request, name: str, value: str) -> None:
    before = request.headers.get("cookie")
    pair = f"{name}={value}"
    request.headers["cookie"] = f"{before}; {pair}" if before else pair


_PLACES: Final = {"header": _header, "query": _query, "cookie": _cookie}


class OAuthAuth(TokenAuth):
    """Trades a client's id and secret for a token (RFC 6749, 4.4), and keeps it until shortly before its end."""

    enveloped = False

    def __init__(self, token_url: str, client_id: str, client_secret: str) -> None:
        super().__init__("", client_id, client_secret, token_url, None)
        pair = f"{quote_plus(client_id)}:{quote_plus(client_secret)}"  # RFC 6749, 2.3.1
        self._basic = f"Basic {base64.b64encode(pair.encode()).decode()}"

    def request(self) -> Prepared:
        """The request for a token."""
        absolute = self.path if "://" in self.path else ""
        return Prepared(
            "POST",
            self.path,
            headers={"authorization": self._basic, "accept": "application/json"},
            body={"grant_type": "client_credentials"},
            media=FORM,
            url=absolute,
        )


class SchemeAuth(NoAuth):
    """All schemes of a document; a call takes the first alternative whose credentials are all there."""

    def __init__(self, schemes: Mapping[str, Scheme]) -> None:
        self._schemes = schemes

    def chosen(self, security: str) -> tuple[Auth, ...]:
        """What authorizes a call; raises ValueError, naming what to give, where nothing suits."""
        ways = [[k for k in way.split("+") if k] for way in security.split("|")]
        for way in ways:
            found = tuple(self._schemes[key].auth for key in way)
            if None not in found:
                return tuple(auth for auth in found if auth is not None)
        wants = " and ".join(self._schemes[key].wants for key in ways[0])
        raise ValueError(f"no credentials for this call: give {wants}")


def api_key_scheme(place: str, name: str, key: Given) -> Scheme:
    """A key in a header, in the query or in a cookie."""
    return Scheme(KeyAuth(place, name, key.value) if key.value else None, str(key))


def basic_scheme(username: Given, password: Given) -> Scheme:
    """HTTP basic (RFC 7617): name and password as UTF-8, not encoded any further."""
    wants = f"{username} and {password}"
    if not username.value:
        return Scheme(None, wants)
    pair = f"{username.value}:{password.value}".encode()
    return http("Basic", base64.b64encode(pair).decode(), wants)


def bearer_scheme(token: Given) -> Scheme:
    """A token that you have (RFC 6750)."""
    return http("Bearer", token.value, str(token))


def http(word: str, value: str, wants: str) -> Scheme:
    """`authorization: WORD VALUE`."""
    auth = KeyAuth("header", "authorization", f"{word} {value}") if value else None
    return Scheme(auth, wants)


def other_scheme(word: str, credentials: Given) -> Scheme:
    """Another HTTP scheme: what follows its word is given whole."""
    return http(word, credentials.value, str(credentials))


def oauth2_scheme(token_url: str, token: Given, client: Given, secret: Given) -> Scheme:
    """A token that you have, else one that a client's id and secret are traded for."""
    if token.value:
        return bearer_scheme(token)
    wants = f"{token}, or {client} and {secret}"
    if not client.value or not secret.value:
        return Scheme(None, wants)
    return Scheme(OAuthAuth(token_url, client.value, secret.value), wants)


def certificate_scheme() -> Scheme:
    """A certificate of the client: the HTTP client that you bring has it."""
    return Scheme(NoAuth())
