"""JSON Pointers (RFC 6901)."""

from __future__ import annotations


def escape(segment: str) -> str:
    """A segment as it is spelled in a pointer (RFC 6901, section 3)."""
    return segment.replace("~", "~0").replace("/", "~1")


def pointer(*segments: str | int) -> str:
    """The pointer of these segments."""
    return "".join("/" + escape(str(segment)) for segment in segments)


def split(text: str) -> list[str]:
    """The segments of a pointer (RFC 6901, section 4)."""
    return [part.replace("~1", "/").replace("~0", "~") for part in text.split("/")[1:]]
