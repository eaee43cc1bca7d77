"""What both clients send for a small document: openapi-core judges it where that is, and the mock."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path
from typing import Any

import pytest

from generator.mock.reading import Sent
from generator.mock.requests import Routes, check_request
from tests.wire import calls
from tests.wire.__main__ import HERE, JUDGE, judged, read

SMALL = HERE / "small.yaml"
CLIENTS = {"python": calls.by_python, "typescript": calls.by_typescript}


@pytest.mark.node
@pytest.mark.skipif(not JUDGE.exists(), reason="openapi-core is not there: make wire")
def test_openapi_core_finds_nothing(tmp_path: Path) -> None:
    api = read(SMALL)
    for _, judged_, right, faults in judged(SMALL, api, tmp_path):
        assert (faults, right) == ([], judged_)
        assert judged_ >= len(api.operations)


@pytest.mark.node
@pytest.mark.parametrize("client", CLIENTS)
def test_the_mock_finds_nothing(client: str, tmp_path: Path) -> None:
    """The mock reads styles by code of its own."""
    api = read(SMALL)
    routes = Routes([api])
    cases = calls.made(api)
    with calls.recording() as recorder:
        assert CLIENTS[client](api, cases, recorder, tmp_path, f"small_{client}") == []
    assert len(recorder.records) == len(cases)
    for one in recorder.records:
        path, _, query = str(one["target"]).partition("?")
        headers = dict(one["headers"])  # type: ignore[call-overload]
        body = base64.b64decode(str(one["body"]))
        sent = Sent(str(one["method"]), path, query, headers, body)
        route = routes.find(sent.method, path)[0][0]
        assert [found.seen for found in check_request(route, sent)] == [], one["case"]


def test_arguments_of_one_name_go_their_own_ways(tmp_path: Path) -> None:
    api = read(SMALL)
    cases: calls.Cases = {"same all": {"id": "p", "id_2": 7}, "nothing all": {}}
    with calls.recording() as recorder:
        assert calls.by_python(api, cases, recorder, tmp_path, "small_same") == []
    same, nothing = recorder.records
    assert (same["target"], base64.b64decode(str(same["body"]))) == ("/same/p", b'{"id":7}')
    assert (nothing["target"], nothing["body"]) == ("/nothing", "")


def test_an_optional_body_is_whole_or_not_there(tmp_path: Path) -> None:
    api = read(SMALL)
    cases: calls.Cases = {"same all": {"id": "p", "note": "n"}, "same required": {"id": "p"}}
    with calls.recording() as recorder:
        told = calls.by_python(api, cases, recorder, tmp_path, "small_whole")
    assert len(told) == 1
    assert "id_2: needed where any of the body is given" in told[0]
    assert [one["body"] for one in recorder.records] == [""]


@pytest.mark.node
@pytest.mark.parametrize("client", CLIENTS)
def test_bodies(client: str, tmp_path: Path) -> None:
    """The bytes that OpenAPI 3.1.1 (Encoding Object), RFC 7396, RFC 7578 and the URL Standard ask for."""
    api = read(SMALL)
    bodies: dict[str, dict[str, Any]] = {
        "encoded": {"deep": {"most": 1}, "joined": ["a b", "c"], "json": {"most": 2}},
        "parts": {"file": calls.FILE, "meta": {"most": 1}, "tags": ["a", "b"]},
        "patch": {"most": 1},
        "text": {"body": "a,b"},
        "octets": {"body": calls.FILE},
    }
    cases: calls.Cases = {f"{name} all": given for name, given in bodies.items()}
    with calls.recording() as recorder:
        assert CLIENTS[client](api, cases, recorder, tmp_path, f"bodies_{client}") == []
    sent = {str(one["case"]).removesuffix(" all"): _content(one) for one in recorder.records}
    media, parts = sent.pop("parts")
    assert sent == {
        "encoded": (
            "application/x-www-form-urlencoded",
            b"deep%5Bmost%5D=1&joined=a+b,c&json=%7B%22most%22%3A2%7D",
        ),
        "patch": ("application/merge-patch+json", b'{"most":1}'),
        "text": ("text/csv", b"a,b"),
        "octets": ("application/octet-stream", calls.FILE.encode()),
    }
    message = BytesParser(policy=HTTP).parsebytes(
        b"content-type: " + media.encode() + b"\r\n\r\n" + parts
    )
    told = [
        (
            one.get_param("name", header="content-disposition"),
            one.get_content_type(),
            one.get_payload(decode=True),
        )
        for one in message.iter_parts()
    ]
    assert told == [
        ("file", "image/png", calls.FILE.encode()),
        ("meta", "application/json", b'{"most":1}'),
        ("tags", "text/plain", b"a"),
        ("tags", "text/plain", b"b"),
    ]


def _content(record: Mapping[str, Any]) -> tuple[str, bytes]:
    return dict(record["headers"])["content-type"], base64.b64decode(record["body"])


def test_an_operation_goes_to_its_own_server(tmp_path: Path) -> None:
    document = SMALL.read_text("utf-8")
    with calls.recording() as recorder:
        own = f"get: {{servers: [{{url: {recorder.host}/own/}}], operationId: path"
        (tmp_path / "own.yaml").write_text(document.replace("get: {operationId: path", own))
        api = read(tmp_path / "own.yaml")
        given: calls.Cases = {"path all": {"simple": [1], "plain": "x"}}
        calls.by_python(api, given, recorder, tmp_path / "py", "small_own", host=None)
        calls.by_typescript(api, given, recorder, tmp_path / "ts", "small_own", host=None)
        calls.by_python(api, given, recorder, tmp_path / "py2", "small_own2")
    assert [one["target"] for one in recorder.records] == ["/own/path/1/x"] * 2 + ["/path/1/x"]


def test_what_is_read_only_is_not_asked_for(tmp_path: Path) -> None:
    document = SMALL.read_text("utf-8").replace(
        "Held: {type: object,", "Held: {type: object, required: [id],"
    )
    (tmp_path / "held.yaml").write_text(document)
    cases: calls.Cases = {"held all": {"held": {"name": "n"}}, "emptied required": {}}
    with calls.recording() as recorder:
        api = read(tmp_path / "held.yaml")
        assert calls.by_python(api, cases, recorder, tmp_path, "small_held") == []
    bodies = [base64.b64decode(str(one["body"])) for one in recorder.records]
    assert bodies == [b'{"held":{"name":"n"}}', b"{}"]


@pytest.mark.node
@pytest.mark.parametrize("client", CLIENTS)
def test_a_file_is_not_asked_for_as_json(client: str, tmp_path: Path) -> None:
    with calls.recording() as recorder:
        api = read(SMALL)
        assert CLIENTS[client](api, {"file all": {}}, recorder, tmp_path, f"file_{client}") == []
    asked = [value for name, value in recorder.records[0]["headers"] if name == "accept"]  # type: ignore[attr-defined]
    assert asked in (
        ["*/*"],
        ["image/png"],
    )  # anything, or what the document names (RFC 9110, 12.5.1)
