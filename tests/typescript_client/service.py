"""A real server on loopback that knows users, and checks every signature on its own."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

KEY, SECRET = "KEY_ID", "KEY_SECRET"
PREFIX = "x-example-"
USERS = [{"id": f"u-{number}", "status": "Active"} for number in range(25)]
_TYPES = {".js": "text/javascript", ".html": "text/html", ".mjs": "text/javascript"}


def signature(method: str, path: str, fields: Mapping[str, Any], headers: Mapping[str, str]) -> str:
    """The signature scheme as the facts state it, written apart from the client's."""
    signed = {
        name.lower(): value
        for name, value in headers.items()
        if name.lower().startswith(PREFIX) or name.lower() == "date"
    }
    lines = "".join(f"{name}:{signed[name]}\n" for name in sorted(signed))
    pairs = [f"{name}={_text(fields[name])}" for name in sorted(fields)]
    source = f"{method}\n{lines}{path}" + (f"?{'&'.join(pairs)}" if pairs else "")
    digest = hmac.new(SECRET.encode(), source.encode(), hashlib.sha1).digest()
    return f"example {KEY}:{base64.b64encode(digest).decode()}"


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


@dataclass
class Service:
    """What the server was sent, and the folder that it serves as files."""

    folder: Path
    seen: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""


class _Handler(BaseHTTPRequestHandler):
    service: Service
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002, ARG002 - the base's
        return

    def do_OPTIONS(self) -> None:
        self._send(204, b"", "text/plain")

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def do_DELETE(self) -> None:
        self._answer("DELETE")

    def _answer(self, method: str) -> None:
        url = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        if not url.path.startswith("/api/"):
            self._file(url.path)
            return
        query = dict(parse_qsl(url.query))
        fields = query if method == "GET" else json.loads(body or "{}")
        headers = dict(self.headers.items())
        good = self.headers.get("authorization") == signature(method, url.path, fields, headers)
        names = sorted(name.lower() for name in headers)
        call = {
            "method": method,
            "path": url.path,
            "fields": fields,
            "signed": good,
            "names": names,
        }
        self.service.seen.append(call)
        status, message = (200, "ok") if good else (401, "bad signature")
        data = _data(url.path, fields) if good else None
        text = json.dumps({"statusCode": status, "message": message, "data": data})
        self._send(200, text.encode(), "application/json")

    def _file(self, name: str) -> None:
        path = (self.service.folder / name.lstrip("/")).resolve()
        if not path.is_file() or not path.is_relative_to(self.service.folder.resolve()):
            self._send(404, b"", "text/plain")
            return
        self._send(200, path.read_bytes(), _TYPES.get(path.suffix, "text/plain"))

    def _send(self, status: int, body: bytes, kind: str) -> None:
        asked = self.headers.get("access-control-request-headers") or ""
        self.send_response(status)
        for name, value in {
            "content-type": kind,
            "content-length": str(len(body)),
            "access-control-allow-origin": "*",
            "access-control-allow-methods": "GET, POST, DELETE",
            "access-control-allow-headers": re.sub(r"[^a-z0-9,-]", "", asked),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _data(path: str, fields: Mapping[str, Any]) -> object:
    if path == "/api/v3/list-users":
        page, limit = int(fields.get("page", 1)), int(fields.get("limit", 10))
        return {"totalCount": len(USERS), "list": USERS[(page - 1) * limit : page * limit]}
    return {"success": True}


@contextmanager
def serving(folder: Path) -> Iterator[Service]:
    """A server until the block ends."""
    service = Service(folder)
    handler = type("Handler", (_Handler,), {"service": service})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        service.url = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield service
        finally:
            server.shutdown()
            thread.join()
