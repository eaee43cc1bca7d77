"""When to try again, and after how long.

What may be sent twice (GET, PUT, DELETE, ..., and what carries an idempotency key) is tried again after 408, 429,
500 to 599 but for 501 and 505, and after broken connections. Anything else only where nothing was sent, where the
server says that it did nothing (429, 503 with `Retry-After`), or where the caller says so (`retry_statuses`). The
wait is what the server asks for (`retry-after-ms`, then `Retry-After` of RFC 9110, 10.2.3), else 0.5 s doubling up to
8 s, shortened at random by up to a quarter. A longer wait than 60 s, or than the call has, is the caller's to decide.
"""

from __future__ import annotations

import random
import time
from collections.abc import Collection, Mapping
from email.utils import parsedate_to_datetime
from typing import Final

INITIAL_DELAY: Final = 0.5
MAXIMUM_DELAY: Final = 8.0
MAXIMUM_ASKED: Final = 60.0
JITTER: Final = 0.25
NEVER: Final = frozenset({501, 505})
"""Of the 5xx those that another attempt can not change."""


def retryable(
    status: int,
    *,
    repeatable: bool,
    enveloped: bool = False,
    asked: bool = False,
    more: Collection[int] = (),
) -> bool:
    """Is a call sent again after a status? `asked`: the server told when.

    An envelope's own 408, or a code such as 2016, is a final answer.
    """
    if status == 429 or status in more or (status == 503 and asked):
        return True
    again = 500 <= status < 600 and status not in NEVER
    return repeatable and (again or (status == 408 and not enveloped))


def asked_delay(headers: Mapping[str, str]) -> float | None:
    """The seconds that the server asks to wait, or None where it says nothing usable."""
    milliseconds = _number(headers.get("retry-after-ms"))
    seconds = (
        _retry_after(headers.get("retry-after"))
        if milliseconds is None
        else milliseconds / 1000
    )
    return seconds if seconds is not None and 0 < seconds < float("inf") else None


def backoff(attempt: int) -> float:
    """The seconds to wait after attempt 0, 1, 2, ..."""
    longest = min(INITIAL_DELAY * 2.0 ** min(attempt, 10), MAXIMUM_DELAY)
    return longest * (1 - JITTER * random.random())


def _number(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


def _retry_after(text: str | None) -> float | None:
    seconds = _number(text)
    if seconds is not None or text is None:
        return seconds
    try:
        return parsedate_to_datetime(text).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return None
