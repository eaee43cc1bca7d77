"""Every program of the generated README.md runs against the mock server, as it is written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from generator.mock import Options, running
from generator.model import Api
from generator.targets.python.emit import emit
from generator.targets.python.settings import PythonSettings
from tests.python_client.support import write
from tests.python_client.test_specs import APIS, SETTINGS
from tests.readmes import FOREIGN, foreign, programs

_HOST: Final = "https://HOST"


def _ran(apis: list[Api], settings: PythonSettings, root: Path) -> list[str]:
    """The operations that the programs called, after nothing was found in any request."""
    files, _ = emit(apis, settings)
    write(files, root)
    with running(apis, Options()) as mock:
        for program in programs(files["README.md"], "python"):
            _run(program.replace(_HOST, mock.url), root, _hosts(files, mock.url))
        assert [record for record in mock.requests if record.findings or record.status > 299] == []
        return [record.operation for record in mock.requests if record.operation]


def _hosts(files: Mapping[str, str], url: str) -> dict[str, str]:
    """The environment variables that point clients to another host, as the README names them."""
    words = files["README.md"].replace("`", " ").split()
    return {word: url for word in words if word.endswith("_HOST")}


def _run(program: str, root: Path, hosts: Mapping[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=root,
        env={**os.environ, **hosts},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, program + done.stderr


def test_specs(tmp_path: Path) -> None:
    called = _ran(APIS, SETTINGS, tmp_path)
    assert len(called) > 1


@pytest.mark.parametrize("client", [api.client for api in APIS])
def test_one_client_of_specs(client: str, tmp_path: Path) -> None:
    apis = [api for api in APIS if api.client == client]
    assert _ran(apis, SETTINGS, tmp_path)


def test_a_library(library_api: Api, tmp_path: Path) -> None:
    assert _ran([library_api], PythonSettings(), tmp_path)


@pytest.mark.parametrize("name", FOREIGN)
def test_an_api_of_somebody_else(name: str, tmp_path: Path) -> None:
    called = _ran(foreign(name), PythonSettings(), tmp_path)
    assert called == ([] if name == "no operations" else ["getItem"])
