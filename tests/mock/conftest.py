"""An Api that has one of everything, served on a real socket."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from generator.mock import Options, running
from generator.mock.server import Running
from generator.model import (
    ANY,
    BOOLEAN,
    INTEGER,
    NUMBER,
    OBJECT,
    STRING,
    Api,
    Array,
    Body,
    EnumMember,
    Field,
    Limits,
    Map,
    Nullable,
    OpenEnum,
    Operation,
    Origin,
    Parameter,
    Ref,
    Response,
    Scalar,
    Schema,
    SecurityScheme,
    Type,
    Union,
)
from generator.source import Span

PAGE = "en/node/library/books/add-book.md"
FORM = "application/x-www-form-urlencoded"


def field(
    name: str, kind: Type, line: int = 0, *, required: bool = False, limits: Limits | None = None
) -> Field:
    origin = Origin("stated", Span(PAGE, line, 3)) if line else Origin()
    return Field(name, kind, required, limits=limits or Limits(), origin=origin)


def members(*values: str, closed: bool = False) -> OpenEnum:
    return OpenEnum(STRING, tuple(EnumMember(value) for value in values), closed)


def schemas() -> dict[str, Schema]:
    book = Schema(
        "BookDto",
        (
            field("title", STRING, 40, required=True, limits=Limits(min_length=1, max_length=50)),
            field("pages", INTEGER, 41, limits=Limits(minimum=1, maximum=9999)),
            field("price", NUMBER, 42),
            field("lent", BOOLEAN, 43),
            field("state", members("new", "worn"), 44),
            field("size", members("a4", "a5", closed=True), 45),
            field("tags", Array(STRING), 46, limits=Limits(max_items=3)),
            field("printed", Scalar("string", "date-time"), 47),
            field("shelf", Nullable(Ref("ShelfDto")), 48),
            field("notes", Map(STRING), 49),
            field("price2", Union((NUMBER, STRING)), 50),
            field("sequel", Ref("BookDto"), 51),
        ),
        origin=Origin("stated", Span(PAGE, 38, 1)),
    )
    shelf = Schema("ShelfDto", (field("code", STRING, 60, required=True),))
    paging = Schema(
        "BookPagingDto", (field("totalCount", INTEGER), field("list", Array(Ref("BookDto"))))
    )
    answer = envelope("BookRespDto", Ref("BookDto"))
    answers = envelope("BooksRespDto", Ref("BookPagingDto"))
    loop = Schema("LoopDto", (field("loop", Ref("LoopDto"), required=True),))
    return {one.name: one for one in (book, shelf, paging, answer, answers, loop)}


def envelope(name: str, data: Type) -> Schema:
    rows = (
        ("statusCode", INTEGER),
        ("message", STRING),
        ("apiCode", INTEGER),
        ("requestId", STRING),
        ("data", data),
    )
    return Schema(name, tuple(field(key, kind, required=True) for key, kind in rows))


BOOK_EXAMPLE = {
    "statusCode": 200,
    "message": "ok",
    "apiCode": 20000,
    "requestId": "r1",
    "data": {
        "title": "Emma",
        "pages": 474,
        "lent": False,
        "state": "new",
        "tags": ["a"],
        "shelf": {"code": "B7"},
    },
}


def operation(
    key: str, method: str, path: str, response: Response | None, *inputs: Parameter | Body
) -> Operation:
    return Operation(
        key,
        method,
        path,
        parameters=tuple(one for one in inputs if isinstance(one, Parameter)),
        body=next((one for one in inputs if isinstance(one, Body)), None),
        responses=(response,) if response else (),
        origin=Origin("stated", Span(PAGE, 1, 1)),
    )


def operations() -> tuple[Operation, ...]:
    add = Body(schemas()["BookDto"].fields)
    shown = Response(type=Ref("BookRespDto"), example=BOOK_EXAMPLE)
    page = (
        Parameter(field("page", INTEGER)),
        Parameter(field("limit", INTEGER, 12, limits=Limits(maximum=50))),
    )
    search = Body((field("page", INTEGER), field("limit", INTEGER)))
    find = (
        Parameter(field("title", STRING, 20, required=True)),
        Parameter(field("lent", BOOLEAN, 21)),
        Parameter(field("ids", Array(INTEGER), 22)),
        Parameter(field("filter", OBJECT, 23), media="application/json"),
        Parameter(field("X-Shelf", members("b7", closed=True), 24), "header"),
        Parameter(field("visit", INTEGER, 25), "cookie"),
    )
    return (
        operation("addBook", "POST", "/api/v3/add-book", shown, add),
        operation(
            "coverOfBook",
            "GET",
            "/api/v3/cover",
            Response(type=Scalar("string", "binary"), media="image/png"),
        ),
        operation("findBook", "GET", "/api/v3/find-book", Response(type=Ref("BookRespDto")), *find),
        operation(
            "getBook",
            "GET",
            "/api/v3/books/{id}.json",
            shown,
            Parameter(field("id", INTEGER, 30, required=True), "path"),
        ),
        operation("leave", "POST", "/api/v3/leave", Response("204")),
        operation(
            "listBooks", "GET", "/api/v3/list-books", Response(type=Ref("BooksRespDto")), *page
        ),
        operation(
            "login",
            "POST",
            "/api/v3/login",
            shown,
            Body((field("name", STRING, 33, required=True),), media=FORM),
        ),
        operation("loop", "GET", "/api/v3/loop", Response(type=Ref("LoopDto"))),
        operation("move", "GET", "/api/v3/move", Response("302")),
        operation(
            "searchBooks",
            "POST",
            "/api/v3/search-books",
            Response(type=Ref("BooksRespDto")),
            search,
        ),
        operation(
            "sendAny",
            "POST",
            "/api/v3/send-any",
            Response(type=STRING, media="text/plain"),
            Body((), ANY),
        ),
        operation(
            "upload",
            "POST",
            "/api/v3/upload",
            shown,
            Body(
                (field("file", Scalar("string", "binary"), required=True),),
                media="multipart/form-data",
            ),
        ),
    )


@pytest.fixture(scope="session")
def library() -> Api:
    family = {"x-header-prefix": "x-authing-"}
    token = {"type": "http", "scheme": "bearer", "x-token-path": "/api/v3/get-management-token"}
    key = {"type": "apiKey", "in": "header", "name": "authorization", "x-label": "authing"}
    schemes = (SecurityScheme("token", token | family), SecurityScheme("signature", key | family))
    return Api("library", operations=operations(), schemas=schemas(), schemes=schemes)


@pytest.fixture(scope="session")
def session_mock(library: Api) -> Iterator[Running]:
    options = Options(max_body=200_000, download_bytes=100_000, faults={"leave": "503"})
    with running([library], options) as mock:
        yield mock


@pytest.fixture
def mock(session_mock: Running) -> Running:
    session_mock.clear()
    return session_mock


@pytest.fixture
def http(mock: Running) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=mock.url) as client:
        yield client


@pytest.fixture(scope="session")
def session_http(session_mock: Running) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=session_mock.url) as client:
        yield client
