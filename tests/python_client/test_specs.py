"""Every operation of specs/ is called, sync and async, against the mock server, which checks what it is sent."""

from __future__ import annotations

import asyncio
import importlib
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.configure import wanted
from generator.mock import Options, example_request, running
from generator.mock.server import Running
from generator.model import Api, Operation
from generator.pipeline import make, read_specs
from generator.targets.python.emit import client_plans, emit
from generator.targets.python.settings import PythonSettings, settings
from tests.python_client.support import write
from tests.python_client.test_emit import check_all

SPECS = Path(__file__).parents[2] / "specs"
KEY = ("AKID", "SECRET")


def _specs() -> tuple[list[Api], PythonSettings]:
    specs = read_specs(SPECS)
    made, _ = make(specs.pages, specs.config, specs.overlays)
    apis = [one.api for one in made]
    return apis, settings(wanted("python", specs.config, apis, "specs_sdk"))


APIS, SETTINGS = _specs()
PLANS = {plan.api.client: plan for plan in client_plans(APIS, SETTINGS)}
CALLS = [(api, operation) for api in APIS for operation in api.operations]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files, _ = emit(APIS, SETTINGS)
    return write(files, tmp_path_factory.mktemp("specs"))


@pytest.fixture(scope="module")
def package(root: Path) -> Any:
    sys.path.insert(0, str(root))
    return importlib.import_module("specs_sdk")


@pytest.fixture(scope="module")
def mock() -> Iterator[Running]:
    with running(APIS, Options(secrets=dict([KEY]))) as server:
        yield server


def test_tools_have_nothing_to_say(root: Path) -> None:
    check_all(root, "specs_sdk")


def _client(package: Any, api: Api, host: str, *, twin: bool, scheme: str) -> Any:
    name = f"{'Async' if twin else ''}{PLANS[api.client].class_name}"
    if api.client == "management":
        return getattr(package, name)(*KEY, host=host, scheme=scheme)
    return getattr(package, name)("APP", "SECRET", host=host, access_token="TOKEN")


def _arguments(api: Api, operation: Operation) -> tuple[str, dict[str, Any]]:
    """The method, and the documented example of its arguments by Python names."""
    call = next(
        c
        for c in PLANS[api.client].calls
        if c.operation is operation or c.operation.id == operation.id
    )
    spelled = {argument.given.key: argument.name for argument in call.arguments}
    given = example_request(api, operation).arguments
    return call.method, {spelled[name]: value for name, value in given.items()}


@pytest.mark.parametrize("scheme", ["token", "signature"])
@pytest.mark.parametrize(("api", "operation"), CALLS, ids=[o.id for _, o in CALLS])
def test_every_operation(
    package: Any, mock: Running, api: Api, operation: Operation, scheme: str
) -> None:
    method, arguments = _arguments(api, operation)

    async def twin() -> Any:
        async with _client(package, api, mock.url, twin=True, scheme=scheme) as client:
            return await getattr(client, method)(**arguments)

    mock.clear()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        with _client(package, api, mock.url, twin=False, scheme=scheme) as client:
            first = getattr(client, method)(**arguments)
        second = asyncio.run(twin())
    records = [one for one in mock.requests if one.operation == operation.id]
    assert [one.sent.method for one in records] == [operation.method.upper()] * 2
    assert [one.message for record in records for one in record.findings] == []
    assert type(first) is type(second)


def test_samples_of_python_pages(
    package: Any, mock: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sample code of the Python pages, as written, against the mock server."""
    monkeypatch.setitem(sys.modules, "identity_sdk", package)
    for client in PLANS:
        monkeypatch.setenv(f"SPECS_SDK_{client.upper()}_HOST", mock.url)
    replaced = {"ACCESS_KEY_ID": KEY[0], "ACCESS_KEY_SECRET": KEY[1]}
    replaced |= {server.url: mock.url for api in APIS for server in api.servers}
    clients = tuple(getattr(package, plan.class_name) for plan in PLANS.values())
    ran = 0
    for _, operation in CALLS:
        for sample in (one for one in operation.samples if one.edition == "python"):
            source = sample.source
            for text, other in replaced.items():
                source = source.replace(text, other)
            mock.clear()
            code = compile(source, f"{operation.id}.py", "exec")
            space: dict[str, Any] = {}
            exec(code, space)  # noqa: S102 - the page's own code
            for made in [one for one in space.values() if isinstance(one, clients)]:
                made.close()
            assert operation.id in {one.operation for one in mock.requests}
            ran += 1
    assert ran > 5
