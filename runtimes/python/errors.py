"""The closed tree of errors. Every failure of a call is an `APIError`.

APIError
    InvalidRequestError     an argument is wrong; nothing was sent
    APIConnectionError      no answer: DNS, refused, reset, broken HTTP
        APITimeoutError     the time given for connecting or for the call is over
    APIResponseError        an answer that is not what it says (HTML, truncated JSON)
    APIStatusError          the server, or the envelope's own statusCode, says no
        one class per status
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


class APIError(Exception):
    """The base of all errors; `method` and `path` tell the call."""

    def __init__(self, message: str, *, method: str = "", path: str = "") -> None:
        where = f"{method} {path}: " if path else ""
        super().__init__(f"{where}{message}")
        self.message: str = message
        self.method: str = method
        self.path: str = path


class InvalidRequestError(APIError, ValueError):
    """An argument has a wrong type, or is unknown; nothing was sent."""


class APIConnectionError(APIError):
    """No whole answer came; the cause is in `__cause__`."""


class APITimeoutError(APIConnectionError):
    """The time for connecting, or the time for the whole call, is over."""


class _AnsweredError(APIError):
    def __init__(
        self,
        message: str,
        *,
        method: str,
        path: str,
        http_status: int,
        headers: Mapping[str, str],
        body: object,
        request_id: str | None,
    ) -> None:
        suffix = f" (request id {request_id})" if request_id else ""
        super().__init__(f"{message}{suffix}", method=method, path=path)
        self.message = message
        self.http_status: int = http_status
        self.headers: Mapping[str, str] = headers
        self.body: object = body
        self.request_id: str | None = request_id

    @property
    def status(self) -> int:
        """The status that counts: HTTP's, or the envelope's own when HTTP says 2xx."""
        return self.http_status


class APIResponseError(_AnsweredError):
    """The answer can not be read; `body` is its text."""


class APIStatusError(_AnsweredError):
    """The server refused; `body` is the parsed JSON, else the text."""

    @property
    def envelope(self) -> Mapping[str, object]:
        """The answer's JSON object, empty where it is something else."""
        return self.body if isinstance(self.body, dict) else {}

    @property
    def status(self) -> int:
        """The status that counts: HTTP's, or the envelope's own when HTTP says 2xx."""
        inner = envelope_status(self.body)
        return self.http_status if inner is None or self.http_status >= 300 else inner

    @property
    def api_code(self) -> int | None:
        """The envelope's fine-grained `apiCode`, or None."""
        code = self.envelope.get("apiCode")
        return code if isinstance(code, int) else None


class BadRequestError(APIStatusError):
    """400."""


class AuthenticationError(APIStatusError):
    """401: the credentials are missing, wrong or expired."""


class PermissionDeniedError(APIStatusError):
    """403."""


class NotFoundError(APIStatusError):
    """404."""


class RequestTimeoutError(APIStatusError):
    """408: the server did not wait longer."""


class ConflictError(APIStatusError):
    """409."""


class UnprocessableEntityError(APIStatusError):
    """422."""


class RateLimitError(APIStatusError):
    """429: too many requests."""


class InternalServerError(APIStatusError):
    """500 to 599; an envelope's own codes beyond are no failures of the server."""


_BY_STATUS: Final[Mapping[int, type[APIStatusError]]] = MappingProxyType(
    {
        400: BadRequestError,
        401: AuthenticationError,
        403: PermissionDeniedError,
        404: NotFoundError,
        408: RequestTimeoutError,
        409: ConflictError,
        422: UnprocessableEntityError,
        429: RateLimitError,
    }
)


def envelope_status(body: object) -> int | None:
    """The `statusCode` of an answer that states its own status, also where it is a text; else None."""
    told = body.get("statusCode") if isinstance(body, dict) else None
    if isinstance(told, str) and told.isascii() and told.isdigit() and len(told) < 10:
        return int(told)
    return told if type(told) is int else None


def status_error_class(status: int) -> type[APIStatusError]:
    """The error class of a status."""
    general = InternalServerError if 500 <= status < 600 else APIStatusError
    return _BY_STATUS.get(status, general)
