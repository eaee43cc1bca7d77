"""The mock server as an ASGI application (Starlette): who may talk to it, and how answers are sent."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import re
import socket
import struct
from collections.abc import MutableMapping, Sequence
from dataclasses import replace
from typing import Any, Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route as HttpRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from generator.mock.answers import Answer, as_bytes, refused
from generator.mock.desk import Desk
from generator.mock.findings import finding, refusal
from generator.mock.memory import Record
from generator.mock.options import Options, is_loopback
from generator.mock.reading import Sent
from generator.model import Api

_NO_LINGER: Final = struct.pack("ii", 1, 0)


class ResettableProtocol(H11Protocol):
    """uvicorn's own protocol; requests carry their connection, so that a fault can break it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Put the connection into the state of its requests."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


class AnswerResponse(Response):
    """Sends an answer, as slowly and as incompletely as it says."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(None, answer.status, dict(answer.headers), answer.media or None)
        self.headers["content-length"] = str(answer.size)
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait, send, break: whatever the answer says."""
        answer = self.answer
        if answer.delay and await _gone(answer.delay, receive):
            return
        if answer.reset == "early" or (answer.reset and not answer.size):
            await _reset(scope)
            return
        start = {"type": "http.response.start", "status": answer.status}
        await send(start | {"headers": self.raw_headers})
        if answer.reset:
            await send(_part(next(answer.chunks())[: answer.size // 2], more=True))
            await asyncio.sleep(0.05)
            await _reset(scope)
        else:
            await self._body(receive, send)

    async def _body(self, receive: Receive, send: Send) -> None:
        pieces = max(1, -(-self.answer.size // _size_of_piece(self.answer)))
        for chunk in self.answer.chunks():
            await send(_part(chunk, more=True))
            if self.answer.drip and await _gone(self.answer.drip / pieces, receive):
                return
        await send(_part(b"", more=False))


def _size_of_piece(answer: Answer) -> int:
    return max(1, len(next(answer.chunks(), b" ")))


def _part(content: bytes, *, more: bool) -> MutableMapping[str, Any]:
    return {"type": "http.response.body", "body": content, "more_body": more}


async def _gone(seconds: float, receive: Receive) -> bool:
    """Wait; True, at once, when the caller hangs up meanwhile."""
    try:
        async with asyncio.timeout(seconds):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return False
    return True


async def _reset(scope: Scope) -> None:
    """Reset the connection (RFC 9293: RST), where the server lets us; else fail, which ends the answer where it is."""
    transport = scope.get("state", {}).get("transport")
    if transport is None:
        raise ConnectionResetError("asked for by x-mock-fault")
    raw = transport.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
    transport.abort()
    await asyncio.sleep(0.01)


LOOPBACK_ORIGIN: Final = r"https?://(localhost|127(\.[0-9]{1,3}){3}|\[::1\])(:[0-9]+)?"
"""Origins whose pages may read the answers."""

_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]*)?")
"""`Host` is a name and a port (RFC 9110, section 7.2): no `user@`, no path."""


class Guard:
    """Refuses requests whose Host header names another server."""

    def __init__(self, app: ASGIApp, options: Options) -> None:
        self._app = app
        self._options = options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is meant for this server."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        host = Request(scope).headers.get("host", "")
        if is_ours(host, self._options):
            await self._app(scope, receive, send)
            return
        found = finding(
            "M015", "header.host", repr(host[:100]), "a loopback address or an allowed host"
        )
        answer = as_bytes(refused(421, refusal([found], "mock")))
        await AnswerResponse(answer)(scope, receive, send)


def is_ours(host: str, options: Options) -> bool:
    """May the Host header have this value? A name that an attacker's DNS controls may not."""
    found = _HOST.fullmatch(host)
    name = found[1].strip("[]").lower() if found else ""
    if is_loopback(name) or name in {one.lower() for one in options.allowed_hosts}:
        return True
    return options.allow_remote and _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
_DRAINED = 4
"""A body that is too large is read up to this multiple of the limit, so that the answer arrives."""


def application(apis: Sequence[Api], options: Options) -> Starlette:
    """The application; its state is the `desk`, where requests are answered."""
    handlers = Handlers(Desk(apis, options))
    made = Starlette(
        routes=[
            HttpRoute("/__mock__/requests", handlers.requests, methods=["GET"]),
            HttpRoute("/__mock__/requests", handlers.clear, methods=["DELETE"]),
            HttpRoute("/__mock__/operations", handlers.operations, methods=["GET"]),
            HttpRoute("/__mock__/redirected", handlers.redirected, methods=["GET"]),
            HttpRoute("/{path:path}", handlers.operation, methods=_METHODS),
        ],
        middleware=[
            Middleware(Guard, options=options),
            Middleware(
                CORSMiddleware,
                allow_origin_regex=LOOPBACK_ORIGIN,
                allow_methods=_METHODS,
                allow_headers=["*"],
                expose_headers=["*", "retry-after", "x-request-id", "content-disposition"],
            ),
        ],
    )
    made.state.desk = handlers.desk
    return made


class _Harmless(JSONResponse):
    """JSON in ASCII, since what clients send may hold half of a surrogate pair."""

    def render(self, content: object) -> bytes:
        """The bytes."""
        return json.dumps(content).encode()


class Handlers:
    """What is answered at each address."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def requests(self, _: Request) -> Response:
        """The last requests, the oldest first."""
        return _Harmless([one.as_json(self.desk.secrets) for one in self.desk.memory.records])

    async def clear(self, _: Request) -> Response:
        """Forget requests, attempts and answers."""
        self.desk.memory.clear()
        return Response(status_code=204)

    async def operations(self, _: Request) -> Response:
        """What is served."""
        return JSONResponse(self.desk.operations())

    async def redirected(self, _: Request) -> Response:
        """Where redirections of documented answers lead."""
        return JSONResponse({})

    async def operation(self, request: Request) -> Response:
        """The answer of an operation, or what is wrong with the request."""
        body = await _body(request, self.desk.options.max_body)
        sent = _sent(request, body or b"")
        record = self.desk.memory.record(sent)
        most = self.desk.options.max_body
        answer = self.desk.answer(sent, record) if body is not None else _too_large(record, most)
        record.status = answer.status
        headers = {"x-request-id": record.id, **answer.headers}
        return AnswerResponse(replace(answer, headers=headers))


async def _body(request: Request, most: int) -> bytes | None:
    """The body, or None when it is larger than allowed."""
    parts: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= most:
            parts.append(chunk)
        elif size > most * _DRAINED:
            break
    return b"".join(parts) if size <= most else None


def _sent(request: Request, body: bytes) -> Sent:
    raw = request.scope.get("raw_path") or request.url.path.encode()
    query: bytes = request.scope["query_string"]
    headers = {name: ", ".join(request.headers.getlist(name)) for name in request.headers}
    path = raw.partition(b"?")[0].decode("latin-1")
    return Sent(request.method, path, query.decode("latin-1"), headers, body)


def _too_large(record: Record, most: int) -> Answer:
    record.findings = [finding("M016", "body", f"more than {most} bytes", f"at most {most} bytes")]
    return as_bytes(refused(413, refusal(record.findings, record.id)))
