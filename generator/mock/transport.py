"""Answers as ASGI messages, and the faults that need the connection itself."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import MutableMapping
from typing import Any, Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from generator.mock.answers import Answer

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
