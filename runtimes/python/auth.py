"""How a request proves who sends it.

An `Auth` changes an outgoing request. `SignatureAuth` signs each one, `TokenAuth` exchanges an
access key for a token that it keeps until shortly before it expires.
"""

from __future__ import annotations

import base64
import binascii
import copy
import hashlib
import hmac
import json
import math
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from .errors import APIError, APITimeoutError
from .prepared import Prepared
from .signing_text import js_text

if TYPE_CHECKING:
    import httpx2

SKEW: Final = 60.0
"""Seconds before its end at which a token counts as expired (at most a tenth of its life)."""


@dataclass(frozen=True, slots=True)
class Brand:
    """What differs between brands of one API.

    `prefix` begins the API's own headers, `label` stands before the signature in `authorization`,
    `sdk_version` is what the client calls itself, `lang` the language of the API's messages,
    `app_id` the application that calls are made for. Without a prefix the API has no headers of its own.
    """

    prefix: str
    label: str
    sdk_version: str
    lang: str
    app_id: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers that every request carries."""
        told = {
            "sdk-version": self.sdk_version,
            "lang": self.lang,
            "app-id": self.app_id,
        }
        own = told if self.prefix else {}
        return {f"{self.prefix}{key}": v for key, v in own.items() if v is not None}


@dataclass(frozen=True, slots=True)
class Signed:
    """What a signature covers: the method, the path and the arguments."""

    method: str
    path: str
    values: Mapping[str, Any]


@runtime_checkable
class Auth(Protocol):
    """Anything that can authorize a request; `fill` gives arguments that the caller left out."""

    def apply(self, request: httpx2.Request, signed: Signed) -> None:
        """Change the request's headers."""

    def fill(self) -> Mapping[str, str]:
        """Values, by wire name, for arguments that the caller left out."""
        raise NotImplementedError


class NoAuth:
    """Sends requests as they are."""

    def apply(self, request: httpx2.Request, signed: Signed) -> None:
        """Change nothing."""

    def fill(self) -> Mapping[str, str]:
        """Nothing."""
        return {}


class AppAuth(NoAuth):
    """An application: its id goes with every request, its secret only where a call asks for it."""

    def __init__(
        self,
        app_id: str,
        app_secret: str | None = None,
        access_token: str | None = None,
    ) -> None:
        self._app_id = app_id
        self._app_secret = app_secret
        self._access_token = access_token

    def use(self, access_token: str | None) -> None:
        """Take another user's token, or none, from the next request on."""
        self._access_token = access_token

    def apply(self, request: httpx2.Request, signed: Signed) -> None:
        """Add the user's access token, when there is one."""
        if self._access_token is not None:
            request.headers["authorization"] = f"Bearer {self._access_token}"

    def fill(self) -> Mapping[str, str]:
        """`client_id` and `client_secret` (RFC 6749, 2.3.1)."""
        secret = {} if self._app_secret is None else {"client_secret": self._app_secret}
        return {"client_id": self._app_id} | secret


class SignatureAuth(NoAuth):
    """Signs each request with HMAC-SHA1, as the API's signature scheme wants."""

    def __init__(self, brand: Brand, key_id: str, key_secret: str) -> None:
        self._brand = brand
        self._key_id = key_id
        self._key_secret = key_secret

    def apply(self, request: httpx2.Request, signed: Signed) -> None:
        """Add the signed headers and `authorization`; every header of the API's own is signed."""
        headers = self._headers(secrets.token_hex(16), formatdate(usegmt=True))
        request.headers.update(headers)
        prefix = self._brand.prefix
        own = {
            name: value
            for name, value in request.headers.items()
            if name in headers or (prefix and name.startswith(prefix))
        }
        signature = self.signature(signed, own)
        request.headers["authorization"] = (
            f"{self._brand.label} {self._key_id}:{signature}"
        )

    def _headers(self, nonce: str, date: str) -> dict[str, str]:
        prefix = self._brand.prefix
        return {
            f"{prefix}signature-nonce": nonce,
            f"{prefix}signature-method": "HMAC-SHA1",
            f"{prefix}signature-version": "1.0",
            "date": date,
        }

    def signature(self, signed: Signed, headers: Mapping[str, str]) -> str:
        """Base64 of HMAC-SHA1 over the text that `string_to_sign` gives."""
        text = string_to_sign(signed, headers)
        digest = hmac.new(
            self._key_secret.encode(), text.encode(), hashlib.sha1
        ).digest()
        return base64.b64encode(digest).decode()


def string_to_sign(signed: Signed, headers: Mapping[str, str]) -> str:
    """`METHOD`, the sorted headers, the path and the sorted arguments; nothing is URL-encoded."""
    lines = [signed.method, *(f"{key}:{headers[key]}" for key in sorted(headers))]
    pairs = "&".join(f"{k}={js_text(signed.values[k])}" for k in sorted(signed.values))
    return "\n".join(lines) + "\n" + signed.path + (f"?{pairs}" if pairs else "")


@dataclass(frozen=True, slots=True)
class Token:
    """An access token and the moment, on the monotonic clock, from which it is stale."""

    value: str = field(repr=False)
    stale_at: float
    user_pool_id: str | None = None


class TokenAuth(NoAuth):
    """Exchanges an access key for a token; the client fetches it, once for all who wait.

    Where that fails, it fails for all who waited; but not where the first ran out of its own time.
    """

    enveloped = True

    def __init__(
        self,
        prefix: str,
        key_id: str,
        key_secret: str,
        path: str,
        user_pool_id: str | None,
    ) -> None:
        self._prefix = prefix
        self._credentials = {"accessKeyId": key_id, "accessKeySecret": key_secret}
        self._user_pool_id = user_pool_id
        self._token: Token | None = None
        self.path = path
        self._failed: tuple[float, APIError] | None = None

    @property
    def token(self) -> Token | None:
        """The token, or None when it is missing or about to expire."""
        token = self._token
        return (
            token if token is not None and time.monotonic() < token.stale_at else None
        )

    def found(self, since: float) -> bool:
        """Is there a token now? Raises what the fetch ended with that somebody waited for since a moment."""
        if self.token is None and self._failed is not None and self._failed[0] > since:
            raise copy.copy(self._failed[1])
        return self.token is not None

    def fail(self, error: APIError) -> None:
        """Keep what a fetch ended with, for those who wait."""
        if not isinstance(error, APITimeoutError):
            self._failed = (time.monotonic(), error)

    def credentials(self) -> dict[str, str]:
        """The body of the request for a token."""
        return dict(self._credentials)

    def request(self) -> Prepared:
        """The request for a token."""
        return Prepared("POST", self.path, body=self.credentials())

    def keep(self, answer: Any) -> None:
        """Keep the token of an answer; raises ValueError when there is none in it."""
        data = answer.get("data", answer) if isinstance(answer, dict) else None
        fields = data if isinstance(data, dict) else {}
        value = str(fields.get("access_token") or "")
        if not value:
            raise ValueError("the answer holds no access_token")
        seconds = _seconds(fields.get("expires_in"))
        early = min(SKEW, seconds / 10)
        stale_at = time.monotonic() + seconds - early
        self._token = Token(value, stale_at, self._user_pool_id or _user_pool_of(value))

    def drop(self, used: str | None) -> None:
        """Forget a token that the server refused, unless it has been replaced meanwhile."""
        if self._token is not None and used == f"Bearer {self._token.value}":
            self._token = None

    def apply(self, request: httpx2.Request, signed: Signed) -> None:
        """Add the token and the user pool that it stands for."""
        token = self._token
        if token is None:
            return
        request.headers["authorization"] = f"Bearer {token.value}"
        if token.user_pool_id and self._prefix:
            request.headers[f"{self._prefix}userpool-id"] = token.user_pool_id


def _seconds(life: Any) -> float:
    """How long a token lives; where the answer tells nothing usable, until it is refused (RFC 6749, 5.1)."""
    try:
        seconds = math.inf if isinstance(life, bool) else float(life)
    except (TypeError, ValueError, OverflowError):
        return math.inf
    return seconds if seconds > 0 else math.inf


def _user_pool_of(token: str) -> str | None:
    """The claim `scoped_userpool_id` of a JWT (RFC 7519), or None."""
    try:
        payload = token.split(".")[1]
        padded = payload + "=" * (-len(payload) % 4)
        claims = json.loads(base64.urlsafe_b64decode(padded))
    except (IndexError, ValueError, binascii.Error, RecursionError):
        return None
    claim = claims.get("scoped_userpool_id") if isinstance(claims, dict) else None
    return claim if isinstance(claim, str) else None
