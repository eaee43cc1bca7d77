"""What the tests of the Python client share: an Api, and a real HTTP server on loopback with faults."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import yaml

from generator.model import Api
from generator.openapi.load import load

HERE = Path(__file__).parent


@dataclass
class Seen:
    """A request as it arrived."""

    method: str
    path: str
    query: list[tuple[str, str]]
    headers: dict[str, str]
    body: bytes
    at: float

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Answer:
    """What the server does with a request: an answer, or a fault."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0
    fault: str = ""

    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Reply = Callable[[Seen], Answer]


class Loopback:
    """A server that answers by script; what the script leaves open is answered by `reply`."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.script: list[Answer] = []
        self.reply: Reply = lambda _: ok()
        self._lock = threading.Lock()
        loopback = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def handle_any(self) -> None:
                length = int(self.headers.get("content-length") or 0)
                parts = urlsplit(self.path)
                request = Seen(
                    self.command,
                    parts.path,
                    parse_qsl(parts.query, keep_blank_values=True),
                    {name.lower(): value for name, value in self.headers.items()},
                    self.rfile.read(length),
                    time.monotonic(),
                )
                loopback.answer(self, request)

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = handle_any

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def host(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def answer(self, handler: BaseHTTPRequestHandler, request: Seen) -> None:
        with self._lock:
            self.seen.append(request)
            scripted = bool(self.script) and not request.path.endswith("token")
            answer = self.script.pop(0) if scripted else self.reply(request)
        time.sleep(answer.delay)
        if answer.fault == "silent":
            handler.close_connection = True
            return
        if answer.fault == "drip-headers":
            self._drip(handler)
            return
        if answer.fault == "reset":
            linger = struct.pack("ii", 1, 0)
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            handler.connection.close()
            handler.close_connection = True
            return
        self._write(handler, answer)

    def _drip(self, handler: BaseHTTPRequestHandler) -> None:
        """Headers without an end, a byte at a time."""
        handler.close_connection = True
        try:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nx-slow: ")
            for _ in range(100):
                handler.wfile.write(b"a")
                time.sleep(0.05)
        except OSError:
            return

    def _write(self, handler: BaseHTTPRequestHandler, answer: Answer) -> None:
        content = answer.content()
        handler.send_response(answer.status)
        for name, value in {"content-type": "application/json", **answer.headers}.items():
            handler.send_header(name, value)
        handler.send_header(
            "content-length", str(len(content) + (9 if answer.fault == "cut" else 0))
        )
        handler.end_headers()
        try:
            for start in range(0, len(content), 1 if answer.drip else len(content)):
                handler.wfile.write(
                    content[start:] if not answer.drip else content[start : start + 1]
                )
                time.sleep(answer.drip)
        except OSError:
            handler.close_connection = True
        if answer.fault == "cut":
            handler.close_connection = True

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def ok(data: Any = None, **more: Any) -> Answer:
    """An envelope that says yes."""
    return Answer({"statusCode": 200, "message": "ok", "data": data, **more})


def library() -> Api:
    """The Api of library.yaml."""
    document = yaml.safe_load((HERE / "library.yaml").read_text(encoding="utf-8"))
    api, _ = load(document, client="library", file="library.yaml")
    return api


def write(files: Mapping[str, str], root: Path) -> Path:
    """Write a tree of files."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
    return root


def fields(api: Api) -> dict[str, Any]:
    return {name: getattr(api, name) for name in api.__dataclass_fields__}
