"""What a document wants of a client that not every client can do; told where a client is made.

Each kind has its code, which the configuration accepts (`rules: {O043: "off"}`); a target says which kinds it honours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model import (
    Api,
    Json,
    Media,
    Operation,
    Parameter,
    Response,
    Type,
    Words,
)
from generator.model.calls import call_of, shape_of
from generator.model.media import kind_of, streams
from generator.openapi.keys import operation_places
from generator.source import Diagnostic
from generator.yaml import At, Locator, pointed

Demand = tuple[str, At, str]
"""A code, the place below the operation, what is wanted."""


def unmet(
    api: Api, document: Mapping[str, Json], file: str, text: str, honoured: frozenset[str]
) -> list[Diagnostic]:
    """A finding for each thing that the document wants of clients beyond the codes that a target honours."""
    locator = Locator(text, file)
    places = operation_places(api.operations)
    found: dict[Diagnostic, None] = {}
    for operation in api.operations:
        for code, below, seen in _demands(api, operation):
            at = (*places[operation.id], *_in_document(document, operation, below))
            found[pointed(code, at, f"{operation.id}: {seen}")] = None
    for name in _webhooks(document):
        seen = f"the webhook `{name}` is no call of the client"
        found[pointed("O049", ("webhooks", name), seen)] = None
    return sorted(locator.placed(one) for one in found if one.code not in honoured)


def hollow(operation: Operation) -> bool:
    """Is a reference in the place of the operation, its body, a parameter or an answer, that leads nowhere?"""
    words = operation.words
    listed = words.said.get("parameters") if words else None
    lost = (
        any("$ref" in one for one in listed if isinstance(one, Mapping))
        if isinstance(listed, list)
        else False
    )
    return lost or (words is not None and _unresolved(words, 2))


def _unresolved(words: Words, depth: int) -> bool:
    """Does a `$ref` stand where the normal form has none: so many levels below an operation are no schemas yet."""
    inner = words.below.values() if depth else ()
    return "$ref" in words.said or any(_unresolved(one, depth - 1) for one in inner)


def _demands(api: Api, operation: Operation) -> Iterator[Demand]:
    for one in operation.parameters:
        yield from _of_parameter(api, one)
    yield from _of_body(operation)
    yield from _of_answers(operation)
    if (
        operation.servers
        and operation.servers != api.servers
        and not call_of(api, operation).server
    ):
        yield "O046", ("servers",), f"it has its own server {operation.servers[0].url[:200]}"
    said = operation.words.said if operation.words else {}
    if "callbacks" in said:
        yield "O049", ("callbacks",), "its callbacks are no calls of the client"
    parameters = said.get("parameters")
    for index, one in enumerate(parameters if isinstance(parameters, list) else ()):
        if isinstance(one, Mapping) and one.get("in") == "querystring":
            yield "O042", ("parameters", index), "the whole query is one value (`in: querystring`)"


def _of_parameter(api: Api, one: Parameter) -> Iterator[Demand]:
    if one.media and kind_of(one.media) != "json" and shape_of(api, one.field.type) != "scalar":
        named = f"{one.location} parameter `{one.field.name}`"
        yield "O042", ("parameters", one.field.name, one.location), f"{named} is {one.media}"


def _of_body(operation: Operation) -> Iterator[Demand]:
    body = operation.body
    if body is None:
        return
    at = ("requestBody",)
    if body.others:
        others = ", ".join(one.name for one in body.others)
        yield "O043", at, f"its body may also be {others[:200]}; clients send {body.media}"
    if _is_xml(body.media):
        yield "O045", at, f"its body is {body.media}"


def _of_answers(operation: Operation) -> Iterator[Demand]:
    good = [one for one in operation.responses if one.status.startswith("2")]
    for one in good:
        at = ("responses", one.status)
        streams = [media.name for media in one.contents if _streams(media)]
        if streams:
            yield "O047", at, f"its answer is the stream {streams[0]}"
        if _is_xml(one.media) and one.type is not None:
            yield "O045", at, f"its answer is {one.media}"
    kinds = {_answer(one) for one in good if one.type is not None}
    if len(kinds) > 1:
        yield "O048", (
            "responses",
        ), f"its answers of {', '.join(one.status for one in good)} differ"


def _answer(response: Response) -> tuple[Type | None, str]:
    return response.type, response.media


def _streams(media: Media) -> bool:
    return media.item is not None or streams(media.name)


def _is_xml(media: str) -> bool:
    return kind_of(media) == "xml"


def _webhooks(document: Mapping[str, Json]) -> list[str]:
    hooks = document.get("webhooks")
    return [str(name) for name in hooks] if isinstance(hooks, Mapping) else []


def _in_document(document: Mapping[str, Json], operation: Operation, below: At) -> At:
    """The place as the document has it: of a parameter by its name, its index there; the path's by the operation."""
    if below[:1] != ("parameters",) or len(below) != 3:
        return below
    paths = document.get("paths")
    item = paths.get(operation.path) if isinstance(paths, Mapping) else None
    node = item.get(operation.method.lower()) if isinstance(item, Mapping) else None
    listed = node.get("parameters") if isinstance(node, Mapping) else None
    for index, one in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(one, Mapping) and (one.get("name"), one.get("in")) == below[1:]:
            return ("parameters", index)
    return ()
