"""The course of a call without any I/O: attempts, waits, renewals and what an answer means.

`attempts` is a generator of steps. The client and its async twin each run the steps in their own
way, so that there is one body of rules for both.
"""

from __future__ import annotations

import json
import logging
import time
import uuid
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, NoReturn

import httpx

from .auth import Auth
from .errors import (
    APIConnectionError,
    APIError,
    APIResponseError,
    APIStatusError,
    APITimeoutError,
    InvalidRequestError,
    envelope_status,
    status_error_class,
)
from .log import LOGGER, redacted
from .not_given import NOT_GIVEN
from .prepared import Prepared
from .retry import delay, retryable

MOST_REDIRECTS: Final = 5
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how often; seconds, None for no limit. `timeout` bounds the whole call."""

    timeout: float | None = 60.0
    connect_timeout: float | None = 5.0
    max_retries: int = 2


@dataclass(slots=True)
class Reply:
    """An answer with its body read (`content`), or still open (`stream`)."""

    status: int
    headers: Mapping[str, str]
    content: bytes = b""
    stream: httpx.Response | None = None
    _json: Any = NOT_GIVEN

    def json(self) -> Any:
        """The content as JSON, parsed once; raises ValueError or RecursionError."""
        if self._json is NOT_GIVEN:
            self._json = json.loads(self.content)
        return self._json

    @property
    def request_id(self) -> str | None:
        """The id under which the server's operators find this request."""
        return self.headers.get("x-request-id")


@dataclass(frozen=True, slots=True)
class Send:
    """Send an attempt and read the answer; `deadline` is on the monotonic clock."""

    call: Call
    headers: Mapping[str, str]
    deadline: float | None


@dataclass(frozen=True, slots=True)
class Wait:
    """Do nothing for some seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Renew:
    """Forget the credentials that the server refused; the answer tells whether others can be had."""

    call: Call


Step = Send | Wait | Renew


@dataclass(slots=True)
class Call:
    """One call on its way: what is sent, within which limits, and what authorizes it."""

    prepared: Prepared
    limits: Limits
    headers: dict[str, str] = field(default_factory=dict)
    auths: tuple[Auth, ...] = ()
    streams: bool = False
    enveloped: bool = False
    sent_authorization: str | None = None
    url: str = ""

    @property
    def where(self) -> dict[str, str]:
        """The method and path, as errors take them."""
        return {"method": self.prepared.method, "path": self.prepared.path}


def idempotency_headers(method: str, key: str | None) -> dict[str, str]:
    """One key per call, the same in all its attempts; methods that are safe need none."""
    if method in {"GET", "HEAD", "OPTIONS"} and key is None:
        return {}
    return {"idempotency-key": key or str(uuid.uuid4())}


def attempts(call: Call) -> Generator[Step, Any, Reply]:
    """Send until there is an answer to hand over, or an error to raise."""
    limits = call.limits
    deadline = None if limits.timeout is None else time.monotonic() + limits.timeout
    attempt = 0
    renewed = False
    hops = 0
    while True:
        outcome = yield Send(call, call.headers, deadline)
        if hops < MOST_REDIRECTS and redirected(call, outcome):
            hops += 1
            continue
        error = _judge(call, outcome, deadline)
        if error is None:
            return _reply(outcome)
        status = getattr(error, "status", 0)
        if status == 401 and not renewed and (yield Renew(call)):
            renewed = True
            continue
        pause = delay(attempt, getattr(error, "headers", {}))
        if attempt >= limits.max_retries or not _again(error) or _late(pause, deadline):
            raise error from _cause(outcome)
        LOGGER.info("retry %d in %.2f s: %s", attempt + 1, pause, type(error).__name__)
        yield Wait(pause)
        attempt += 1


def redirected(call: Call, outcome: Any) -> bool:
    """Does a redirect of GET or HEAD lead on within the origin? Then the call goes there.

    Nothing with a body, and no credentials, are carried to where the server of another origin may
    read them (RFC 9110, 15.4); what is not followed is an error with its `location`.
    """
    if not isinstance(outcome, Reply) or outcome.status not in REDIRECTS:
        return False
    target = outcome.headers.get("location")
    if target is None or call.prepared.method not in {"GET", "HEAD"} or not call.url:
        return False
    try:
        url = httpx.URL(call.url).join(target)
        same = _origin(url) == _origin(httpx.URL(call.url))
    except (httpx.InvalidURL, ValueError):
        return False
    if same:
        values = {name: url.params[name] for name in url.params}
        call.prepared = replace(call.prepared, url=str(url), query=[], arguments=values)
    return same


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Scheme, host and port (RFC 6454)."""
    return url.scheme, url.host, url.port


def _reply(outcome: Any) -> Reply:
    if not isinstance(outcome, Reply):
        raise TypeError("an outcome without an error is an answer")
    return outcome


def _cause(outcome: Any) -> BaseException | None:
    return outcome if isinstance(outcome, BaseException) else None


def _late(pause: float, deadline: float | None) -> bool:
    return deadline is not None and time.monotonic() + pause >= deadline


def _again(error: APIError) -> bool:
    if isinstance(error, APIStatusError):
        return retryable(error.status, enveloped=error.status != error.http_status)
    if isinstance(error, APITimeoutError):
        return isinstance(error, _ConnectTimeout)
    return isinstance(error, APIConnectionError)


class _ConnectTimeout(APITimeoutError):
    """No connection within the connect timeout; worth another attempt."""


def _judge(call: Call, outcome: Any, deadline: float | None) -> APIError | None:
    """The error that an outcome stands for, or None when it is a good answer."""
    if isinstance(outcome, Exception):
        return _connection_error(call, outcome, deadline)
    _log_answer(call, outcome)
    if outcome.status >= 300:
        return status_error(call, outcome, _lenient_json(outcome))
    if call.enveloped and not call.streams:
        body = _lenient_json(outcome)
        if is_refusal(body):
            return status_error(call, outcome, body)
    return None


def _connection_error(call: Call, error: Exception, deadline: float | None) -> APIError:
    LOGGER.info("%s %s: %s", *call.where.values(), type(error).__name__)
    if isinstance(error, httpx.LocalProtocolError | httpx.UnsupportedProtocol):
        return InvalidRequestError(str(error), **call.where)
    over = deadline is not None and time.monotonic() >= deadline
    if isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout) and not over:
        return _ConnectTimeout("no connection within the connect timeout", **call.where)
    if over or isinstance(error, httpx.TimeoutException | TimeoutError):
        return APITimeoutError("no answer in time", **call.where)
    return APIConnectionError(f"{type(error).__name__}: {error}", **call.where)


def is_refusal(body: Any) -> bool:
    """Does the envelope say no, although HTTP says yes? Only its 200 is a yes."""
    status = envelope_status(body)
    return status is not None and status != 200


def status_error(call: Call, reply: Reply, body: Any) -> APIStatusError:
    """The error of a refusal, with the class of the status that counts."""
    envelope = body if isinstance(body, dict) else {}
    message = envelope.get("message")
    inner = envelope_status(body)
    status = reply.status if inner is None or reply.status >= 300 else inner
    text = message if isinstance(message, str) and message else "the server refused"
    request_id = envelope.get("requestId") or reply.request_id
    return status_error_class(status)(
        f"{status} {text}",
        **call.where,
        http_status=reply.status,
        headers=reply.headers,
        body=body,
        request_id=request_id if isinstance(request_id, str) else None,
    )


def parsed(call: Call, reply: Reply) -> Any:
    """The JSON of a good answer, None where there is no body; raises `APIResponseError`."""
    if not reply.content.strip():
        return None
    try:
        return reply.json()
    except (ValueError, RecursionError) as error:
        media = reply.headers.get("content-type", "no content type")
        unreadable(call, reply, f"the answer is not JSON ({media}): {error}", error)


def unreadable(
    call: Call, reply: Reply, message: str, cause: BaseException
) -> NoReturn:
    """Raise the error of an answer that can not be read."""
    raise APIResponseError(
        message,
        **call.where,
        http_status=reply.status,
        headers=reply.headers,
        body=reply.content.decode(errors="replace"),
        request_id=reply.request_id,
    ) from cause


def _lenient_json(reply: Reply) -> Any:
    try:
        return reply.json()
    except (ValueError, RecursionError):
        return reply.content.decode(errors="replace")


def _log_answer(call: Call, reply: Reply) -> None:
    if not LOGGER.isEnabledFor(logging.INFO):
        return
    request = " ".join(call.where.values())
    LOGGER.info("%s -> %d (request id %s)", request, reply.status, reply.request_id)
    if LOGGER.isEnabledFor(logging.DEBUG):
        LOGGER.debug("%s headers %s", request, redacted(dict(reply.headers)))
        LOGGER.debug("%s body %s", request, redacted(_loggable(reply)))


def _loggable(reply: Reply) -> Any:
    """JSON can be redacted by its names; of anything else only the size is told."""
    body = _lenient_json(reply)
    return body if not isinstance(body, str) else f"{len(reply.content)} bytes"
