"""Short names for types that signatures and DTO classes use."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypedDict

Json = Mapping[str, object]
"""A JSON object. Where a DTO is wanted it may be given so, with wire names or Python names."""

Number = int | float
"""A JSON number; whole numbers stay `int`."""

Part = bytes | tuple[str, bytes] | tuple[str, bytes, str]
"""A file of a multipart body: content, or (name, content), or (name, content, media type)."""


class RequestOptions(TypedDict, total=False):
    """Options of one call; what is not given is taken from the client.

    `timeout`, `connect_timeout` and `attempt_timeout` are seconds; `timeout` bounds the whole call with
    its attempts and waits. `headers` are added to the request and win over the client's own, `authorization`
    too; None leaves a header out. A call with an `idempotency_key` is sent again where it may have
    arrived. `base_url` sends the call to another server.
    """

    timeout: float | None
    connect_timeout: float | None
    attempt_timeout: float | None
    max_retries: int
    retry_statuses: Collection[int]
    headers: dict[str, str | None]
    idempotency_key: str
    base_url: str
