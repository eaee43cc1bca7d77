"""Fixtures of codes: each file here that is named `CODE.md`, `CODE.yaml` or `CODE-variant.*` shows that code.

A `.md` file holds pages (see `test_rules.py`), which `docs2sdk lint specs` reads. A `.yaml` file says what differs
from a clean project of one page, that of `clean-example.md`:

    page      pairs of old and new text on that page
    copies    further pages: path below specs/pages to pairs
    files     path to a text, {before, repeat, times, after}, {hex} or a list of them; {link}; null removes
    run       commands (default: `lint specs`); `steps` for more: a list of run, files, edit (path to pairs)
    without   modules that are not installed
    mock      requests (method, path, headers, body) to a mock server of `served.yaml`, and its options
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from generator.cli import main
from generator.cli.sources import apis_of
from generator.mock import Options, running
from generator.rules.code import parser as sample_parser
from generator.yaml import parse_yaml

HERE = Path(__file__).parent
CODE = re.compile(r"([A-Z]\d{3})(?:-.+)?")
PAGE = re.compile(r"^<!-- page: (\S+) -->\n", re.MULTILINE)
TOLD = re.compile(r"\b(?:error|warning|note) ([A-Z]\d{3}) [a-z0-9-]+: ")


def code_of(case: Path) -> str:
    """The code that a file here shows; empty for another file."""
    match = CODE.fullmatch(case.stem) if case.suffix in {".md", ".yaml"} else None
    return match[1] if match else ""


def fixtures() -> list[Path]:
    """All fixtures, sorted."""
    return sorted(path for path in HERE.iterdir() if code_of(path))


def pages_of(case: Path) -> dict[str, str]:
    """The pages of a Markdown case by their paths."""
    _, *parts = PAGE.split(case.read_text(encoding="utf-8"))
    return dict(zip(parts[::2], parts[1::2], strict=True))


def reported(case: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Lay the case out below an empty folder, run it there, and return the codes that are told."""
    monkeypatch.chdir(root)
    write(root, {"specs/docs2sdk.yaml": ""})
    if case.suffix == ".md":
        write(root, {f"specs/pages/{path}": text for path, text in pages_of(case).items()})
        return told("lint specs")
    said: Any = parse_yaml(case.read_text(encoding="utf-8"), case.name)[0]
    for name in said.get("without", ()):
        monkeypatch.setitem(sys.modules, name, None)
    sample_parser.cache_clear()
    if "mock" in said:
        return asked(**said["mock"])
    ((path, text),) = pages_of(HERE / "clean-example.md").items()
    pages = {path: said.get("page", ())} | said.get("copies", {})
    write(root, {f"specs/pages/{name}": edited(text, pairs) for name, pairs in pages.items()})
    write(root, said.get("files", {}))
    steps = said.get("steps") or [{"run": one} for one in said.get("run", ["lint specs"])]
    return set().union(*(step(root, one) for one in steps))


def write(root: Path, tree: Mapping[str, Any]) -> None:
    for name, value in tree.items():
        place = root / name
        if value is None:
            place.unlink()
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(value, dict) and "link" in value:
            place.symlink_to(value["link"])
            continue
        place.write_bytes(text_of(value).encode("utf-8", "surrogateescape"))


def text_of(value: Any) -> str:
    """The text that a fixture writes down, perhaps in parts, as bytes or with repetitions."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(map(text_of, value))
    if "hex" in value:
        return bytes.fromhex(value["hex"]).decode("utf-8", "surrogateescape")
    repeated = value["repeat"] * value["times"]
    return f"{value.get('before', '')}{repeated}{value.get('after', '')}"


def edited(text: str, pairs: Sequence[Sequence[Any]]) -> str:
    for old, new in pairs:
        assert old in text, f"{old!r} is not in the text"
        text = text.replace(old, text_of(new))
    return text


def step(root: Path, one: Mapping[str, Any]) -> set[str]:
    write(root, one.get("files", {}))
    for name, pairs in one.get("edit", {}).items():
        write(root, {name: edited((root / name).read_text(encoding="utf-8"), pairs)})
    return told(one["run"]) if "run" in one else set()


def told(command: str) -> set[str]:
    """The codes that a command tells."""
    out = io.StringIO()
    words = shlex.split(command)
    notes = [] if words[0] in {"explain", "mock"} else ["--notes"]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        main([*words, *notes])
    assert "internal error" not in out.getvalue(), out.getvalue()
    return set(TOLD.findall(out.getvalue()))


def asked(requests: Sequence[Sequence[Any]], options: Mapping[str, Any] | None = None) -> set[str]:
    """The codes in the answer to the last of some requests."""
    with running(apis_of([str(HERE / "served.yaml")]).apis, Options(**(options or {}))) as server:
        for method, path, *more in requests:
            headers, body = (*more, {}, "")[:2] if len(more) != 1 else (more[0], "")
            answer = httpx.request(
                method, server.url + path, headers=headers, content=text_of(body), timeout=60
            )
    return {one["code"] for one in answer.json()["data"]["findings"]}
