"""When to try again, and after how long.

Status 408, 409, 429 and 500 to 599 and connection errors are tried again. The wait is what the
server asks for (`retry-after-ms`, then `Retry-After` of RFC 9110, when 0 < n <= 60 seconds),
else 0.5 s doubling up to 8 s, shortened at random by up to a quarter.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Final

INITIAL_DELAY: Final = 0.5
MAXIMUM_DELAY: Final = 8.0
MAXIMUM_ASKED: Final = 60.0
JITTER: Final = 0.25


def retryable(status: int, *, enveloped: bool = False) -> bool:
    """Is it worth another attempt? An envelope's own 408 or 409, or a code such as 2016, is a final answer."""
    server = status == 429 or 500 <= status < 600
    return server or (not enveloped and status in {408, 409})


def asked_delay(headers: Mapping[str, str]) -> float | None:
    """The seconds that the server asks to wait, or None where it says nothing usable."""
    milliseconds = _number(headers.get("retry-after-ms"))
    seconds = (
        _retry_after(headers.get("retry-after"))
        if milliseconds is None
        else milliseconds / 1000
    )
    return seconds if seconds is not None and 0 < seconds <= MAXIMUM_ASKED else None


def backoff(attempt: int) -> float:
    """The seconds to wait after attempt 0, 1, 2, ..."""
    longest = min(INITIAL_DELAY * 2.0 ** min(attempt, 10), MAXIMUM_DELAY)
    return longest * (1 - JITTER * random.random())


def delay(attempt: int, headers: Mapping[str, str]) -> float:
    """The seconds to wait before the next attempt."""
    asked = asked_delay(headers)
    return backoff(attempt) if asked is None else asked


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
