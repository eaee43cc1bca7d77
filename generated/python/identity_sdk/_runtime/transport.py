"""The HTTP library below: httpx2, or httpx where the caller brings a client of it. The two are told by names."""

from __future__ import annotations

import ssl
import time
from contextvars import ContextVar
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final, Protocol

from .errors import InvalidRequestError, Where

if TYPE_CHECKING:
    import httpx2

UNTIL: Final[ContextVar[float | None]] = ContextVar("UNTIL", default=None)
"""The moment, on the monotonic clock, at which the attempt of this thread must be over."""


class HttpClient(Protocol):
    """What is asked of an HTTP client: an `httpx2.Client`, or an `httpx.Client`."""

    @property
    def is_closed(self) -> bool:
        """Can it send no more?"""
        ...

    def build_request(self, *args: Any, **kwargs: Any) -> Any:
        """A request with the client's own headers."""
        ...

    def send(self, *args: Any, **kwargs: Any) -> Any:
        """Send a request."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...


class AsyncHttpClient(Protocol):
    """What is asked of an HTTP client that is awaited: an `httpx2.AsyncClient`, or an `httpx.AsyncClient`."""

    @property
    def is_closed(self) -> bool:
        """Can it send no more?"""
        ...

    def build_request(self, *args: Any, **kwargs: Any) -> Any:
        """A request with the client's own headers."""
        ...

    async def send(self, *args: Any, **kwargs: Any) -> Any:
        """Send a request."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...


def kinds(value: object) -> frozenset[str]:
    """The names of a value's classes."""
    return frozenset(one.__name__ for one in type(value).__mro__)


def check_client(given: object, kind: str) -> None:
    """Raise `InvalidRequestError` unless an HTTP client is of a kind: Client or AsyncClient."""
    homes = {
        one.__module__.partition(".")[0]
        for one in type(given).__mro__
        if one.__name__ == kind
    }
    if not homes & {"httpx", "httpx2"}:
        raise InvalidRequestError(
            f"http_client must be an httpx2.{kind} (or httpx.{kind}), not {type(given).__qualname__}"
        )


def usable(client: HttpClient | AsyncHttpClient, where: Where) -> None:
    """Raise `InvalidRequestError` where an HTTP client is closed."""
    if client.is_closed:
        raise InvalidRequestError("the http_client is closed", **where)


def is_failure(error: BaseException) -> bool:
    """Did an exchange break: is it an error of the HTTP library, or a time limit of our own?"""
    return isinstance(error, TimeoutError) or bool(
        kinds(error) & {"HTTPError", "InvalidURL", "StreamError"}
    )


def is_misuse(error: BaseException) -> bool:
    """Could the request not be written at all?"""
    return bool(kinds(error) & {"LocalProtocolError", "UnsupportedProtocol"})


def is_unsent(error: BaseException) -> bool:
    """Is it certain that the server got nothing of the request?"""
    return bool(kinds(error) & {"ConnectError", "ConnectTimeout", "PoolTimeout"})


def is_timeout(error: BaseException) -> bool:
    """Was it a time limit that ended the exchange?"""
    return isinstance(error, TimeoutError) or "TimeoutException" in kinds(error)


def is_final(error: BaseException) -> bool:
    """Would another attempt end alike: a certificate that is not trusted, an answer that can not be unpacked?"""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return True
        seen = seen.__cause__ or seen.__context__
    return "DecodingError" in kinds(error)


def is_loopback(host: str) -> bool:
    """Does a host name this machine (RFC 6761, 6.3; RFC 1122, 3.2.1.3)?"""
    name = host.strip("[]").lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def bounded(client: httpx2.Client) -> httpx2.Client:
    """The HTTP client; each wait for the network in it ends with `UNTIL`, however slowly bytes drip.

    The library's own limits are for each read. Where it is built otherwise than expected, they alone hold.
    """
    for transport in (client._transport, *client._mounts.values()):
        pool = getattr(transport, "_pool", None)
        backend = getattr(pool, "_network_backend", None)
        if pool is not None and backend is not None:
            pool._network_backend = _Bounded(backend)
    return client


class _Bounded:
    """A network backend or a stream of httpcore whose waits end with `UNTIL`."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def connect_tcp(self, *args: Any, **kwargs: Any) -> Any:
        return _Bounded(self._inner.connect_tcp(*args, **_limited(kwargs)))

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> Any:
        return _Bounded(self._inner.connect_unix_socket(*args, **_limited(kwargs)))

    def start_tls(self, *args: Any, **kwargs: Any) -> Any:
        return _Bounded(self._inner.start_tls(*args, **_limited(kwargs)))

    def read(self, size: int, timeout: float | None = None) -> Any:
        return self._inner.read(size, timeout=_left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> Any:
        return self._inner.write(buffer, timeout=_left(timeout))


def _limited(kwargs: dict[str, Any]) -> dict[str, Any]:
    return {**kwargs, "timeout": _left(kwargs.get("timeout"))}


def _left(timeout: float | None) -> float | None:
    until = UNTIL.get()
    if until is None:
        return timeout
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time for this attempt is over")
    return left if timeout is None else min(left, timeout)
