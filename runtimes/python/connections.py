"""The HTTP client that a client and its variants share: one for each process and event loop, made when it is needed."""

from __future__ import annotations

import asyncio
import os
import threading
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

import anyio
import httpx2

from .errors import InvalidRequestError, Where
from .transport import AsyncHttpClient, HttpClient, bounded, check_client, usable


class Connections:
    """An HTTP client and the lock under which one thread fetches a token for all."""

    def __init__(self, given: HttpClient | None) -> None:
        if given is not None:
            check_client(given, "Client")
        self._given = given
        self._closed = False
        self._fresh()

    def _fresh(self) -> None:
        """Begin anew: after a fork the sockets, and who holds a lock, are the other process's."""
        self._pid = os.getpid()
        self._own: httpx2.Client | None = None
        self._making = threading.Lock()
        self._tokens = threading.Lock()

    def get(self, where: Where) -> HttpClient:
        """The HTTP client; raises `InvalidRequestError` when it is closed."""
        if self._closed:
            raise InvalidRequestError("the client is closed", **where)
        if self._given is not None:
            usable(self._given, where)
            return self._given
        if self._pid != os.getpid():
            self._fresh()
        with self._making:
            own = self._own or bounded(httpx2.Client())
            self._own = own
            return own

    @property
    def tokens(self) -> threading.Lock:
        """The lock of token fetches."""
        if self._pid != os.getpid():
            self._fresh()
        return self._tokens

    def close(self) -> None:
        """Close the connections, unless the HTTP client was given."""
        self._closed = True
        if self._own is not None and self._pid == os.getpid():
            self._own.close()


@dataclass(slots=True)
class _Loop:
    """What belongs to one event loop of one process."""

    pid: int
    http: AsyncHttpClient
    tokens: anyio.Lock = field(default_factory=anyio.Lock)


class AsyncConnections:
    """HTTP clients, one for each event loop, each with the lock under which one task fetches a token for all."""

    def __init__(self, given: AsyncHttpClient | None) -> None:
        if given is not None:
            check_client(given, "AsyncClient")
        self._given = given
        self._closed = False
        self._loops: WeakKeyDictionary[Any, _Loop] = WeakKeyDictionary()

    def get(self, where: Where) -> AsyncHttpClient:
        """The HTTP client of this event loop; raises `InvalidRequestError` when it is closed."""
        if self._closed:
            raise InvalidRequestError("the client is closed", **where)
        if self._given is not None:
            usable(self._given, where)
        return self._here().http

    @property
    def tokens(self) -> anyio.Lock:
        """The lock of token fetches."""
        return self._here().tokens

    def _here(self) -> _Loop:
        loop, pid = _running_loop(), os.getpid()
        held = self._loops.get(loop)
        if held is None or held.pid != pid:
            held = _Loop(pid, self._given or httpx2.AsyncClient())
            self._loops[loop] = held
        return held

    async def close(self) -> None:
        """Close the connections of this event loop, unless the HTTP client was given."""
        self._closed = True
        held = self._loops.get(_running_loop())
        if self._given is None and held is not None and held.pid == os.getpid():
            await held.http.aclose()


class _Elsewhere:
    """Stands for the event loop where it is not asyncio's."""


_ELSEWHERE = _Elsewhere()


def _running_loop() -> object:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return _ELSEWHERE
