"""The course of a call without any I/O: attempts, waits, renewals and redirects.

`attempts` is a generator of steps. The client and its async twin each run the steps in their own
way, so that there is one body of rules for both.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import replace
from typing import Any, Final

import httpx2

from .errors import APIConnectionError, APIError, APIStatusError
from .judging import judge
from .log import LOGGER
from .retry import MAXIMUM_ASKED, asked_delay, backoff, retryable
from .steps import Call, Renew, Reply, Send, Step, Wait

MOST_REDIRECTS: Final = 5
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


def attempts(call: Call) -> Generator[Step, Any, Reply]:
    """Send until there is an answer to hand over, or an error to raise."""
    limits = call.limits
    deadline = None if limits.timeout is None else time.monotonic() + limits.timeout
    attempt = 0
    renewed = False
    hops = 0
    while True:
        outcome = yield Send(call, deadline)
        if hops < MOST_REDIRECTS and redirected(call, outcome):
            hops += 1
            continue
        error = judge(call, outcome, deadline)
        if error is None:
            return _reply(outcome)
        if error.status == 401 and not renewed and (yield Renew(call)):
            renewed = True
            continue
        asked = asked_delay(error.headers)
        pause = backoff(attempt) if asked is None else asked
        last = attempt >= limits.max_retries or not again(call, error)
        if last or pause > MAXIMUM_ASKED or _late(pause, deadline):
            raise error from _cause(outcome)
        LOGGER.info("retry %d in %.2f s: %s", attempt + 1, pause, type(error).__name__)
        yield Wait(pause)
        attempt += 1


def again(call: Call, error: APIError) -> bool:
    """Is a call sent again after an error? See `retry`."""
    if isinstance(error, APIStatusError):
        return retryable(
            error.status,
            repeatable=call.repeatable,
            enveloped=error.status != error.http_status,
            asked=error.retry_after is not None,
            more=call.limits.retry_statuses,
        )
    if isinstance(error, APIConnectionError):
        return not error.final and (call.repeatable or not error.sent)
    return False


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
        url = httpx2.URL(call.url).join(target)
        same = _origin(url) == _origin(httpx2.URL(call.url))
    except (httpx2.InvalidURL, ValueError):
        return False
    if same:
        values = {name: url.params[name] for name in url.params}
        call.prepared = replace(call.prepared, url=str(url), query=[], arguments=values)
    return same


def _origin(url: httpx2.URL) -> tuple[str, str, int | None]:
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
