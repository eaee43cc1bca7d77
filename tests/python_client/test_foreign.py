"""Packages of documents from elsewhere: small ones that once broke, each for its whole class."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
import yaml

from generator.model import Api
from generator.openapi import load
from generator.targets.python.emit import emit
from generator.targets.python.settings import PythonSettings
from tests.python_client import shape
from tests.python_client.support import write

_ANSWER: Final = (
    "responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}"
)
_PING: Final = "paths: {/ping: {get: {operationId: ping, responses: {'204': {description: ok}}}}}"
_THING: Final = f"""
paths: {{/thing: {{get: {{operationId: getThing, {_ANSWER}}}}}}}
components:
  schemas:
    Nothing: {{type: 'null'}}
    Also: {{$ref: '#/components/schemas/Nothing'}}
    Both: {{anyOf: [{{$ref: '#/components/schemas/Also'}}, {{type: 'null'}}]}}
    Thing:
      type: object
      required: [must]
      properties:
        must: {{$ref: '#/components/schemas/Nothing'}}
        may: {{$ref: '#/components/schemas/Nothing'}}
        also: {{anyOf: [{{$ref: '#/components/schemas/Also'}}, {{$ref: '#/components/schemas/Both'}}]}}
        some: {{type: array, items: {{$ref: '#/components/schemas/Both'}}}}
"""
_WALK: Final = """
import importlib, pkgutil, identity_sdk
for one in pkgutil.walk_packages(identity_sdk.__path__, "identity_sdk."):
    module = importlib.import_module(one.name)
    for name in getattr(module, "__all__", ()):
        made = getattr(module, name)
        if hasattr(made, "model_rebuild"):
            made.model_rebuild()
"""


def api_of(text: str) -> Api:
    return load(yaml.safe_load("openapi: 3.1.0\n" + text), client="api", file="api.yaml")[0]


def run(root: Path, program: str) -> str:
    """What a program prints that has the package; warnings are errors."""
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("text", ["paths: {}", _PING, _THING], ids=["nothing", "ping", "null"])
def test_all_modules_import(text: str, tmp_path: Path) -> None:
    api = api_of(text)
    files, _ = emit([api], PythonSettings())
    shape.check(files, [api], PythonSettings())
    run(write(files, tmp_path), _WALK)


def test_an_answer_with_another_name_for_null_is_read(tmp_path: Path) -> None:
    root = write(emit([api_of(_THING)], PythonSettings())[0], tmp_path)
    program = """
from identity_sdk._runtime.decode import decode_model
from identity_sdk.api.models import Thing
thing = decode_model(Thing, {"must": None, "may": None, "also": None, "some": [None]})
print(thing.must, thing.may, thing.also, thing.some)
"""
    assert run(root, program) == "None None None [None]\n"
