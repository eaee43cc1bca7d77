"""Bytes in, lines out: encoding, byte order mark, line endings, binary input. Never raises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.source import Diagnostic, Span, diagnostic

MAX_BYTES: Final = 16 * 1024 * 1024
_BOM: Final = "\ufeff"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A page's text with line feeds; `newline` is what the file has: line feeds, or both characters."""

    file: str
    text: str
    newline: str = "\n"
    bom: bool = False


def decode(data: bytes, file: str) -> tuple[SourceText | None, list[Diagnostic]]:
    """Decode UTF-8; None for input that is no text, with the reason."""
    if len(data) > MAX_BYTES:
        seen = f"{len(data)} bytes"
        return None, [diagnostic("P003", Span(file), seen, f"at most {MAX_BYTES} bytes")]
    if b"\0" in data:
        offset = data.index(b"\0")
        return None, [diagnostic("P001", _place(data, offset, file), "a NUL byte", "text")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        seen = f"byte 0x{data[error.start]:02x}"
        return None, [diagnostic("P002", _place(data, error.start, file), seen, "UTF-8")]
    return _normalise(text, file)


def _place(data: bytes, offset: int, file: str) -> Span:
    before = data[:offset]
    column = offset - (before.rfind(b"\n") + 1) + 1
    return Span(file, before.count(b"\n") + 1, column)


def _normalise(text: str, file: str) -> tuple[SourceText, list[Diagnostic]]:
    found: list[Diagnostic] = []
    bom = text.startswith(_BOM)
    body = text.removeprefix(_BOM)
    newline = "\n"
    if "\r\n" in body and body.count("\r\n") == body.count("\n"):
        newline, body = "\r\n", body.replace("\r\n", "\n")
    if "\r" in body:
        line = body.count("\n", 0, body.index("\r")) + 1
        found.append(diagnostic("P004", Span(file, line), "a stray carriage return"))
    if match := _CONTROL.search(body):
        line = body.count("\n", 0, match.start()) + 1
        seen = f"the control character U+{ord(match.group()):04X}"
        found.append(diagnostic("P005", Span(file, line), seen, "printable text"))
    return SourceText(file, body, newline, bom), found
