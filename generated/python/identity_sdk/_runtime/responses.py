"""What a call gives when its decoded result is not all that is wanted."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Self, TypeAlias, TypeVar
from uuid import uuid4

from .transport import is_failure

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")
Broken: TypeAlias = "Callable[[Exception], Exception]"
"""Gives the error to raise for what broke an answer while it was read."""


@dataclass(frozen=True, slots=True)
class RawResponse(Generic[T]):
    """A whole answer: the result as the method would have returned it, and HTTP's part."""

    result: T
    status: int
    headers: Mapping[str, str]
    content: bytes
    request_id: str | None


class Opened:
    """An answer whose body is still to be read."""

    def __init__(self, response: httpx2.Response, broken: Broken) -> None:
        self._response = response
        self._broken = broken

    @property
    def status(self) -> int:
        """HTTP's status."""
        return self._response.status_code

    @property
    def headers(self) -> Mapping[str, str]:
        """The response headers; names in any case."""
        return self._response.headers

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What breaks inside is the error of the call."""
        try:
            yield
        except Exception as error:
            if not is_failure(error):
                raise
            raise self._broken(error) from error


class _Streamed(Opened):
    def __init__(
        self, response: httpx2.Response, broken: Broken, deadline: float | None
    ) -> None:
        super().__init__(response, broken)
        self._deadline = deadline

    def _in_time(self, chunk: bytes) -> bytes:
        if self._deadline is not None and time.monotonic() > self._deadline:
            raise TimeoutError("the time for the call is over")
        return chunk


class StreamedResponse(_Streamed):
    """An answer whose body is read when you ask; use it in a `with` block, or close it.

    The timeout of the call counts for the body too.
    """

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The body in pieces, as they arrive."""
        with self._told():
            yield from map(self._in_time, self._response.iter_bytes(chunk_size))

    def read(self) -> bytes:
        """The whole body."""
        return b"".join(self.iter_bytes())

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the body to a file, piece by piece, and close the answer.

        A file stands there only once it is whole; what was there before stays until then.
        """
        with self, _whole(path) as part, open(part, "xb") as target:
            target.writelines(self.iter_bytes())

    def close(self) -> None:
        """Give the connection back."""
        self._response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class AsyncStreamedResponse(_Streamed):
    """The twin of `StreamedResponse`; use it in an `async with` block, or close it."""

    async def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The body in pieces, as they arrive."""
        with self._told():
            async for chunk in self._response.aiter_bytes(chunk_size):
                yield self._in_time(chunk)

    async def read(self) -> bytes:
        """The whole body."""
        return b"".join([chunk async for chunk in self.iter_bytes()])

    async def save(self, path: str | os.PathLike[str]) -> None:
        """Write the body to a file, piece by piece, and close the answer.

        A file stands there only once it is whole; what was there before stays until then.
        """
        import anyio

        async with self:
            with _whole(path) as part:
                async with await anyio.open_file(part, "xb") as target:
                    async for chunk in self.iter_bytes():
                        await target.write(chunk)

    async def close(self) -> None:
        """Give the connection back."""
        await self._response.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()


@contextmanager
def _whole(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A file beside the one that is wanted, which takes its place when all went well, and goes when not."""
    wanted = Path(path)
    part = wanted.with_name(f".{wanted.name[:100]}.{uuid4().hex}.part")
    try:
        yield part
        part.replace(wanted)
    finally:
        part.unlink(missing_ok=True)
