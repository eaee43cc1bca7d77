"""Iteration over pages: lazy, and it ends."""

from __future__ import annotations

import asyncio
import importlib
import itertools
from functools import partial
from typing import Any

import pytest

from tests.python_client.support import Answer, Loopback, Seen, ok


class Shelf:
    """Serves `size` books in pages, as asked for in the query or in `options.pagination`."""

    def __init__(self, size: int, *, cap: int = 10_000, total: bool = True) -> None:
        self.size, self.cap, self.total = size, cap, total

    def __call__(self, seen: Seen) -> Answer:
        asked = (
            dict(seen.query)
            if seen.method == "GET"
            else seen.json.get("options", {}).get("pagination", {})
        )
        page, limit = int(asked.get("page", 1)), min(int(asked.get("limit", 10)), self.cap)
        numbers = range(self.size)[(page - 1) * limit : page * limit]
        data: dict[str, Any] = {"list": [{"bookId": str(n)} for n in numbers]}
        if self.total:
            data["totalCount"] = self.size
        return ok(data)


def ids(books: Any) -> list[int]:
    return [int(book.book_id) for book in books]


@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize(("size", "limit"), [(0, 3), (1, 3), (3, 3), (7, 3), (9, 3), (5, 100)])
def test_all_items_once(client: Any, server: Loopback, size: int, limit: int, total: bool) -> None:
    server.reply = Shelf(size, total=total)
    assert ids(client.iterate(client.list_books, limit=limit)) == list(range(size))
    assert len(server.seen) <= size // limit + (1 if total else 2)


def test_without_a_limit(client: Any, server: Loopback) -> None:
    server.reply = Shelf(25)
    assert ids(client.iterate(client.list_books)) == list(range(25))
    server.reply = Shelf(25, total=False)
    assert ids(client.iterate(client.list_books)) == list(range(25))


def test_a_server_that_gives_less_than_asked(client: Any, server: Loopback) -> None:
    server.reply = Shelf(12, cap=5)
    assert ids(client.iterate(client.list_books, limit=5)) == list(range(12))


def test_it_is_lazy_and_begins_where_told(client: Any, server: Loopback) -> None:
    server.reply = Shelf(100)
    items = client.iterate(client.list_books, page=3, limit=10)
    assert server.seen == []
    assert ids(itertools.islice(items, 10)) == list(range(20, 30))
    assert len(server.seen) == 1
    assert ids(items) == list(range(30, 100))


@pytest.mark.parametrize("options", [{"pagination": {"page": 2, "limit": 3}}, None])
def test_pages_inside_options(client: Any, server: Loopback, options: Any) -> None:
    server.reply = Shelf(8)
    given = {} if options is None else {"options": options}
    expected = range(8) if options is None else range(3, 8)
    assert ids(client.iterate(client.search_books, keywords="x", **given)) == list(expected)
    assert all(seen.json["keywords"] == "x" for seen in server.seen)


def test_pages_inside_dtos(sdk: Any, client: Any, server: Loopback) -> None:
    models: Any = importlib.import_module("library_sdk.plain.models")
    server.reply = Shelf(5)
    options = models.SearchOptions(pagination=models.Paging(limit=2))
    assert ids(client.iterate(client.search_books, options=options)) == list(range(5))
    pages = [s.json["options"]["pagination"] for s in server.seen]
    assert pages == [{"limit": 2}, {"limit": 2, "page": 2}, {"limit": 2, "page": 3}]


def test_async(sdk: Any, server: Loopback) -> None:
    server.reply = Shelf(7)

    async def run() -> list[int]:
        async with sdk.AsyncPlainClient("T", host=server.host) as client:
            return [int(b.book_id) async for b in client.iterate(client.list_books, limit=3)]

    assert asyncio.run(run()) == list(range(7))


@pytest.mark.parametrize("data", [None, {}, {"list": None}, {"list": "x"}, {"list": []}, 3])
def test_pages_that_are_none(client: Any, server: Loopback, data: object) -> None:
    server.reply = lambda _: ok(data)
    assert list(client.iterate(client.list_books)) == []
    assert len(server.seen) == 1


def test_calls_without_pages(client: Any) -> None:
    with pytest.raises(TypeError, match="no pages"):
        list(client.iterate(client.get_book, book_id="1"))
    with pytest.raises(TypeError, match="method of this client"):
        list(client.iterate(len, []))


def test_a_server_that_repeats_itself(client: Any, server: Loopback) -> None:
    for total in (500, None):
        data = {"list": [{"bookId": str(n)} for n in range(10)], "totalCount": total}
        server.reply = partial(_same, data)
        server.seen.clear()
        assert ids(client.iterate(client.list_books, limit=10)) == list(range(10))
        assert len(server.seen) == 2


def test_a_cap_without_a_total(client: Any, server: Loopback) -> None:
    server.reply = Shelf(30, cap=10, total=False)
    assert ids(client.iterate(client.list_books, limit=100)) == list(range(30))


def test_by_offset(client: Any, server: Loopback) -> None:
    def give(seen: Seen) -> Answer:
        start = int(dict(seen.query).get("offset", 0))
        return Answer({"total": 12, "items": [{"bookId": str(n)} for n in range(12)][start:][:5]})

    server.reply = give
    assert ids(client.iterate(client.offset_books)) == list(range(12))
    assert ids(client.iterate(client.offset_books, offset=7)) == list(range(7, 12))
    assert len(server.seen) == 4


@pytest.mark.parametrize("end", [None, "", "4"])
def test_by_cursor(client: Any, server: Loopback, end: str | None) -> None:
    def give(seen: Seen) -> Answer:
        at = int(seen.json.get("options", {}).get("after", 0))
        rows = [{"bookId": str(n)} for n in (at, at + 1)]
        return Answer({"rows": rows, "meta": {"nextCursor": str(at + 2) if at < 4 else end}})

    server.reply = give
    found = client.iterate(client.follow_books, options={"word": "x"})
    assert ids(found) == list(range(6))
    assert [one.json["options"] for one in server.seen] == [
        {"word": "x"},
        {"word": "x", "after": "2"},
        {"word": "x", "after": "4"},
    ]


def test_an_answer_that_is_the_items(client: Any, server: Loopback) -> None:
    server.reply = lambda seen: Answer([1, 2] if "page" not in dict(seen.query) else [])
    assert list(client.iterate(client.number_books)) == [1, 2]


def _same(data: object, _: Seen) -> Answer:
    return ok(data)
