"""A request before it is bound to a host, and the spelling of values in it."""

from __future__ import annotations

from collections.abc import Iterable
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
    and the query. `text` is a body's JSON, once it is written.
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

    def content(self) -> dict[str, Any]:
        """The keyword arguments of httpx's `build_request` that carry the body."""
        if self.body is NOT_GIVEN:
            return {}
        if self.media == MULTIPART:
            return {"files": list(_parts(self.body))}
        if self.media == FORM:
            return {"content": _form(self.body), "headers": {"content-type": FORM}}
        if isinstance(self.body, bytes):
            return {"content": self.body, "headers": {"content-type": self.media}}
        return {
            "content": self.json().encode(),
            "headers": {"content-type": self.media},
        }

    def json(self) -> str:
        """The body as JSON; raises ValueError or TypeError where it has no JSON form."""
        if self.text is None:
            self.text = to_json(self.body)
        return self.text


def _form(body: Any) -> bytes:
    """The fields as a form has them, which writes a space as `+` (URL Standard, 5.1)."""
    pairs = (pair for name, value in body.items() for pair in in_query(name, value, ""))
    return "&".join(pairs).replace("%20", "+").encode()


def _parts(body: Any) -> Iterable[tuple[str, Any]]:
    for name, value in body.items():
        for item in value if isinstance(value, list) else [value]:
            yield name, item if is_file(item) else (None, spelled(name, item))


def is_file(value: Any) -> bool:
    """Is it what `types.Part` describes: content, or a tuple with a name and content?"""
    if isinstance(value, tuple):
        return len(value) in {2, 3} and isinstance(value[1], bytes)
    return isinstance(value, bytes)
