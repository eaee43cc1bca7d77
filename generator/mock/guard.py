"""Who may talk to the server: only those who name it by its own address (DNS rebinding, CWE-350)."""

from __future__ import annotations

import ipaddress
import re
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.mock.answers import as_bytes, refused
from generator.mock.findings import finding, refusal
from generator.mock.options import Options, is_loopback
from generator.mock.transport import AnswerResponse

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
