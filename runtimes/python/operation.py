"""One call as data, shared by the client and its async twin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")
Names: TypeAlias = tuple[str, ...]
Place: TypeAlias = "tuple[str] | tuple[str, str] | tuple[str, str, str]"
"""Where an argument travels (path, query, header, cookie, body; `content` is the whole body, `more` are fields
beside those of the body), its spelling, and its name there if it has another one."""

Shape: TypeAlias = "str | tuple[str, Shape]"
"""What an answer holds: a DTO class name, ("list", Shape), ("map", Shape), or one of the words
`any` (JSON as it is), `none` and `response` (the response itself, its body to be streamed)."""


@dataclass(frozen=True, slots=True)
class Operation(Generic[T]):
    """How to call, and what comes back.

    `input` names the class that checks the arguments. `places` tells where an argument travels if
    not, as is usual, in the query of GET, HEAD and DELETE and in the body of the rest. `media` is
    the body's, empty where none is documented; `together` are arguments that must be there where
    any of the body is. A body is `optional` where it is not sent without any of its fields, as is
    usual for GET, HEAD and DELETE. `server` is a base URL of its own. `security`
    names alternatives of schemes (`a+b|c`), empty for none; None for the client's own. `paging`
    holds the parts of `paging.Pages`.
    """

    id: str
    method: str
    path: str
    input: str = ""
    output: Shape = "any"
    places: Mapping[str, Place] = field(default_factory=dict)
    media: str = "application/json"
    optional: bool | None = None
    together: Names = ()
    server: str = ""
    security: str | None = None
    paging: tuple[str, Names, Names, Names, Names, Names] | None = None

    @property
    def default_place(self) -> tuple[str]:
        """Where an argument travels unless `places` says otherwise."""
        return ("query",) if self.method in {"GET", "HEAD", "DELETE"} else ("body",)

    @property
    def streams(self) -> bool:
        """Is the answer handed over with its body unread?"""
        return self.output == "response"
