"""The mock server as an ASGI application (Starlette)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route as HttpRoute

from generator.mock.answers import Answer, as_bytes, refused
from generator.mock.desk import Desk
from generator.mock.findings import finding, refusal
from generator.mock.guard import LOOPBACK_ORIGIN, Guard
from generator.mock.memory import Record
from generator.mock.options import Options
from generator.mock.reading import Sent
from generator.mock.transport import AnswerResponse
from generator.model import Api

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
