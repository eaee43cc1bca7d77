"""The closed tree of errors. Every failure of a call is an `APIError`.

APIError
    InvalidRequestError     an argument or an option is wrong; nothing was sent
    APIConnectionError      no answer: DNS, refused, reset, broken HTTP
        APITimeoutError     the time for connecting, for an attempt or for the call is over
    APIResponseError        an answer that is not what it says (HTML, truncated JSON)
    APIStatusError          the server, or the envelope's own statusCode, says no
        one class per status
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, TypedDict


class Where(TypedDict):
    """Which call an error is of."""

    method: str
    path: str


class APIError(Exception):
    """The base of all errors; `method` and `path` tell the call.

    What only an answer can tell is None, or empty, where there was none: `status`, `headers`, `body` (parsed JSON,
    else text), `request_id`, and `retry_after`, the seconds that the server asks to wait. Errors can be copied
    and pickled.
    """

    headers: Mapping[str, str] = MappingProxyType({})
    body: object = None
    request_id: str | None = None
    retry_after: float | None = None

    def __init__(self, message: str, *, method: str = "", path: str = "") -> None:
        where = f"{method} {path}: " if path else ""
        super().__init__(f"{where}{message}")
        self.message: str = message
        self.method: str = method
        self.path: str = path

    @property
    def status(self) -> int | None:
        """The status that counts, or None without an answer."""
        return None

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, self.__dict__)


def _restored(
    kind: type[APIError], args: tuple[Any, ...], facts: Mapping[str, Any]
) -> APIError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(facts)
    return error


class InvalidRequestError(APIError, ValueError):
    """An argument or an option is wrong or missing, or the client is closed; nothing was sent."""


class APIConnectionError(APIError):
    """No whole answer came; the cause is in `__cause__`.

    `sent` is False where the server certainly got nothing; `final`: another attempt would end alike.
    """

    def __init__(
        self,
        message: str,
        *,
        method: str = "",
        path: str = "",
        sent: bool = True,
        final: bool = False,
    ) -> None:
        super().__init__(message, method=method, path=path)
        self.sent: bool = sent
        self.final: bool = final


class APITimeoutError(APIConnectionError):
    """A time limit is over: for connecting, for an attempt, or for the whole call."""


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
        retry_after: float | None = None,
        data: object = None,
    ) -> None:
        suffix = f" (request id {request_id})" if request_id else ""
        super().__init__(f"{message}{suffix}", method=method, path=path)
        self.message = message
        self.http_status: int = http_status
        self.headers = headers
        self.body = body
        self.data: object = body if data is None else data
        self.request_id = request_id
        self.retry_after = retry_after

    @property
    def status(self) -> int:
        """The status that counts: HTTP's, or the envelope's own when HTTP says 2xx."""
        return self.http_status


class APIResponseError(_AnsweredError):
    """The answer can not be read; `body` is its text."""


class APIStatusError(_AnsweredError):
    """The server refused.

    `body` is the object that is documented for the status, else the parsed JSON, else the text;
    `data` is the JSON itself.
    """

    @property
    def envelope(self) -> Mapping[str, object]:
        """The answer's JSON object, empty where it is something else."""
        return self.data if isinstance(self.data, dict) else {}

    @property
    def status(self) -> int:
        """The status that counts: HTTP's, or the envelope's own when HTTP says 2xx."""
        inner = envelope_status(self.data)
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
