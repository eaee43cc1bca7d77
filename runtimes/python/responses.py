"""What a call gives when its decoded result is not all that is wanted."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Self, TypeVar

import httpx2

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RawResponse(Generic[T]):
    """A whole answer: the result as the method would have returned it, and HTTP's part."""

    result: T
    status: int
    headers: Mapping[str, str]
    content: bytes
    request_id: str | None


class _Streamed:
    def __init__(self, response: httpx2.Response) -> None:
        self._response = response

    @property
    def status(self) -> int:
        """HTTP's status."""
        return self._response.status_code

    @property
    def headers(self) -> Mapping[str, str]:
        """The response headers; names in any case."""
        return self._response.headers


class StreamedResponse(_Streamed):
    """An answer whose body is read when you ask; use it in a `with` block, or close it."""

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The body in pieces, as they arrive."""
        return self._response.iter_bytes(chunk_size)

    def read(self) -> bytes:
        """The whole body."""
        return self._response.read()

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the body to a file, piece by piece, and close the answer."""
        with self, open(path, "wb") as target:
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

    def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The body in pieces, as they arrive."""
        return self._response.aiter_bytes(chunk_size)

    async def read(self) -> bytes:
        """The whole body."""
        return await self._response.aread()

    async def save(self, path: str | os.PathLike[str]) -> None:
        """Write the body to a file, piece by piece, and close the answer."""
        import anyio

        async with self, await anyio.open_file(path, "wb") as target:
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
