"""Literals and docstrings of Python. Whatever a document says stays inside the quotes.

Spelled as black spells them: double quotes unless single ones need fewer escapes, lower-case escapes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Final

from generator.rendering.characters import hidden
from generator.rendering.fragments import Comment, Literal

_NAMED: Final = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")
_SUSPECT: Final = re.compile(r"[^ -\[\]-~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
"""Neither printable ASCII but the backslash, nor what Chinese texts are made of: to be looked at closely."""


def _escaped(char: str) -> str:
    """The escape of a character that must not stand as it is: controls, separators, bidi controls."""
    if char in _NAMED:
        return _NAMED[char]
    code = ord(char)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    )


def _must_escape(char: str) -> bool:
    if " " <= char <= "~":
        return char == "\\"
    return hidden(char) or (char.isspace() and char != "\u3000")


def _inside(text: str) -> str:
    return _SUSPECT.sub(
        lambda found: _escaped(found[0]) if _must_escape(found[0]) else found[0], text
    )


def string(text: str) -> Literal:
    """A string literal."""
    quote = "'" if text.count("'") < text.count('"') else '"'
    return Literal(f"{quote}{_inside(text).replace(quote, chr(92) + quote)}{quote}")


def literal(value: object) -> Literal:
    """A literal of any JSON value; raises TypeError for what is none."""
    if isinstance(value, str):
        return string(value)
    if value is None or isinstance(value, bool | int):
        return Literal(repr(value))
    if isinstance(value, float):
        return Literal(_float(value))
    if isinstance(value, list | tuple):
        return Literal("[" + ", ".join(literal(item).text for item in value) + "]")
    if isinstance(value, Mapping):
        pairs = (f"{string(str(k)).text}: {literal(v).text}" for k, v in value.items())
        return Literal("{" + ", ".join(pairs) + "}")
    raise TypeError(f"no literal for {type(value).__name__}")


def _float(value: float) -> str:
    if math.isfinite(value):
        return repr(value)
    return f'float("{value}")'


def _quoted(line: str) -> str:
    """A line as it stands in a docstring; escaping comes last."""
    return _inside(line).replace('"""', '\\"\\"\\"')


def docstring_lines(text: str) -> list[str]:
    r"""The lines of a docstring's inside: escaped, no tabs, no blanks at the ends of lines.

    Line breaks are `\n`, `\r\n` and `\r`; other characters that end a line somewhere are escaped.
    """
    text = _SURROGATES.sub("\ufffd", text)  # a docstring of a class can not hold them
    plain = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    lines = [_quoted(line.rstrip()) for line in plain.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return lines


def docstring(text: str, indent: int) -> Comment:
    """A whole docstring, indented for a block at `indent`, quotes included, as black leaves it."""
    first, *rest = docstring_lines(text) or ["Not documented."]
    first = first.lstrip()
    first = f" {first}" if first.startswith('"') else first
    if not rest:
        return Comment(f'"""{first} """' if first.endswith('"') else f'"""{first}"""')
    margin = min(len(line) - len(line.lstrip()) for line in rest if line)
    pad = " " * indent
    body = "\n".join(f"{pad}{line[margin:]}" if line else "" for line in rest)
    return Comment(f'"""{first}\n{body}\n{pad}"""')


def comment(text: str) -> Comment:
    """One line of a `#` comment."""
    return Comment(f"# {_inside(' '.join(text.split()))}")


__all__ = ["comment", "docstring", "docstring_lines", "literal", "string"]
