"""Logs tell what happened, and no secret."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from tests.python_client.support import Answer, Loopback, ok
from tests.python_client.test_auth import Issuer

SECRETS = ("S3CRET", "PASSW0RD", "T0KEN", "C00KIE")


def test_secrets_are_redacted(sdk: Any, server: Loopback, caplog: pytest.LogCaptureFixture) -> None:
    issuer = Issuer()
    server.reply = issuer
    book = {"password": "PASSW0RD", "deep": [{"accessToken": "T0KEN"}]}
    with caplog.at_level(logging.DEBUG, "library_sdk"):
        with sdk.LibraryClient("AK", "S3CRET", host=server.host) as client:
            server.script = [Answer(ok(book).body, headers={"set-cookie": "id=C00KIE"})]
            client.create_book(title="T", extra={"clientSecret": "S3CRET", "x": "visible"})
    told = caplog.text
    assert not [secret for secret in SECRETS if secret in told]
    assert "e30." not in told
    assert "visible" in told
    assert "POST /api/create-book -> 200" in told
    assert "[redacted]" in told


def test_signatures_are_redacted(
    sdk: Any, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "library_sdk"):
        with sdk.LibraryClient("AK", "S3CRET", host=server.host, scheme="signature") as client:
            client.get_book(book_id="1")
    assert server.seen[0].headers["authorization"] not in caplog.text
    assert "S3CRET" not in caplog.text


def test_nothing_is_said_unasked(sdk: Any, server: Loopback, capfd: Any) -> None:
    with sdk.PlainClient("T", host=server.host) as client:
        client.get_book(book_id="1")
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_streams_and_text_stay_out(
    sdk: Any, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    server.reply = lambda _: Answer(b"<b>S3CRET</b>", 404)
    with (
        caplog.at_level(logging.DEBUG, "library_sdk"),
        sdk.PlainClient("T", host=server.host) as client,
    ):
        with pytest.raises(sdk.NotFoundError):
            client.get_book(book_id="1")
    assert "S3CRET" not in caplog.text
    assert "13 bytes" in caplog.text
