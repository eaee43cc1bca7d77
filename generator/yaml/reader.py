"""YAML 1.2 or JSON text as JSON data, with findings."""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final, NoReturn

import yaml

from generator.source import Diagnostic, Span, diagnostic
from generator.yaml.builder import DEEPEST, Builder, StopReading
from generator.yaml.values import Json

try:
    from yaml._yaml import CParser
except ImportError as _error:  # pragma: no cover - every wheel of PyYAML holds libyaml
    raise ImportError(
        "PyYAML was built without libyaml; install its wheel: pip install pyyaml"
    ) from _error


_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")


def parse_yaml(text: str, file: str) -> tuple[Json | None, list[Diagnostic]]:
    """YAML 1.2 or JSON text as JSON data, with findings; None when nothing could be read. Never raises."""
    text = text.removeprefix("\ufeff")
    if text.lstrip()[:1] in ("{", "["):
        value = _json(text)
        if value is not None and not _too_deep(value):
            return value, []
    return _yaml(text, file)


def text_of(data: bytes, file: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of a YAML or JSON file, which is UTF-8 (RFC 8259, 8.1); None and the place of the first other byte."""
    try:
        return data.decode(), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        place = Span(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        seen = f"byte 0x{data[error.start]:02x}"
        return None, [diagnostic("O001", place, seen, "UTF-8", "save the file as UTF-8")]


class _NotPlainError(ValueError):
    """The JSON text holds something that deserves a finding; the YAML reader will say where."""


def _refuse(_: object) -> NoReturn:
    raise _NotPlainError


def _finite(digits: str) -> float:
    value = float(digits)
    return value if math.isfinite(value) else _refuse(digits)


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    items = dict(pairs)
    return items if len(items) == len(pairs) else _refuse(pairs)


def _json(text: str) -> Json | None:
    """The value of a clean JSON text, else None."""
    try:
        value = json.loads(
            text, object_pairs_hook=_once, parse_float=_finite, parse_constant=_refuse
        )
        if _SURROGATE.search(text):
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return value  # type: ignore[no-any-return]


def _too_deep(value: Json) -> bool:
    """Are there more levels than the YAML reader allows? Then it says where."""
    level: list[Any] = [value]
    for _ in range(DEEPEST):
        level = [
            one
            for node in level
            for one in (node.values() if isinstance(node, dict) else node)
            if isinstance(one, dict | list)
        ]
        if not level:
            return False
    return True


def _yaml(text: str, file: str) -> tuple[Json | None, list[Diagnostic]]:
    try:
        builder = Builder(CParser(text).get_event, file)
        value = builder.document()
    except StopReading as stop:
        return None, [stop.finding]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Span(file, mark.line + 1, mark.column + 1) if mark else Span(file)
        return None, [diagnostic("O001", place, _problem(error))]
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        return None, [diagnostic("O001", _character(text, file), str(error).splitlines()[0])]
    return value, sorted(builder.findings)


def _problem(error: yaml.MarkedYAMLError) -> str:
    return " ".join(part for part in (error.context, error.problem) if part) or "unreadable text"


def _character(text: str, file: str) -> Span:
    """The place of the first character that YAML does not allow."""
    found = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    if found is None:
        return Span(file)
    before = text[: found.start()]
    return Span(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
