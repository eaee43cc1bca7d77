"""Fixtures: a generated package, and a server."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.model import Api, SecurityScheme, any_of
from generator.targets.python.emit import emit
from generator.targets.python.settings import PythonSettings
from generator.targets.settings import ClientSettings
from tests.python_client.support import Loopback, library, write

BEARER = {"type": "http", "scheme": "bearer"}


@pytest.fixture
def server() -> Iterator[Loopback]:
    loopback = Loopback()
    yield loopback
    loopback.close()


@pytest.fixture(scope="session")
def library_api() -> Api:
    return library()


@pytest.fixture(scope="session")
def library_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the package `library_sdk` is generated; with clients for keys, apps and bearers."""
    api = library()
    settings = PythonSettings(
        "library_sdk", "2.1.0", {"plain": ClientSettings("PlainClient")}, "library-sdk"
    )
    schemes = {
        "library": api.schemes,
        "shop": (SecurityScheme("app", {**BEARER, "x-header-prefix": "x-shop-"}),),
        "plain": (SecurityScheme("token", BEARER),),
    }
    apis = [
        replace(api, client=name, schemes=own, security=any_of(own))
        for name, own in schemes.items()
    ]
    files, _ = emit(apis, settings)
    return write(files, tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="session")
def sdk(library_root: Path) -> Any:
    """The generated package, imported."""
    sys.path.insert(0, str(library_root))
    return importlib.import_module("library_sdk")


@pytest.fixture
def runtime(sdk: Any) -> Callable[[str], Any]:
    """Modules of the runtime by name."""
    return lambda name: importlib.import_module(f"{sdk.__name__}._runtime.{name}")


@pytest.fixture
def client(sdk: Any, server: Loopback) -> Iterator[Any]:
    """A client that sends a bearer token, without waits between its attempts."""
    with sdk.PlainClient("TOKEN", host=server.host, timeout=5) as made:
        yield made
