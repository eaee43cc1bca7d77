"""A request that the mock server answers: for the panel on the page of an operation."""

from __future__ import annotations

import shlex
from typing import Any, Final

from generator.mock import example_request
from generator.model import Api, Operation

MOCK: Final = "http://127.0.0.1:4010"
"""Where `docs2sdk mock` listens unless it is told otherwise."""
START: Final = "docs2sdk mock --auth off"
_LONGEST: Final = 20_000
"""Characters of a body that a page shows."""


def trial(api: Api, operation: Operation) -> dict[str, Any]:
    """The request as a command of curl, and as what a browser sends; a long body is left to the reader."""
    sent = example_request(api, operation, optional=False)
    body = sent.content.decode("utf-8", "replace")
    body = body if len(body) <= _LONGEST else "{}"
    url = MOCK + sent.url
    parts = ["curl"] if sent.method in {"GET", "POST"} and (body or sent.method == "GET") else []
    parts = parts or ["curl", "-X", sent.method]
    headers = [part for name, value in sent.headers.items() for part in ("-H", f"{name}: {value}")]
    data = ["-d", body] if body else []
    return {
        "method": sent.method,
        "url": url,
        "headers": dict(sent.headers),
        "body": body,
        "curl": shlex.join([*parts, url, *headers, *data]),
    }
