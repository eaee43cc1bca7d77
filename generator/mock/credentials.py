"""Both ways in which the API family's requests prove who sends them: tokens and signatures."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable
from typing import Final

from generator.mock.findings import finding
from generator.mock.options import Brand, Options, brand_of
from generator.mock.reading import Sent, UnreadableError, cookies_of, parse_body
from generator.mock.requests import Route
from generator.mock.signatures import sign, signed_text
from generator.model import Json, Origin, security_of, security_text
from generator.model.access import (
    ApiKey,
    Http,
    MutualTls,
    OAuth2,
    Scheme,
    Undescribed,
    scheme_of,
)
from generator.source import Diagnostic

_NEEDED: Final = ("signature-nonce", "signature-method", "signature-version")
_MOST_TOKENS: Final = 10_000
Check = Callable[[Route, Sent, str, Brand], list[Diagnostic]]
"""Looks at the value of `authorization` behind its scheme."""


class Credentials:
    """Issues tokens, and says what is wrong with the credentials of a request."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._key = secrets.token_bytes(32)
        self._tokens: dict[str, float] = {}

    def issue(self, sent: Sent) -> tuple[dict[str, Json], list[Diagnostic]]:
        """A token for an access key, or why there is none."""
        try:
            body = parse_body(sent)
        except UnreadableError as error:
            return {}, [finding("M011", "body", str(error), "accessKeyId and accessKeySecret")]
        given = body if isinstance(body, dict) else {}
        names = ("accessKeyId", "accessKeySecret")
        missing = [name for name in names if not isinstance(given.get(name), str)]
        if missing:
            return {}, [finding("M004", f"body.{name}", "nothing", "a string") for name in missing]
        key, secret = (str(given[name]) for name in names)
        if self._options.secrets and not self._knows(key, secret):
            seen = f"access key {key[:80]!r}"
            return {}, [finding("M013", "body", seen, "a known access key and its secret")]
        return {"access_token": self._token(key), "expires_in": self._options.token_seconds}, []

    def _knows(self, key: str, secret: str) -> bool:
        known = self._options.secrets.get(key)
        return known is not None and _equal(known, secret)

    def _token(self, key: str) -> str:
        """A JSON Web Token (RFC 7519), HS256, with the claims that clients read."""
        now = time.time()
        claims: dict[str, Json] = {
            "sub": key,
            "scoped_userpool_id": self._options.user_pool_id,
            "iat": int(now),
            "exp": int(now) + self._options.token_seconds,
            "jti": secrets.token_hex(8),
        }
        parts = [
            _base64url(json.dumps(one).encode()) for one in ({"alg": "HS256", "typ": "JWT"}, claims)
        ]
        mac = hmac.new(self._key, ".".join(parts).encode(), hashlib.sha256).digest()
        token = ".".join([*parts, _base64url(mac)])
        while len(self._tokens) >= _MOST_TOKENS:
            self._tokens.pop(next(iter(self._tokens)))
        self._tokens[token] = time.monotonic() + self._options.token_seconds
        return token

    def check(self, route: Route, sent: Sent) -> list[Diagnostic]:
        """What is wrong with the credentials of a request for an operation."""
        brand = brand_of(route.api, self._options)
        if self._options.auth == "off" or (brand.known and sent.path == brand.token_path):
            return []
        if not brand.known:
            return self._described(route, sent)
        word, _, value = sent.headers.get("authorization", "").partition(" ")
        if not word:
            return self._absent(route, sent, brand)
        schemes: dict[str, Check] = {"bearer": self._bearer, brand.label.lower(): self._signature}
        schemes |= {} if brand.issues else {"basic": self._basic}
        if check := schemes.get(word.lower()):
            return check(route, sent, value.strip(), brand)
        expected = f"`Bearer TOKEN` or `{brand.label} KEY:SIGNATURE`"
        return [_refused(f"scheme {word[:40]!r}", expected, route.operation.origin)]

    def _described(self, route: Route, sent: Sent) -> list[Diagnostic]:
        """Of an API outside the family: is what one of the alternatives wants there?"""
        security = security_of(route.api, route.operation)
        known = {one.name: scheme_of(one.definition) for one in route.api.schemes}
        for requirement in security:
            needs = [known.get(need.scheme, Undescribed()) for need in requirement]
            if all(_shown(one, sent) for one in needs):
                return self._basic(route, sent) if Http("basic") in needs else []
        demanded = self._options.auth == "required" and route.operation.security is None
        if not security and (not demanded or "authorization" in sent.headers):
            return []
        expected = security_text(security) if security else "authorization"
        return [_refused("nothing that suits", expected, route.operation.origin)]

    def _basic(self, route: Route, sent: Sent, *_: object) -> list[Diagnostic]:
        """An id and a secret (RFC 7617)."""
        value = sent.headers.get("authorization", "").partition(" ")[2].strip()
        try:
            name, _colon, secret = base64.b64decode(value, validate=True).decode().partition(":")
        except ValueError:
            name = secret = ""
        known = self._options.secrets.get(name, secret)
        if name and secret and _equal(known, secret):
            return []
        seen = "Basic credentials that do not fit"
        return [_refused(seen, "a known id and its secret", route.operation.origin)]

    def _absent(self, route: Route, sent: Sent, brand: Brand) -> list[Diagnostic]:
        """Nothing in `authorization`: does another scheme of the document suit, or is none needed?"""
        operation, api = route.operation, route.api
        security = security_of(api, operation)
        known = {one.name: scheme_of(one.definition) for one in api.schemes}
        needs = [(need.scheme, known.get(need.scheme)) for one in security for need in one]
        keys = {one.name for _, one in needs if isinstance(one, ApiKey) and one.place == "header"}
        keys |= {name.lower() for name, one in needs if one is None}
        if not needs or (not brand.issues and operation.security is None):
            keys.add(brand.app_id)
        keys -= {"authorization"}
        if any(name in sent.headers for name in keys) or () in security:
            return []
        if not needs and (self._options.auth != "required" or operation.security == ()):
            return []
        expected = " or ".join(["authorization", *sorted(keys)])
        return [_refused("nothing", expected, operation.origin)]

    def _bearer(self, route: Route, sent: Sent, token: str, brand: Brand) -> list[Diagnostic]:
        origin = route.operation.origin
        until = self._tokens.get(token)
        if until is not None:
            if time.monotonic() > until:
                return [_refused("a token that has expired", "a new token", origin)]
            return self._user_pool(sent, brand, origin)
        if token and (brand.app_id in sent.headers or not brand.issues):
            return []
        return [_refused("an unknown token", f"a token of POST {brand.token_path}", origin)]

    def _user_pool(self, sent: Sent, brand: Brand, origin: Origin) -> list[Diagnostic]:
        name = f"{brand.prefix}userpool-id"
        pool = sent.headers.get(name, self._options.user_pool_id)
        if pool == self._options.user_pool_id:
            return []
        expected = f"{self._options.user_pool_id!r}, as the token says"
        return [finding("M013", f"header.{name}", repr(pool[:80]), expected, origin)]

    def _signature(self, route: Route, sent: Sent, value: str, brand: Brand) -> list[Diagnostic]:
        options, origin = self._options, route.operation.origin
        lacking = [f"{brand.prefix}{name}" for name in _NEEDED]
        date = (
            [] if "origin" in sent.headers else ["date"]
        )  # a browser may not send it (Fetch, 2.2.2)
        lacking = [name for name in [*lacking, *date] if name not in sent.headers]
        if lacking:
            return [
                finding("M013", f"header.{name}", "nothing", "a signed header", origin)
                for name in lacking
            ]
        key, _, signature = value.partition(":")
        if not options.secrets:
            return (
                [] if key and signature else [_refused("no KEY:SIGNATURE", "KEY:SIGNATURE", origin)]
            )
        secret = options.secrets.get(key)
        if secret is None:
            return [_refused(f"access key {key[:80]!r}", "a known access key", origin)]
        text = signed_text(route, sent, brand.prefix)
        if _equal(signature, sign(secret, text)):
            return []
        return [_refused("a wrong signature", f"one over {text[:1000]!r}", origin)]


def _shown(scheme: Scheme, sent: Sent) -> bool:
    """Does the request hold what the scheme wants? Of keys and tokens only their presence is looked at."""
    word, _, value = sent.headers.get("authorization", "").partition(" ")
    match scheme:
        case ApiKey("header", name):
            return bool(sent.headers.get(name))
        case ApiKey("query", name):
            return any(key == name and text for key, text in sent.pairs)
        case ApiKey("cookie", name):
            return bool(cookies_of(sent).get(name))
        case Http(word_of_scheme):
            return word.lower() == word_of_scheme and bool(value.strip())
        case OAuth2():
            return word.lower() == "bearer" and bool(value.strip())
        case MutualTls() | Undescribed() | ApiKey():
            return True


def _refused(seen: str, expected: str, origin: Origin) -> Diagnostic:
    return finding("M013", "header.authorization", seen, expected, origin)


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(errors="replace"), other.encode(errors="replace"))


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
