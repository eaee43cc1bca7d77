"""What a media type is, by its name alone (RFC 6838, RFC 6839): decided once, for both clients and the mock."""

from __future__ import annotations

import re
from typing import Final, Literal

Kind = Literal["json", "form", "multipart", "text", "xml", "binary"]

FORM: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"
OCTETS: Final = "application/octet-stream"
_NAME: Final = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+*-]+")
_LINES: Final = ("jsonl", "x-ndjson", "json-seq", "event-stream")


def base_of(media: str) -> str:
    """The media type without its parameters, in lower case."""
    return media.partition(";")[0].strip().lower()


def kind_of(media: str) -> Kind:
    """How its content is written and read; nothing in particular is JSON, what nobody knows is binary."""
    base = base_of(media)
    if base in {"", "*/*"} or base.endswith(("/json", "+json")):
        return "json"
    if base.endswith(("/xml", "+xml")):
        return "xml"
    if base == FORM:
        return "form"
    if base.startswith("multipart/"):
        return "multipart"
    return "text" if base.startswith("text/") else "binary"


def sent(media: str) -> str:
    """The media type that a client names for a body: a range is no such name."""
    if base_of(media) in {"", "*/*"}:
        return "application/json"
    return OCTETS if malformed(media) or "*" in media else media


def malformed(media: str) -> bool:
    """Is it no media type (RFC 6838, section 4.2)? Its parameters do not count."""
    return _NAME.fullmatch(base_of(media)) is None


def streams(media: str) -> bool:
    """Is it a sequence of items, each to be read when it arrives?"""
    return base_of(media).rpartition("/")[2] in _LINES
