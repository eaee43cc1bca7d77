"""Floor 7: `docs2sdk mock`, a loopback server that answers with the documented examples and checks what it is sent.

Needs the extra `mock` (starlette, uvicorn) for `app`, `serve` and `running`; without it they raise `MockError`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from generator.mock.examples import ExampleRequest, example_answer, example_request
from generator.mock.options import MockError, Options
from generator.model import Api

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from generator.mock.server import Running

__all__ = [
    "ExampleRequest",
    "MockError",
    "Options",
    "app",
    "example_answer",
    "example_request",
    "running",
    "serve",
]


def app(apis: Sequence[Api], options: Options | None = None) -> Starlette:
    """The ASGI application, for a server of your own."""
    _need()
    from generator.mock.application import application  # noqa: PLC0415 - an optional extra

    return application(apis, options or Options())


def serve(
    apis: Sequence[Api],
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    faults: Mapping[str, str] | None = None,
    secrets: Mapping[str, str] | None = None,
    options: Options | None = None,
) -> None:
    """Run the server until it is interrupted.

    It prints its address to standard error and, as data, one line `http://HOST:PORT` to standard output.

    Args:
        apis: What to serve; where two share a path the one that suits a request best answers.
        host: The address to listen on; one that is not loopback needs `options.allow_remote`.
        port: 0 for a free one.
        faults: Faults by operation id, or `*`, as in the header `x-mock-fault`.
        secrets: Secrets by access key id, for signatures and tokens.
        options: Everything else.

    Raises:
        MockError: The extra is missing, the host is not allowed, or the port can not be had.
    """
    _need()
    from generator.mock import server  # noqa: PLC0415 - an optional extra

    chosen = options or Options()
    chosen = replace(chosen, faults={**chosen.faults_by_operation, **(faults or {})})
    server.serve(apis, host, port, replace(chosen, secrets={**chosen.secrets, **(secrets or {})}))


def running(apis: Sequence[Api], options: Options | None = None) -> AbstractContextManager[Running]:
    """Run the server in a thread, on a free loopback port, while the `with` block lasts."""
    _need()
    from generator.mock import server  # noqa: PLC0415 - an optional extra

    return server.running(apis, options or Options())


def _need() -> None:
    for name in ("starlette", "uvicorn"):
        if find_spec(name) is None:
            raise MockError(
                f"{name} is not installed; install the extra: pip install 'docs2sdk[mock]'"
            )
