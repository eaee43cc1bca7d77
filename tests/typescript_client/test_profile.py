"""How a client reaches its API: what the document's security schemes tell."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from generator.model import Api, Json, SecurityScheme, Server
from generator.source import Diagnostic
from generator.targets.settings import ClientSettings
from generator.targets.typescript.emit import emit
from generator.targets.typescript.settings import TypeScriptSettings


def _profile(
    api: Api, own: ClientSettings | None = None
) -> tuple[str, Mapping[str, str], list[Diagnostic]]:
    """The base class, the entries of the profile, and the findings."""
    settings = TypeScriptSettings("pkg", "2.0.0", {} if own is None else {api.client: own})
    tree, found = emit([api], settings)
    text = next(text for name, text in tree.items() if name.endswith("/profile.ts"))
    entries = dict(re.findall(r'^  (\w+): "?(.*?)"?,$', text, re.MULTILINE))
    base = re.search(r"import \{ (\w+Client),", text)
    assert base is not None
    return base[1], entries, found


def _schemes(*definitions: Mapping[str, Json]) -> tuple[SecurityScheme, ...]:
    return tuple(SecurityScheme(f"s{number}", each) for number, each in enumerate(definitions))


_POOL = {"type": "apiKey", "in": "header", "name": "X-Brand-userpool-id"}
_APP = {"type": "apiKey", "in": "header", "name": "x-brand-app-id"}
_TOKEN = {"type": "http", "scheme": "bearer", "x-header-prefix": "x-own-", "x-token-path": "/t"}
_SIGNED = {"type": "apiKey", "in": "header", "name": "authorization", "x-label": "own"}


@pytest.mark.parametrize(
    ("client", "schemes", "expected"),
    [
        ("management", (), ("SchemeClient", "", "", "")),
        ("other", (_POOL,), ("KeyClient", "x-brand-", "brand", "token")),
        ("management", (_APP,), ("AppClient", "x-brand-", "brand", "token")),
        ("other", (_TOKEN, _SIGNED), ("KeyClient", "x-own-", "own", "token")),
        ("other", (_SIGNED, _TOKEN), ("KeyClient", "x-own-", "own", "signature")),
        ("other", ({"x-header-prefix": "x-own-"},), ("AppClient", "x-own-", "own", "token")),
        ("other", ({"x-header-prefix": "a\r\nb: c"},), ("SchemeClient", "", "", "")),
    ],
)
def test_what_the_document_tells(
    client: str, schemes: tuple[Mapping[str, str], ...], expected: tuple[str, ...]
) -> None:
    base, entries, found = _profile(Api(client, schemes=_schemes(*schemes)))
    told = tuple(entries.get(name, "") for name in ("prefix", "label", "scheme"))
    assert (base, *told) == expected
    assert found == []


def test_the_host_can_be_set() -> None:
    own = ClientSettings("Own", "https://h")
    told = {**_TOKEN, "x-envelope": True, "x-lang": "fr"}
    api = Api("x", schemes=_schemes(told, _SIGNED), servers=(Server("https://other"),))
    base, entries, _ = _profile(api, own)
    assert base == "KeyClient"
    assert entries == {
        "host": "https://h",
        "prefix": "x-own-",
        "label": "own",
        "sdk": "pkg:2.0.0",
        "tokenPath": "/t",
        "lang": "fr",
        "scheme": "token",
        "envelope": "true",
        "security": "",
        "variables": "X",
    }


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://api.example.com/base/", "https://api.example.com/base"),
        ("https://{region}.example.com", ""),
        ("/relative", ""),
        ("javascript:x", ""),
        ("https://a@b", ""),
    ],
)
def test_a_server_that_is_no_plain_url_is_reported(url: str, host: str) -> None:
    _, entries, found = _profile(Api("x", servers=(Server(url),)))
    assert entries["host"] == host
    assert [one.code for one in found] == ([] if host else ["B303"])
