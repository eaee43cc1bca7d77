"""`serve`: the address is data, the rest are messages; what it refuses to do."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest
import uvicorn

import generator.mock
from generator.mock import MockError, Options, app, serve
from generator.model import Api, Operation, Response

SCRIPT = """
from generator.mock import serve
from generator.model import Api, Operation, Response
serve([Api("a", operations=(Operation("x", "GET", "/x", responses=(Response(example={"a": 1}),)),))],
      faults={"x": "500*1"}, secrets={"A": "B"})
"""
EMPTY = Api("a", operations=(Operation("x", "GET", "/x", responses=(Response(example=1),)),))


def test_serve(project: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    try:
        assert httpx.get(f"{url}/x").status_code == 500
        assert httpx.get(f"{url}/x").json() == {"a": 1}
    finally:
        process.send_signal(signal.SIGINT)
        rest, messages = process.communicate(timeout=10)
    assert url.startswith("http://127.0.0.1:")
    assert rest == ""
    assert messages == f"mock server on {url} (stop it with Ctrl-C)\n"


def test_only_loopback() -> None:
    for host in ("0.0.0.0", "::", "192.0.2.1", "example.test"):  # noqa: S104 - that it is refused
        with pytest.raises(MockError, match="not a loopback address"):
            serve([EMPTY], host=host)


def test_port_in_use() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(MockError, match=f"127.0.0.1:{port}"):
            serve([EMPTY], port=port)
    with pytest.raises(MockError, match="70000"):
        serve([EMPTY], port=70000)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        generator.mock, "find_spec", lambda name: None if name == "uvicorn" else find_spec(name)
    )
    with pytest.raises(MockError, match=r"uvicorn is not installed; .*docs2sdk\[mock\]"):
        app([EMPTY], Options())


def test_app_on_another_server() -> None:
    """The application alone, on uvicorn as it is: a reset ends in the middle of the answer."""
    config = uvicorn.Config(app([EMPTY]), log_config=None, lifespan="off", ws="none", http="h11")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            assert httpx.get(f"{url}/x").json() == 1
            with pytest.raises(httpx.TransportError):
                httpx.get(f"{url}/x", headers={"x-mock-fault": "reset"})
        finally:
            server.should_exit = True
            thread.join(10)
