"""How TypeScript takes what the model says of a call: `fetch` sends no body with GET, and a body its own way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from generator.model import Api, Body
from generator.model.api import Operation
from generator.model.calls import BODYLESS, Argument, Call, call_of, parted
from generator.model.media import base_of, kind_of, sent
from generator.targets.typescript.data import reserved

_NO_BODY: Final = frozenset({"GET", "HEAD"})
SAID: Final = frozenset({"query", "body"})
"""Places that the runtime knows by a text; what puts arguments elsewhere, operations name as a function."""
_WAYS: Final = {"path": "inPath", "query": "inQuery", "cookie": "inQuery", "header": "inHeader"}


@dataclass(frozen=True, slots=True)
class Inputs:
    """The arguments of an operation, and how its body is written.

    `encoding` is empty for JSON; `media` is the media type of a body, where that alone does not say it.
    """

    call: Call
    arguments: tuple[Argument, ...]
    encoding: str = ""
    media: str = ""

    @property
    def whole(self) -> str:
        """The schema whose fields are exactly the arguments, or empty."""
        return self.call.whole

    @property
    def required(self) -> bool:
        """Must the caller give anything? For TypeScript `{}` has what every object inherits, and of another type."""
        inherited = reserved("inherited")
        return any(one.field.required or one.key in inherited for one in self.arguments)

    @property
    def bodied(self) -> bool:
        """Does `fetch` send a body with its method?"""
        return self.call.operation.method.upper() not in _NO_BODY

    @property
    def listed(self) -> tuple[Argument, ...]:
        """The arguments that the runtime must be told of: all that do not travel where its rule says."""
        return tuple(one for one in self.arguments if not self.call.default(one))

    @property
    def told(self) -> bool:
        """Does its constant name functions of the runtime, other than for pages?"""
        elsewhere = any(one.place not in SAID or self.way(one) for one in self.arguments)
        return bool(self.encoding or self.call.together) or elsewhere

    def way(self, argument: Argument) -> str:
        """The function of the runtime that writes a value otherwise than is usual at its place, or empty.

        A part of a multipart body has its media type alone.
        """
        ways = _WAYS | ({"body": "inQuery"} if self.encoding == "form" else {})
        return ways.get(argument.place, "") if argument.spelling else ""


def inputs_of(api: Api, operation: Operation) -> Inputs:
    """The arguments of an operation as TypeScript sends them."""
    call = call_of(api, operation)
    given = call.arguments
    inputs = Inputs(call, given, *_encoding(api, operation))
    return inputs if inputs.bodied else replace(inputs, arguments=tuple(_queried(given)))


def _queried(given: Iterable[Argument]) -> Iterable[Argument]:
    return (replace(one, place="query") if one.place == "body" else one for one in given)


def _encoding(api: Api, operation: Operation) -> tuple[str, str]:
    body = operation.body
    if body is None:
        return ("" if operation.method.upper() in BODYLESS else "none"), ""
    match kind_of(body.media):
        case "json":
            named = sent(body.media)
            return "", "" if named == "application/json" else named
        case "form" if _fields(api, body):
            return "form", ""
        case "multipart" if _fields(api, body):
            return "multipart", ""
        case "form" | "multipart" | "text" | "xml" | "binary":
            return "raw", base_of(sent(body.media))


def _fields(api: Api, body: Body) -> bool:
    return parted(api, body)
