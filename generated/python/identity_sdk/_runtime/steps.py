"""A call on its way as data: what is sent, what comes back, and the steps between."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .auth import Auth
from .errors import Where
from .limits import Limits
from .not_given import NOT_GIVEN
from .operation import Shape
from .prepared import Prepared

if TYPE_CHECKING:
    import httpx2


@dataclass(slots=True)
class Reply:
    """An answer with its body read (`content`), or still open (`stream`) until the deadline."""

    status: int
    headers: Mapping[str, str]
    content: bytes = b""
    stream: httpx2.Response | None = None
    deadline: float | None = None
    _json: Any = NOT_GIVEN

    def json(self) -> Any:
        """The content as JSON, parsed once; raises ValueError or RecursionError."""
        if self._json is NOT_GIVEN:
            self._json = json.loads(self.content)
        return self._json

    @property
    def media(self) -> str:
        """The content type, with its parameters."""
        return self.headers.get("content-type", "")

    @property
    def request_id(self) -> str | None:
        """The id under which the server's operators find this request."""
        return self.headers.get("x-request-id")


@dataclass(slots=True)
class Call:
    """One call on its way: what is sent, within which limits, and what authorizes it.

    `repeatable`: it may be sent twice. `secret`: its body holds the client's credentials. `opens`: its
    answer may be handed over unread. `holds` and `failed` tell by the status what an answer holds.
    """

    prepared: Prepared
    limits: Limits
    headers: dict[str, str | None] = field(default_factory=dict)
    auths: tuple[Auth, ...] = ()
    opens: bool = False
    enveloped: bool = False
    sent_authorization: str | None = None
    url: str = ""
    repeatable: bool = True
    secret: bool = False
    holds: Callable[[int, str], Shape] = lambda _status, _media: "any"
    failed: Callable[[int, Any], Any] = lambda _status, body: body

    @property
    def where(self) -> Where:
        """The method and path, as errors take them."""
        return {"method": self.prepared.method, "path": self.prepared.path}


@dataclass(frozen=True, slots=True)
class Send:
    """Send an attempt and read the answer; `deadline` is the call's, on the monotonic clock."""

    call: Call
    deadline: float | None


@dataclass(frozen=True, slots=True)
class Wait:
    """Do nothing for some seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Renew:
    """Forget the credentials that the server refused; the answer tells whether others can be had."""

    call: Call


Step = Send | Wait | Renew
