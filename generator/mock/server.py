"""Runs the application on a socket: for `docs2sdk mock`, and in a thread for tests."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final

import uvicorn

from generator.mock.application import ResettableProtocol, application
from generator.mock.desk import Desk
from generator.mock.memory import Record
from generator.mock.options import MockError, Options, is_loopback
from generator.model import Api, Json

_PATIENCE: Final = 10.0


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs in this process."""

    url: str
    desk: Desk

    @property
    def requests(self) -> list[Record]:
        """The requests that it saw, the oldest first."""
        return list(self.desk.memory.records)

    @property
    def operations(self) -> list[Json]:
        """What it serves."""
        return self.desk.operations()

    def clear(self) -> None:
        """Forget requests, attempts and answers."""
        self.desk.memory.clear()


class _Server(uvicorn.Server):
    """Tells its address once it listens, and that it does."""

    def __init__(self, config: uvicorn.Config, url: str, *, announce: bool) -> None:
        super().__init__(config)
        self._url = url
        self._announce = announce
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen; then one line for programs and one for people."""
        await super().startup(sockets)
        if self._announce:
            sys.stdout.write(f"{self._url}\n")
            sys.stdout.flush()
            sys.stderr.write(f"mock server on {self._url} (stop it with Ctrl-C)\n")
        self.ready.set()


def serve(apis: Sequence[Api], host: str, port: int, options: Options) -> None:
    """Run until interrupted; raises `MockError` when the address can not be had."""
    with _listening(host, port, options) as listener:
        url = _url(host, listener)
        server = _Server(_config(application(apis, options)), url, announce=True)
        with suppress(KeyboardInterrupt):  # uvicorn has stopped by then, and sends the signal again
            server.run(sockets=[listener])


@contextmanager
def running(apis: Sequence[Api], options: Options) -> Iterator[Running]:
    """Run in a thread on a free loopback port."""
    with _listening("127.0.0.1", 0, options) as listener:
        made = application(apis, options)
        url = _url("127.0.0.1", listener)
        server = _Server(_config(made), url, announce=False)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        if not server.ready.wait(_PATIENCE):
            raise MockError("the mock server did not start")
        try:
            yield Running(url, made.state.desk)
        finally:
            server.should_exit = True
            thread.join(_PATIENCE)


def _config(app: Any) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=ResettableProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )


def _listening(host: str, port: int, options: Options) -> socket.socket:
    """A bound socket; uvicorn listens on it."""
    if not is_loopback(host) and not options.allow_remote:
        raise MockError(
            f"{host} is not a loopback address; say that others may call (allow_remote)"
        )
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        # asyncio turns off Nagle's algorithm only where the protocol is named
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except OSError as error:
        raise MockError(f"{host}: {error}") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        raise MockError(f"{host}:{port}: {error}") from error
    return listener


def _url(host: str, listener: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}"
