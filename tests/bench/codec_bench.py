"""What the Python client costs beside plain httpx2 and json: reading a page of 1,000 users, writing requests.

usage: python tests/bench/python_codec.py
Uses generated/ and a server on loopback. Prints milliseconds and ratios; 2 when it can not measure.
"""

from __future__ import annotations

import importlib
import json
import statistics
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx2
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
USERS = 1000
RUNS = 15
BODY = {"keywords": "alice", "options": {"pagination": {"page": 1, "limit": USERS}}}


def page() -> bytes:
    """The documented answer of `list_users`, its user a thousand times over."""
    text = (ROOT / "generated" / "openapi" / "management.yaml").read_text(encoding="utf-8")
    document = yaml.load(text, yaml.CSafeLoader)
    operation = next(
        operation
        for item in document["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict) and operation.get("operationId") == "listUsers"
    )
    example: Any = operation["responses"]["200"]["content"]["application/json"]["example"]
    users = example["data"]["list"]
    user = users[0] if isinstance(users, list) else users
    example["data"] |= {"totalCount": USERS, "list": [user] * USERS}
    return json.dumps(example, ensure_ascii=False).encode()


class Handler(BaseHTTPRequestHandler):
    """Answers each request with the page."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    content = b""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length") or 0))
        token = {
            "statusCode": 200,
            "message": "",
            "data": {"access_token": "t", "expires_in": 7200},
        }
        body = json.dumps(token).encode() if self.path.endswith("token") else self.content
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


def milliseconds(run: Callable[[], object], times: int = 1) -> float:
    """The median time of a run, after one to warm up."""
    run()
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        for _ in range(times):
            run()
        taken.append((time.perf_counter() - start) / times)
    return statistics.median(taken) * 1000


def compare(what: str, mine: float, plain: float) -> None:
    """One line: both times, and their ratio."""
    print(f"{what:44} {mine:8.3f} ms, plain {plain:8.3f} ms, ratio {mine / plain:5.2f}")


def main() -> int:
    """Measure and print."""
    sys.path.insert(0, str(ROOT / "generated" / "python"))
    sdk: Any = importlib.import_module("identity_sdk")
    models: Any = importlib.import_module("identity_sdk.management.models")
    decode: Any = importlib.import_module("identity_sdk._runtime.decode")
    encode: Any = importlib.import_module("identity_sdk._runtime.encode")
    operations: Any = importlib.import_module("identity_sdk.management.operations.users")
    Handler.content = content = page()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://127.0.0.1:{server.server_port}"
    print(f"a page of {USERS} users, {len(content) / 1e6:.2f} MB")
    cls = models.UserPaginatedRespDto
    compare(
        "decode the page, json.loads included",
        milliseconds(lambda: decode.decode_model(cls, json.loads(content))),
        milliseconds(lambda: json.loads(content)),
    )
    operation = operations.LIST_USERS
    compare(
        "check and encode a request",
        milliseconds(lambda: encode.prepare(operation, BODY, models, {}).content(), 100),
        milliseconds(lambda: json.dumps(BODY), 100),
    )
    with sdk.ManagementClient("ID", "SECRET", host=host) as client, httpx2.Client() as http:
        url = f"{host}/api/v3/list-users"
        compare(
            "the whole call on loopback",
            milliseconds(lambda: client.list_users(**BODY)),
            milliseconds(lambda: http.post(url, json=BODY).json()),
        )
        Handler.content = b'{"statusCode":200,"message":"","data":{"totalCount":0,"list":[]}}'
        compare(
            "a whole call with an empty page",
            milliseconds(lambda: client.list_users(**BODY), 10),
            milliseconds(lambda: http.post(url, json=BODY).json(), 10),
        )
    server.shutdown()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
