"""One difference between two versions of an API: what `compare` gives and everything else places and prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

BREAKING: Final = "breaking"
COMPATIBLE: Final = "compatible"
DOCS: Final = "docs"
KINDS: Final = (BREAKING, COMPATIBLE, DOCS)
"""How bad a change is, the worst first."""

WIRE: Final = "wire"
SOURCE: Final = "source"
CONCERNS: Final = (WIRE, SOURCE, DOCS)
"""Whom a change concerns: whoever sends requests, programs that use a generated client, or readers only."""

REQUEST: Final = "request"
RESPONSE: Final = "response"
UNUSED: Final = "unused"
API: Final = "api"
DIRECTIONS: Final = (REQUEST, RESPONSE, UNUSED, API)
"""Who writes the value: the caller, the server, nobody (no operation reaches it); `API` where it does not matter."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an object stands: the file as the user named it, and a JSON Pointer (RFC 6901) in it.

    What pages say has its place in the client's OpenAPI document, as `export` prints it; `file` is empty then.
    """

    file: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two Apis.

    `code` is its stable id. `where` is an operation, `operation.input`, a schema or `Schema.field`; `old` and
    `new` are short texts, empty where there is nothing on that side. `old_place` and `new_place` are the objects
    it is about, None where a version does not have it.
    """

    kind: str
    code: str
    where: str
    old: str
    new: str
    explanation: str
    concerns: str = WIRE
    direction: str = API
    old_place: Place | None = None
    new_place: Place | None = None

    @property
    def rank(self) -> tuple[int, str, str, str, str]:
        """Where it stands in a list: breaking first, then by place."""
        return KINDS.index(self.kind), self.where, self.code, self.old, self.new

    @property
    def weight(self) -> tuple[bool, int]:
        """How much it counts among judgements of one difference; the least comes first."""
        return self.direction == UNUSED, KINDS.index(self.kind)
