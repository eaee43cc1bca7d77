"""Hints of findings name configuration keys that exist, commands that parse and extras that can be installed."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.cli.parser import parser
from generator.config.schema import SCHEMA
from generator.source import CODES

QUOTED = re.compile(r"`([^`]+)`")
TEXTS = [(code, text) for code, kind in CODES.items() for text in (kind.hint, kind.meaning)]
KEYS = [(code, key) for code, text in TEXTS for key in QUOTED.findall(text) if "<" in key]
COMMANDS = [
    (code, key)
    for code, text in TEXTS
    for key in QUOTED.findall(text)
    if key.startswith("docs2sdk ")
]


def test_there_are_some() -> None:
    assert len(KEYS) >= 6
    assert len(COMMANDS) >= 10


@pytest.mark.parametrize(("code", "key"), KEYS)
def test_keys_exist(code: str, key: str) -> None:
    node: dict[str, Any] = SCHEMA
    for part in re.findall(r"<[^>]*>|[^.<>]+", key):
        name = "additionalProperties" if part.startswith("<") else "properties"
        assert name in node, (code, key, part)
        node = node[name] if part.startswith("<") else node[name][part]


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_the_configuration_is_spoken_of_by_whole_keys(code: str, text: str) -> None:
    if "in docs2sdk.yaml" in text or "of docs2sdk.yaml" in text:
        assert any("<" in key or key in SCHEMA["properties"] for key in QUOTED.findall(text)), code


@pytest.mark.parametrize(("code", "command"), COMMANDS)
def test_commands_parse(code: str, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = shlex.split(command)[1:]
    for arguments in (words, [*words, "PATH"]):
        try:
            parser().parse_args(arguments)
        except SystemExit as stop:
            if stop.code == 0:
                return
        else:
            return
    pytest.fail(f"{code}: {command}: {capsys.readouterr().err}")


def test_extras_exist(project: Path) -> None:
    extras = tomllib.loads((project / "pyproject.toml").read_text())["project"][
        "optional-dependencies"
    ]
    named = [
        name
        for _, text in TEXTS
        for one in re.findall(r"docs2sdk\[([^\]]+)\]", text)
        for name in one.split(",")
    ]
    assert named
    assert set(named) <= set(extras)
