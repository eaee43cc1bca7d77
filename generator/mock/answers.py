"""What the server answers, and what each fault makes of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from generator.mock.examples import example_answer, is_binary
from generator.mock.faults import Change, Fault, kind
from generator.mock.findings import envelope
from generator.mock.reading import Sent, UnreadableError, parse_body
from generator.mock.requests import Route
from generator.model import UNSET, Json, Type, Unset
from generator.model.paging import Names, Paging

MOST_ITEMS: Final = 100_000
"""Items that `x-mock-total` may ask for."""
_DEFAULT_LIMIT: Final = 10


def paged(data: Json, sent: Sent, total: int | None, paging: Paging) -> Json:
    """The page that is asked for.

    With a `total` there are that many items, copies of the first documented one; cursors are offsets. Without
    it the first page is what is documented, and further pages are empty.
    """
    items = _dig(data, paging.items)
    if not isinstance(items, list):
        return data
    first = 1 if paging.kind == "page" else 0
    at = _number(_asked(sent, paging.start), first)
    if total is None:
        return _told(data, paging.next, "") if at <= first else _with(data, paging.items, [])
    limit = min(max(_number(_asked(sent, paging.size), _DEFAULT_LIMIT), 0), MOST_ITEMS)
    start = (at - 1) * limit if paging.kind == "page" else at
    count = max(0, min(limit, total - start)) if start >= 0 else 0
    data = _told(_with(data, paging.items, items[:1] * count), paging.total, total)
    return _told(data, paging.next, str(start + count) if 0 < start + count < total else "")


def _dig(data: Json, way: Names) -> Json:
    for name in way:
        data = data.get(name) if isinstance(data, dict) else None
    return data


def _told(data: Json, way: Names, new: Json) -> Json:
    return _with(data, way, new) if way else data


def _with(data: Json, way: Names, new: Json) -> Json:
    """The data with another value at the end of a way; as it is where the way does not lead on."""
    if not way:
        return new
    if not isinstance(data, dict) or way[0] not in data:
        return data
    return {**data, way[0]: _with(data[way[0]], way[1:], new)}


def _asked(sent: Sent, way: Names) -> Json:
    """What the query says, else the body."""
    for name, text in sent.pairs if len(way) == 1 else ():
        if name == way[0]:
            return text
    try:
        return _dig(parse_body(sent), way) if way and sent.body else None
    except UnreadableError:
        return None


def _number(value: Json, default: int) -> int:
    """A number of at most nine digits, as it or as its text; the default where it is neither."""
    text = str(value)
    return int(float(text)) if text.replace(".0", "").isdecimal() and len(text) < 10 else default


CHUNK: Final = 64 * 1024
_MEDIA: Final = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(;[ \w=.\"-]*)?", re.ASCII)
_HTML: Final = (
    "<!doctype html>\n<html><head><title>Mock</title></head><body><p>Not JSON.</p></body></html>\n"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: JSON `data`, else the bytes `raw`, else a `download` of that many bytes.

    `delay` are seconds before it, `drip` seconds over which it is sent, `reset` where the connection breaks
    (`middle`, `early`, or empty).
    """

    status: int = 200
    data: Json | Unset = UNSET
    raw: bytes = b""
    download: int | None = None
    media: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0
    reset: str = ""
    type: Type | None = None

    @property
    def size(self) -> int:
        """Bytes of the body."""
        return len(self.raw) if self.download is None else self.download

    def chunks(self) -> Iterator[bytes]:
        """The body, in pieces; a download is the bytes 0, 1, ... 255, 0, 1, ..."""
        pattern = bytes(range(256)) * (CHUNK // 256)
        if self.download is None:
            size = max(1, len(self.raw) // 20) if self.drip else CHUNK
            for start in range(0, len(self.raw), size):
                yield self.raw[start : start + size]
            return
        for start in range(0, self.download, CHUNK):
            yield pattern[: min(CHUNK, self.download - start)]


def as_bytes(answer: Answer) -> Answer:
    """The same with its data as JSON; ASCII only, so that lone surrogates can be sent."""
    if answer.data is UNSET:
        return answer
    return replace(answer, data=UNSET, raw=json.dumps(answer.data, indent=2).encode())


def success(route: Route, download: int) -> Answer:
    """The documented answer of an operation."""
    operation = route.operation
    response = operation.success or next(iter(operation.responses), None)
    if response is None:
        return Answer(media="")
    status = int(response.status) if response.status.isdecimal() else 200
    status = status if 200 <= status <= 599 else 200
    headers = {"location": "/__mock__/redirected"} if 300 <= status <= 399 else {}
    if status in {204, 304} or (response.type is None and response.example is UNSET):
        return Answer(status, media="", headers=headers)
    if is_binary(response):
        file = re.sub(r"\W", "", operation.id, flags=re.ASCII)[:50]
        headers["content-disposition"] = f'attachment; filename="{file}.bin"'
        return Answer(status, download=download, media=_header(response.media), headers=headers)
    data = example_answer(route.api, response)
    media = _header(response.media)
    if "json" in media:
        return Answer(status, data, media=media, headers=headers, type=response.type)
    text = data if isinstance(data, str) else json.dumps(data)
    media = f"{media}; charset=utf-8" if media == response.media else media
    return Answer(status, raw=text.encode(errors="replace"), media=media, headers=headers)


def _header(media: str) -> str:
    """The media type as a header may hold it (RFC 9110, 8.3.1); another text is no media type."""
    return media if _MEDIA.fullmatch(media) else "application/octet-stream"


def refused(status: int, body: Json, headers: Mapping[str, str] | None = None) -> Answer:
    """An error with an envelope."""
    return Answer(status, body, headers=headers or {})


def faulty(answer: Answer, faults: Sequence[Fault], route: Route, request_id: str) -> Answer:
    """The answer with the faults, in their order, as the bytes that are sent."""
    made = answer
    for fault in faults:
        name = kind(fault.name)
        if name in _SHAPES:
            if made.data is not UNSET:
                change = Change(route.api, fault.value.split(".") if fault.value else [])
                made = replace(made, data=_SHAPES[name](change, made.data, answer.type))
        elif name in _ERRORS:
            made = replace(_ERRORS[name](fault, request_id), delay=made.delay)
        else:
            made = _SENDING[name](as_bytes(made), fault)
    return as_bytes(made)


def _status(fault: Fault, request_id: str) -> Answer:
    status = int(fault.name)
    return refused(status, envelope(status, f"mock: fault {status}", request_id))


def _too_many(fault: Fault, request_id: str) -> Answer:
    headers = {"retry-after": fault.value or "1"}
    return refused(429, envelope(429, "mock: fault 429", request_id), headers)


def _envelope(fault: Fault, request_id: str) -> Answer:
    status = int(fault.value or 400)
    return Answer(200, envelope(status, f"mock: fault envelope {status}", request_id))


def _html(fault: Fault, _: str) -> Answer:
    return Answer(int(fault.value or 200), raw=_HTML.encode(), media="text/html; charset=utf-8")


def _truncated(answer: Answer, _: Fault) -> Answer:
    if answer.download is not None:
        return replace(answer, download=answer.download // 2)
    return replace(answer, raw=answer.raw[: len(answer.raw) // 2])


_SHAPES: Final[Mapping[str, Callable[[Change, Json, Type | None], Json]]] = {
    "new-enum": Change.new_members,
    "nulls": Change.nulls,
    "missing": Change.missing,
    "wrong-scalar": Change.wrong_scalars,
    "extra": Change.unknown_fields,
}
_ERRORS: Final[Mapping[str, Callable[[Fault, str], Answer]]] = {
    "status": _status,
    "429": _too_many,
    "envelope": _envelope,
    "html": _html,
}
_SENDING: Final[Mapping[str, Callable[[Answer, Fault], Answer]]] = {
    "truncated": _truncated,
    "slow": lambda answer, fault: replace(answer, delay=fault.seconds),
    "drip": lambda answer, fault: replace(answer, drip=fault.seconds),
    "reset": lambda answer, fault: replace(answer, reset=fault.value or "middle"),
    "none": lambda answer, _: answer,
}
