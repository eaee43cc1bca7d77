"""Lists in pages: what a request asks for of the documented answer."""

from __future__ import annotations

from typing import Final

from generator.mock.reading import Sent, UnreadableError, parse_body
from generator.model import Json
from generator.model.paging import Names, Paging

MOST: Final = 100_000
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
    limit = min(max(_number(_asked(sent, paging.size), _DEFAULT_LIMIT), 0), MOST)
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
