"""The server of `docs2sdk preview`: pages, and events that make a browser load again; for this machine only.

Python's own server does: no Node.js, no further package, and up in the time that reading the pages takes.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final
from urllib.parse import unquote, urlsplit

from generator.files import runtime_files
from generator.mock.options import is_loopback
from generator.site.preview import Preview

_PING: Final = 10.0
"""Seconds after which a browser that is gone is noticed."""
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src https: data:"
)
_FILES: Final = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9.-]+)(?::[0-9]+)?")


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, preview: Preview) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.preview = preview


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        """A page, a file of ours, or events; for a name that somebody's DNS made lead here, nothing."""
        host = _HOST.fullmatch(self.headers.get("host", ""))
        path = unquote(urlsplit(self.path).path)
        if host is None or not is_loopback(host[1]):
            self._send(421, "text/plain", "another host")
        elif path == "/__preview__/events":
            self._events()
        elif path.startswith("/__preview__/"):
            self._file(path.rpartition("/")[2])
        else:
            html = self.server.preview.page(path.lstrip("/"))
            missing = "<!DOCTYPE html><p>No such page. <a href='/'>All pages</a>"
            self._send(200 if html else 404, "text/html; charset=utf-8", html or missing)

    def _file(self, name: str) -> None:
        text = runtime_files("site/preview", "").get(name)
        kind = _FILES.get(name[name.rfind(".") :], "text/plain")
        self._send(200 if text else 404, kind, text or "")

    def _events(self) -> None:
        """Server-sent events (WHATWG HTML, 9.2): the version of what is shown, whenever it is another one."""
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("cache-control", "no-store")
        self.end_headers()
        version = -1
        try:
            while True:
                new = self.server.preview.wait(version, _PING)
                self.wfile.write(b":\n\n" if new == version else f"data: {new}\n\n".encode())
                self.wfile.flush()
                version = new
        except OSError:
            self.close_connection = True

    def _send(self, status: int, kind: str, text: str) -> None:
        data = text.encode("utf-8", "replace")
        self.send_response(status)
        for name, value in (
            ("content-type", kind),
            ("content-length", str(len(data))),
            ("cache-control", "no-store"),
            ("content-security-policy", _POLICY),
            ("x-content-type-options", "nosniff"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Requests are not logged."""


@contextmanager
def serving(preview: Preview, port: int) -> Iterator[str]:
    """Serve while the `with` block lasts; gives the address. OSError where the port cannot be had."""
    with _Server(port, preview) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
        thread.daemon = True
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
