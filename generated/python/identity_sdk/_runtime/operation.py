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

Shape: TypeAlias = "str | tuple[str | Shape, ...]"
"""What an answer holds: a DTO class name, ("list", Shape), ("map", Shape), ("one", Shape, Shape, ...) for one of
several, or one of the words `any` (JSON as it is), `none`, `text`, `response` (the response itself, its body to be
streamed) and `items` (a sequence)."""


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

    `output` is what a good answer holds; `outputs` tell it for statuses (`202`, `2XX`) with another,
    `errors` for those of failures (`404`, `4XX`, `default`). `accept` are the media types to ask for.
    `items` is how a sequence is cut, what an item holds, the text that ends it, and its media type;
    beside another `output` the argument `chooser` tells which is wanted, else what comes.
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
    outputs: Mapping[str, Shape] = field(default_factory=dict)
    errors: Mapping[str, Shape] = field(default_factory=dict)
    accept: str = "application/json"
    items: tuple[str, Shape, str, str] | None = None
    chooser: str = ""

    @property
    def default_place(self) -> tuple[str]:
        """Where an argument travels unless `places` says otherwise."""
        return ("query",) if self.method in {"GET", "HEAD", "DELETE"} else ("body",)

    @property
    def opens(self) -> bool:
        """May the answer be handed over with its body unread?"""
        shapes = (self.output, *self.outputs.values())
        return self.items is not None or "response" in shapes

    def asks(self, arguments: Mapping[str, object]) -> str:
        """The media types to ask for."""
        if self.items is None or self.output == "items":
            return self.accept
        if self.chooser:
            return self.items[3] if arguments.get(self.chooser) is True else self.accept
        return f"{self.accept}, {self.items[3]}"

    def holds(self, status: int, media: str, arguments: Mapping[str, object]) -> Shape:
        """What a good answer holds; `media` is the content type that came with it."""
        if self.items is not None and self.output != "items":
            came = media.partition(";")[0].strip().lower() == self.items[3]
            if arguments.get(self.chooser) is True if self.chooser else came:
                return "items"
        return by_status(self.outputs, status, self.output)


def by_status(shapes: Mapping[str, Shape], status: int, otherwise: Shape) -> Shape:
    """What is documented for a status: by itself, by its class, by `default` (OpenAPI 3.1, 4.8.16)."""
    keys = (str(status), f"{status // 100}XX", "default")
    return next((shapes[key] for key in keys if key in shapes), otherwise)
