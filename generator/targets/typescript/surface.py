"""What programs may name of the emitted clients: classes, methods, fields and their signatures, read from the code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from generator.targets.target import Surface

_COMMENT: Final = re.compile(r'("(?:[^"\\\n]|\\.)*")|/\*.*?\*/|//[^\n]*', re.DOTALL)
"""Comments, and strings, in which there is none."""
_METHOD: Final = re.compile(r'^  "?([\w$]+)"?(\([^;]*);$', re.MULTILINE)
_CONSTRUCTOR: Final = re.compile(r"^ +constructor(\(.*?\)) \{$", re.MULTILINE | re.DOTALL)
_CLASS: Final = re.compile(r"^export (?:class|const) (\w+)", re.MULTILINE)
_MODEL: Final = re.compile(
    r"^export (?:interface (\w+)([^\n]*) \{\n(.*?)^\}|type (\w+[^=\n]*) =\s+(.*?);$)",
    re.MULTILINE | re.DOTALL,
)
_MEMBER: Final = re.compile(r"^  (?=\S)", re.MULTILINE)


def surface(texts: Mapping[str, str]) -> Surface:
    """By client and class; an interface's fields are its members."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for path, text in sorted(texts.items()):
        match path.split("/"):
            case ["src", client, "client.ts"] if f"src/{client}/models.ts" in texts:
                code = _plain(text)
                name = next(iter(_CLASS.findall(code)), "")
                made = [("constructor", said) for said in _CONSTRUCTOR.findall(code)]
                found.setdefault(client, {})[name] = {
                    method: _line(said) for method, said in made + _METHOD.findall(code)
                }
            case ["src", client, "models.ts"]:
                found.setdefault(client, {}).update(_models(_plain(text)))
    return found


def _models(code: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, bases, body, alias, said in _MODEL.findall(code):
        if alias:
            found[alias] = {"": _line(said)}
        else:
            own = {"extends": _line(bases.replace("extends", ""))} if bases.strip() else {}
            found[name] = own | dict(map(_member, filter(str.strip, _MEMBER.split(body))))
    return found


def _member(text: str) -> tuple[str, str]:
    name, _, said = _line(text).rstrip(";").partition(": ")
    return name, said


def _plain(text: str) -> str:
    return _COMMENT.sub(lambda found: found[1] or "", text)


def _line(text: str) -> str:
    return " ".join(text.split()).replace("( ", "(").replace(", )", ")")
