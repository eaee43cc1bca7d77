"""The HTTP request of one attempt: its URL, its time limits, and what authorizes it."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .auth import Signed
from .errors import InvalidRequestError
from .log import LOGGER, redacted
from .prepared import Prepared
from .schemes import KeyAuth, with_query
from .steps import Call
from .transport import AsyncHttpClient, HttpClient, is_failure, is_loopback

if TYPE_CHECKING:
    import httpx2

SECRETS = frozenset({"client_secret", "accessKeySecret"})


def ending(call: Call, deadline: float | None) -> float | None:
    """The moment, on the monotonic clock, at which an attempt that begins now must be over."""
    own = call.limits.attempt_timeout
    if own is None:
        return deadline
    until = time.monotonic() + own
    return until if deadline is None else min(until, deadline)


def request_of(
    http: HttpClient | AsyncHttpClient,
    call: Call,
    base: str,
    until: float | None,
    *,
    plain: bool,
) -> httpx2.Request:
    """The request of an attempt that must be over at `until`. `plain`: credentials may go over http."""
    content = call.prepared.content()
    headers = {**content.pop("headers", {}), **call.headers}
    try:
        request: httpx2.Request = http.build_request(
            call.prepared.method,
            call.prepared.url or base + call.prepared.path,
            headers={key: value for key, value in headers.items() if value is not None},
            timeout=_timeouts(call, until),
            **content,
        )
    except Exception as error:
        if not is_failure(error) and not isinstance(error, ValueError | TypeError):
            raise
        raise InvalidRequestError(str(error), **call.where) from error
    for key, value in headers.items():
        if value is None and key in request.headers:
            del request.headers[key]
    _authorize(call, request)
    if not plain:
        _guard(call, request)
    _log(call, request)
    return request


def _authorize(call: Call, request: httpx2.Request) -> None:
    if call.prepared.query:
        request.url = with_query(request.url, "&".join(call.prepared.query))
    call.url = str(request.url)
    for auth in call.auths:
        auth.apply(request, _signed(call.prepared, _path(request)))
    call.sent_authorization = request.headers.get("authorization")


def _guard(call: Call, request: httpx2.Request) -> None:
    """Raise where credentials would travel readable by everyone between (RFC 6750, 5.3; RFC 7617, 4)."""
    if request.url.scheme == "https" or is_loopback(request.url.host):
        return
    body = call.prepared.body
    held = isinstance(body, dict) and SECRETS & body.keys()
    keys = any(isinstance(auth, KeyAuth) for auth in call.auths)
    if held or keys or call.secret or "authorization" in request.headers:
        raise InvalidRequestError(
            f"credentials are not sent over plain http to {request.url.host}:"
            " use https, or make the client with allow_http=True",
            **call.where,
        )


def _log(call: Call, request: httpx2.Request) -> None:
    if LOGGER.isEnabledFor(logging.DEBUG):
        body = call.prepared.body
        LOGGER.debug(
            "%s %s headers %s body %s",
            *call.where.values(),
            redacted(dict(request.headers)),
            redacted(body if isinstance(body, dict) else "..."),
        )


def _signed(prepared: Prepared, path: str) -> Signed:
    """What a signature covers: the query of GET, the body of every other method."""
    if prepared.method == "GET":
        return Signed("GET", path, prepared.arguments)
    body = prepared.body if isinstance(prepared.body, dict) else {}
    return Signed(prepared.method, path, body)


def _path(request: httpx2.Request) -> str:
    """The path as it is sent, percent-encoded."""
    return request.url.raw_path.partition(b"?")[0].decode("ascii")


def _timeouts(call: Call, until: float | None) -> tuple[float | None, ...]:
    """Seconds for connecting, reading, writing and a free connection; a stream may pause as long as an attempt."""
    limits = call.limits
    left = None if until is None else max(until - time.monotonic(), 0.001)
    times = [one for one in (left, limits.connect_timeout) if one is not None]
    connect = min(times, default=None)
    idle = limits.attempt_timeout if call.opens else left
    return connect, idle, left, left


def check_url(url: str) -> None:
    """Raise `InvalidRequestError` for what is no base URL."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise InvalidRequestError(
            f"base_url must be an http or https URL with a host, not {url!r}"
        )


def check_headers(headers: Any, name: str) -> None:
    """Raise `InvalidRequestError` unless headers are texts by name, or None to leave one out."""
    for key, value in dict(headers or {}).items():
        if not isinstance(key, str) or not isinstance(value, str | None):
            raise InvalidRequestError(
                f"{name}: {key} is a text, or None to leave it out, not {type(value).__name__}"
            )
