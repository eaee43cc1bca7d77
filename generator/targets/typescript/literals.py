"""Literals of TypeScript, spelled as Prettier leaves them. Text of a document stays inside its quotes."""

from __future__ import annotations

import json
import math
import unicodedata
from typing import Final

from generator.rendering.characters import hidden
from generator.rendering.fragments import Identifier, Literal
from generator.targets.typescript.names import is_plain

_SAFE_INTEGER: Final = 2**53 - 1
_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f", "\\": "\\\\"}
_STARTS: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"})
_PARTS: Final = frozenset({"Mn", "Mc", "Nd", "Pc"})
_DIGITS: Final = ("", *"0123456789")


def _escape(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    if char != "<" and not hidden(char):  # `<`: no `</script>` and no `<!--` in a script
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\u{{{code:x}}}"


def string(text: str) -> Literal:
    """A string literal; single quotes where the text has more double quotes than single ones."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    if text.isascii() and text.isprintable() and "\\" not in text and "<" not in text:
        body = text
    else:
        body = "".join(map(_escape, text))
    return Literal(quote + body.replace(quote, "\\" + quote) + quote)


def number(value: float) -> Literal | None:
    """A number literal, or None for a value that JavaScript can not hold exactly."""
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        if not value.is_integer():
            mantissa, _, exponent = repr(value).partition("e")
            return Literal(f"{mantissa}e{int(exponent)}" if exponent else mantissa)
        value = int(value)
    return Literal(str(value)) if abs(value) <= _SAFE_INTEGER else None


def scalar(value: object) -> Literal | None:
    """The literal of a JSON scalar, or None where it has none."""
    if value is None:
        return Literal("null")
    if isinstance(value, bool):
        return Literal("true" if value else "false")
    if isinstance(value, int | float):
        return number(value)
    return string(value) if isinstance(value, str) else None


def key(name: str) -> Identifier | Literal:
    """A property name in a type: bare where Prettier leaves no quotes (ECMAScript 5.1, section 7.6)."""
    return Identifier(name) if is_plain(name) or _is_es5_name(name) else string(name)


def _is_es5_name(name: str) -> bool:
    return name[:1] not in _DIGITS and all(
        (char.isascii() and (char.isalnum() or char in "_$")) or _es5(char, number > 0)
        for number, char in enumerate(name)
    )


def _es5(char: str, inside: bool) -> bool:
    if ord(char) > 0xFFFF or char.isascii():
        return False
    category = unicodedata.category(char)
    return category in _STARTS or (inside and category in _PARTS)


def json_string(text: str) -> Literal:
    """A string of a JSON file, in ASCII."""
    return Literal(json.dumps(text))
