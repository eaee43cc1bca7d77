"""How long a call may take, and how often it is tried; what is no limit is refused at once, by its name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, Final

from .errors import InvalidRequestError

IDEMPOTENT: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})
"""Methods that may be sent again without knowing whether they arrived (RFC 9110, 9.2.2)."""

TIMES: Final = ("timeout", "connect_timeout", "attempt_timeout")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how often; seconds, None for no limit.

    `timeout` bounds the whole call, `attempt_timeout` each of its attempts and the silence of a stream,
    `connect_timeout` the time until there is a connection. `retry_statuses` are statuses after which a call is sent
    again, whatever its method, beside those that allow it by themselves.
    """

    timeout: float | None = 60.0
    connect_timeout: float | None = 5.0
    attempt_timeout: float | None = 30.0
    max_retries: int = 2
    retry_statuses: Collection[int] = ()

    def __post_init__(self) -> None:
        for name in TIMES:
            if not _is_time(value := getattr(self, name)):
                raise InvalidRequestError(
                    f"{name} is a positive number of seconds, or None, not {value!r}"
                )
        if type(self.max_retries) is not int or self.max_retries < 0:
            raise InvalidRequestError(
                f"max_retries is a whole number from 0, not {self.max_retries!r}"
            )
        if not _are_statuses(self.retry_statuses):
            raise InvalidRequestError(
                f"retry_statuses are HTTP statuses, such as {{409}}, not {self.retry_statuses!r}"
            )

    def but(self, options: dict[str, Any]) -> Limits:
        """The limits, where options do not say otherwise."""
        own = {name: options[name] for name in NAMES if name in options}
        return replace(self, **own) if own else self


NAMES: Final = (*TIMES, "max_retries", "retry_statuses")


def _is_time(value: object) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return value is None or (number and value > 0)  # type: ignore[operator]


def _are_statuses(values: object) -> bool:
    listed = isinstance(values, Collection) and not isinstance(values, str | bytes)
    return listed and all(type(one) is int for one in values)  # type: ignore[attr-defined]
