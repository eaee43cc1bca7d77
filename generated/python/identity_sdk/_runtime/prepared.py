"""A request before it is bound to a host, and the spelling of values in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from .not_given import NOT_GIVEN
from .spelling import in_query, spelled, to_json

FORM: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"


@dataclass(slots=True)
class Prepared:
    """A request before it is bound to a host: what an attempt is built from.

    `query` and `cookies` are escaped `name=value` pairs. `arguments` are those of the query as the
    caller gave them; signatures cover them so. `url` is where a redirect leads, in place of the path
    and the query. `text` is a body's JSON, once it is written. `spellings` tell how fields of a form
    are written, where it is not as usual. `server` is the base URL, where it is not the client's.
    """

    method: str
    path: str
    query: list[str] = field(default_factory=list)
    arguments: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)
    body: Any = NOT_GIVEN
    media: str = "application/json"
    url: str = ""
    text: str | None = None
    spellings: dict[str, str] = field(default_factory=dict)
    server: str = ""

    def content(self) -> dict[str, Any]:
        """The keyword arguments of httpx's `build_request` that carry the body."""
        if self.body is NOT_GIVEN:
            return {}
        if self.media == MULTIPART:
            return {"files": list(_parts(self.body, self.spellings))}
        return {"content": self._bytes(), "headers": {"content-type": self.media}}

    def _bytes(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        if self.media == FORM and isinstance(self.body, dict):
            return _form(self.body, self.spellings)
        if isinstance(self.body, str) and not is_json(self.media):
            return self.body.encode()
        return self.json().encode()

    def json(self) -> str:
        """The body as JSON; raises ValueError or TypeError where it has no JSON form."""
        if self.text is None:
            self.text = to_json(self.body)
        return self.text


def is_json(media: str) -> bool:
    """Is it a media type of JSON (RFC 6839, 3.1)?"""
    return media.partition(";")[0].rstrip().endswith(("/json", "+json"))


def _form(body: Any, spellings: Mapping[str, str]) -> bytes:
    """The fields as a form has them, which writes a space as `+` (URL Standard, 5.1)."""
    pairs = (
        pair
        for name, value in body.items()
        for pair in in_query(name, value, spellings.get(name, ""))
    )
    return "&".join(pairs).replace("%20", "+").encode()


def _parts(body: Any, spellings: Mapping[str, str]) -> Iterable[tuple[str, Any]]:
    """The parts of a multipart body (RFC 7578); each item of a list is one."""
    for name, value in body.items():
        media = spellings.get(name, "")
        for item in value if isinstance(value, list) else [value]:
            yield name, _part(name, item, media)


def _part(name: str, item: Any, media: str) -> Any:
    if isinstance(item, bytes) and media:
        return (name, item, media)
    if is_file(item):
        return item
    text = to_json(item) if is_json(media) else spelled(name, item)
    return (None, text, media) if media else (None, text)


def is_file(value: Any) -> bool:
    """Is it what `types.Part` describes: content, or a tuple with a name and content?"""
    if isinstance(value, tuple):
        return len(value) in {2, 3} and isinstance(value[1], bytes)
    return isinstance(value, bytes)
