"""Spelling of YAML scalars: plain, single-quoted, double-quoted, literal block (YAML 1.2.2, chapters 5 to 8).

A plain spelling is used only where YAML 1.1 and 1.2 both read it as the same string.
"""

from __future__ import annotations

import json
import math
import re
from functools import lru_cache
from typing import Final

# Characters that may stand as they are: printable, no line break but \n, no byte order mark, no bidi controls.
_KEPT: Final = (
    "\\x20-\\x7e\\xa0-\\u2027\\u202f-\\u2065\\u206a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff"
)
_ONE_LINE: Final = re.compile(f"[{_KEPT}]*")
_LINES: Final = re.compile(f"[\\t\\n{_KEPT}]*")
_ESCAPED: Final = re.compile(f'[^{_KEPT}]|["\\\\]')
_COLON: Final = re.compile(r":(?=\s|$)|(?<=\s)#")
_LOOKS_LIKE: Final = (
    re.compile(  # numbers, dates, times and words that some YAML reader takes for no string
        r"(?!\d+\.\d+\.\d+$)[-+.]?[\d_][-+.\d_,:eExXoOa-fA-FtTzZ ]*|"
        r"(?:y|yes|n|no|true|false|on|off|null|nan|inf)",
        re.IGNORECASE,
    )
)
_SHORT: Final = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\", "\0": "\\0"}


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    code = ord(char)
    long = (
        f"\\x{code:02X}"
        if code < 0x100
        else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
    )
    return _SHORT.get(char, long)


def _is_plain(text: str) -> bool:
    first = text[0]
    return (
        (first.isalpha() or first in "$_/(<0123456789")
        and text[-1] not in " :"
        and not _COLON.search(text)
        and text != "<<"
        and not _LOOKS_LIKE.fullmatch(text)
    )


@lru_cache(maxsize=8192)
def flow_text(text: str) -> str:
    """A string on one line, in the simplest spelling that is safe."""
    if text and _ONE_LINE.fullmatch(text):
        return text if _is_plain(text) else "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, text) + '"' if text else "''"


def is_block(text: str) -> bool:
    """Can the text, of more than one line, stand as a literal block?"""
    return "\n" in text and bool(text.strip()) and _LINES.fullmatch(text) is not None


def block_text(text: str, indent: str) -> str:
    """A literal block whose lines are indented by two more than `indent`; ends with a newline."""
    hint = "2" if text[0] in " \n\t" else ""
    body = text.removesuffix("\n")
    chomp = "-" if body == text else "+" if body.endswith("\n") else ""
    pad = indent + "  "
    lines = "\n".join(pad + line if line else "" for line in body.split("\n"))
    return f"|{hint}{chomp}\n{lines}\n"


def _number(value: float) -> str:
    if not math.isfinite(value):
        return flow_text(json.dumps(value))
    text = repr(value)
    return text.replace("e", ".0e", 1) if "e" in text and "." not in text else text


def flow_scalar(value: object) -> str:
    """Any JSON scalar on one line."""
    if isinstance(value, str):
        return flow_text(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return _number(value) if isinstance(value, float) else str(value)
