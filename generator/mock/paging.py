"""Lists in pages: what `page` and `limit` of a request mean for the documented answer."""

from __future__ import annotations

from typing import Final

from generator.mock.reading import Sent, UnreadableError, parse_body
from generator.model import Json

MOST: Final = 100_000
"""Items that `x-mock-total` may ask for."""
_DEFAULT_LIMIT: Final = 10


def paged(data: Json, sent: Sent, total: int | None) -> Json:
    """The page that is asked for.

    With a `total` there are that many items, copies of the first documented one. Without it the first page is
    what is documented, and further pages are empty. What is no list in pages stays as it is.
    """
    inner = data.get("data") if isinstance(data, dict) else None
    items = inner.get("list") if isinstance(inner, dict) else None
    if not (isinstance(data, dict) and isinstance(inner, dict) and isinstance(items, list)):
        return data
    page, limit = _asked(sent)
    if total is None:
        return data if page <= 1 else {**data, "data": {**inner, "list": []}}
    count = max(0, min(limit, total - (page - 1) * limit)) if page >= 1 else 0
    return {**data, "data": {**inner, "totalCount": total, "list": items[:1] * count}}


def _asked(sent: Sent) -> tuple[int, int]:
    """Page and limit of the query, else of the body, at any depth."""
    found: dict[str, int] = {}
    for name, text in sent.pairs:
        if name in {"page", "limit"} and text.isdecimal() and len(text) < 10:
            found.setdefault(name, int(text))
    if not found and sent.body:
        try:
            found = _within(parse_body(sent))
        except UnreadableError:
            found = {}
    return found.get("page", 1), min(found.get("limit", _DEFAULT_LIMIT), MOST)


def _within(body: Json) -> dict[str, int]:
    if not isinstance(body, dict):
        return {}
    own = {
        name: int(value)
        for name in ("page", "limit")
        if isinstance(value := body.get(name), int | float) and abs(value) < 1e9
    }
    return own or next((found for value in body.values() if (found := _within(value))), {})
