"""Reading never fails; what comes is kept, and goes out again as it came."""

from __future__ import annotations

import importlib
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.targets.python.names import camel_wire
from tests.python_client.support import Loopback, ok

Runtime = Callable[[str], Any]
FULL = {
    "bookId": "b1",
    "title": "T",
    "state": "burnt",
    "price": 3,
    "copies": 2,
    "parts": [{"bookId": "p", "parts": [{"bookId": "q"}]}],
    "notes": {"n": {"text": "x"}},
    "owner": {"firmName": "F"},
    "lentUntil": None,
    "list": ["a"],
    "type": "t",
    "json": "j",
    "copy": 1,
    "schema": "s",
    "model_config": "m",
    "class": "c",
    "self": "me",
    "str": "text",
    "userId": "u",
    "UserID": "U",
    "2ndTitle": "second",
    "书名": "书",
    "client_id": "ci",
    "": "empty",
    "new": {"deep": [1]},
}


@pytest.fixture
def models(sdk: Any) -> Any:
    return importlib.import_module("library_sdk.plain.models")


@pytest.fixture
def decode(runtime: Runtime) -> Callable[[Any, Any], Any]:
    decoder: Callable[[Any, Any], Any] = runtime("decode").decode_model
    return decoder


def test_everything_is_readable(models: Any, decode: Any) -> None:
    book = decode(models.Book, FULL)
    assert (book.book_id, book.state) == ("b1", "burnt")
    assert (book.price, type(book.price)) == (3, int)
    assert book.parts[0].parts[0].book_id == "q"
    assert isinstance(book.notes["n"], models.Note)
    assert isinstance(book.owner, models.Firm)
    assert (book.list, book.type, book.json_, book.copy_) == (["a"], "t", "j", 1)
    assert (book.schema_, book.model_config_, book.class_, book.self_) == ("s", "m", "c", "me")
    assert (book.str, book.user_id, book.user_id_2, book.n2_nd_title) == (
        "text",
        "u",
        "U",
        "second",
    )
    assert (book.书名, book.client_id, book.unnamed) == ("书", "ci", "empty")
    assert book.new == {"deep": [1]}
    assert book.lent_until is None
    assert book.rare is None
    assert "rare" not in repr(book)


def test_it_goes_out_as_it_came(models: Any, decode: Any, runtime: Runtime) -> None:
    assert runtime("encode").to_wire(decode(models.Book, FULL)) == FULL
    dumped = decode(models.Note, {"text": "x", "more": 1}).model_dump(by_alias=True)
    assert dumped["text"] == "x"


@pytest.mark.parametrize("wrong", [None, 7, "x", [], {}, [None], True, 1.5, {"text": None}])
def test_wrong_values_are_kept(models: Any, decode: Any, runtime: Runtime, wrong: object) -> None:
    names = {wire: name for name, wire in runtime("decode").plan_of(models.Book).wire.items()}
    for wire, name in names.items():
        kept = getattr(decode(models.Book, {wire: wrong}), name)
        assert runtime("encode").to_wire(kept) == wrong


def test_deviations_are_told_without_values(
    models: Any, decode: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "library_sdk.deviations"):
        decode(models.Book, {"bookId": 12345, "state": "stolen", "more": "s3cret", "parts": {}})
    told = [record.getMessage() for record in caplog.records]
    assert told == [
        "bookId: expected str, got int",
        "state: expected a documented member, got str",
        "parts: expected list, got dict",
        "Book: title is missing",
        "Book: more is not documented",
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from([*FULL, "text", "x"]), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_is_read_and_goes_out_again(
    models: Any, decode: Any, runtime: Runtime, value: Any
) -> None:
    read = decode(models.Book, value)
    assert json.dumps(runtime("encode").to_wire(read), sort_keys=True) == json.dumps(
        value, sort_keys=True
    )


@pytest.mark.parametrize(
    "name", ["user_id", "a", "n2_nd_title", "x_1_b", "书_名", "a_", "unnamed_2"]
)
def test_wire_names_are_computed_alike(runtime: Runtime, name: str) -> None:
    assert runtime("model").camel(name) == camel_wire(name)


def test_writing_is_strict(models: Any) -> None:
    models.Note(text="x")
    for wrong in ({"text": 1}, {}, {"text": "x", "more": 1}, {"text": None}):
        with pytest.raises(ValidationError):
            models.Note(**wrong)
    assert models.Rule(name="n", anything=1).anything == 1
    assert models.Book(bookId="b", title="t", state="new").state == "new"


def test_read_objects_can_be_sent(client: Any, server: Loopback, decode: Any, models: Any) -> None:
    note = decode(models.Note, {"text": "x", "later": True})
    client.create_book(title="T", parts=[note])
    assert server.seen[0].json["parts"] == [{"text": "x", "later": True}]


def test_answer_of_another_kind(client: Any, server: Loopback) -> None:
    server.script = [ok([1, 2]), ok("x"), ok()]
    assert client.get_book(book_id="1").data == [1, 2]
    assert client.get_book(book_id="1").data == "x"
    assert client.get_book(book_id="1").data is None
