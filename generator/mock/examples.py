"""Requests and answers made from the model: documented examples first, instances of the types else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from generator.model import (
    UNSET,
    Api,
    Json,
    Operation,
    Response,
    Scalar,
    Unset,
)
from generator.model.calls import call_of
from generator.model.maker import Maker, Wish
from generator.model.media import FORM, MULTIPART

BOUNDARY = "docs2sdk-mock-boundary"


@dataclass(frozen=True, slots=True)
class ExampleRequest:
    """A request that the mock server accepts.

    `arguments` are what a caller of a client gives, by the names that `model.calls` gives them. `url` is path and
    query, encoded.
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Json | Unset = UNSET
    content: bytes = b""
    arguments: Mapping[str, Json] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Path and query, as they stand in a request line."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path


def example_request(api: Api, operation: Operation, *, optional: bool = True) -> ExampleRequest:
    """A valid request of the operation; `optional`: with what is not required too.

    Credentials are not part of it.
    """
    maker = Maker(api, Wish(optional=optional, sending=True))
    given: dict[str, dict[str, Json]] = {"path": {}, "query": {}, "header": {}, "cookie": {}}
    for parameter in operation.parameters:
        if parameter.field.required or optional or parameter.location == "path":
            value = maker.field(parameter.field)
            if value is not UNSET:
                given[parameter.location][parameter.field.name] = value
    body = _body(operation, maker)
    media = operation.body.media if operation.body else ""
    content, media = (b"", "") if body is UNSET else _content(body, media)
    headers = {name: spelled(value) for name, value in given["header"].items()}
    if given["cookie"]:
        pairs = (f"{name}={spelled(value)}" for name, value in given["cookie"].items())
        headers["cookie"] = "; ".join(pairs)
    return ExampleRequest(
        operation.method,
        _path(operation.path, given["path"]),
        tuple(_pairs(given["query"])),
        headers | ({"content-type": media} if media else {}),
        body,
        content,
        dict(_arguments(api, operation, given, body)),
    )


def example_answer(api: Api, response: Response | None) -> Json | Unset:
    """The documented example made valid, else a value of the response's type; UNSET where nothing is said."""
    if response is None or (response.type is None and response.example is UNSET):
        return UNSET
    value = Maker(api).answer(response)
    return {} if value is UNSET else value


def spelled(value: Json) -> str:
    """The text of a value in a path, a query, a header or a form."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def is_binary(response: Response) -> bool:
    """Is the answer a file: of a format `binary`, or of a media type that is neither JSON nor text?"""
    if response.type == Scalar("string", "binary"):
        return True
    text = _is_json(response) or response.media.startswith("text/") or "xml" in response.media
    return not text


def _is_json(response: Response) -> bool:
    return "json" in response.media


def _body(operation: Operation, maker: Maker) -> Json | Unset:
    body = operation.body
    if body is None:
        return UNSET
    made = maker.fields(body.fields) if body.type is None else maker.type(body.type)
    return {} if made is UNSET and body.required else made


def _content(body: Json, media: str) -> tuple[bytes, str]:
    """The bytes of a body and its content type."""
    if media == FORM and isinstance(body, dict):
        return urlencode(_pairs(body)).encode(), media
    if media == MULTIPART and isinstance(body, dict):
        return _multipart(body), f"{media}; boundary={BOUNDARY}"
    if "json" in media:
        return json.dumps(body, ensure_ascii=True).encode(), media
    return spelled(body).encode(errors="replace"), media


def _multipart(body: Mapping[str, Json]) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="{quote(name)}"\r\n\r\n{text}\r\n'
        for name, text in _pairs(body)
    ]
    return "".join([*parts, f"--{BOUNDARY}--\r\n"]).encode(errors="replace")


def _pairs(values: Mapping[str, Json]) -> list[tuple[str, str]]:
    """Names and texts; a list repeats its name."""
    return [
        (name, spelled(item))
        for name, value in values.items()
        for item in (value if isinstance(value, list) else [value])
    ]


def _path(template: str, values: Mapping[str, Json]) -> str:
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", quote(spelled(value), safe="") or "-")
    return template


def _arguments(
    api: Api, operation: Operation, given: Mapping[str, Mapping[str, Json]], body: Json | Unset
) -> Iterator[tuple[str, Json]]:
    """What a caller gives for the request, by the names of the arguments."""
    for one in call_of(api, operation).arguments:
        name = one.field.name
        match one.place:
            case "path" | "query" | "header" | "cookie":
                holder = given[one.place]
            case "body":
                holder = body if isinstance(body, dict) else {}
            case "more" | "content":
                holder = {} if body is UNSET or one.place == "more" else {name: body}
        if name in holder:
            yield one.key, holder[name]


__all__ = [
    "ExampleRequest",
    "example_answer",
    "example_request",
    "is_binary",
    "spelled",
]
