"""Answers whose items are read one by one: `for item in client.list_events(...)`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, NoReturn, Self, TypeVar

from .responses import Opened
from .sequences import Items

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")


class Reading(NamedTuple):
    """How a sequence is read: what cuts it, what decodes an item, and what raises the error of a broken one."""

    items: Items
    decode: Callable[[Any], Any]
    unreadable: Callable[[str, BaseException], NoReturn]

    def feed(self, piece: bytes, *, last: bool = False) -> Iterator[Any]:
        """The items that are whole now; raises `APIResponseError` for what is no JSON."""
        try:
            for one in self.items.feed(piece, last=last):
                yield self.decode(one)
        except (ValueError, RecursionError) as error:
            self.unreadable(f"an item of the stream is not JSON: {error}", error)


class Stream(Opened, Generic[T]):
    """Items as they arrive; iterate over it once. Leaving the loop early, `close` it, or use it in a `with` block.

    The time between two pieces is bounded by the timeout of the call.
    """

    def __init__(
        self, response: httpx2.Response, broken: Any, reading: Reading
    ) -> None:
        super().__init__(response, broken)
        self._reading = reading

    def __iter__(self) -> Iterator[T]:
        with self, self._told():
            for piece in self._response.iter_bytes():
                yield from self._reading.feed(piece)
                if self._reading.items.over:
                    return
            yield from self._reading.feed(b"", last=True)

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


class AsyncStream(Opened, Generic[T]):
    """The twin of `Stream`: `async for item in await client.list_events(...)`."""

    def __init__(
        self, response: httpx2.Response, broken: Any, reading: Reading
    ) -> None:
        super().__init__(response, broken)
        self._reading = reading

    async def __aiter__(self) -> AsyncIterator[T]:
        async with self:
            with self._told():
                async for piece in self._response.aiter_bytes():
                    for item in self._reading.feed(piece):
                        yield item
                    if self._reading.items.over:
                        return
                for item in self._reading.feed(b"", last=True):
                    yield item

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
