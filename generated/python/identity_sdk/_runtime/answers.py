"""What answers hold: which are handed over unread, and how the others are decoded."""

from __future__ import annotations

import re
from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

from .judging import parsed, unreadable
from .operation import Operation, by_status
from .steps import Call, Reply, Send

if TYPE_CHECKING:
    import httpx2

    from .streams import Reading


def opened(response: httpx2.Response, step: Send) -> Reply | None:
    """The reply of an answer that is handed over unread, or None when it is to be read."""
    status, headers = response.status_code, response.headers
    if status < 300:
        shape = step.call.holds(status, headers.get("content-type", ""))
        if shape in {"response", "items"}:
            return Reply(status, headers, stream=response, deadline=step.deadline)
    return None


def text_of(reply: Reply) -> str:
    """A text as its content type spells it (RFC 9110, 8.3.2); UTF-8 where it does not say."""
    found = re.search(r'charset="?([\w.:-]{1,40})', reply.media, re.IGNORECASE)
    try:
        return reply.content.decode(found[1] if found else "utf-8", "replace")
    except LookupError:
        return reply.content.decode(errors="replace")


def decoded(call: Call, reply: Reply, models: ModuleType) -> Any:
    """The result of a good answer."""
    from .decode import decode

    shape = call.holds(reply.status, reply.media)
    if shape == "text":
        return text_of(reply)
    body = parsed(call, reply)
    try:
        return decode(shape, body, models)
    except RecursionError as error:
        unreadable(call, reply, "the answer is nested too deeply", error)


def failed(
    operation: Operation[Any], models: ModuleType, status: int, body: Any
) -> Any:
    """The body of a failure as it is documented; as it came where nothing is."""
    shape = by_status(operation.errors, status, "any")
    if shape == "any":
        return body
    from .decode import decode

    return decode(shape, body, models)


def reading(
    operation: Operation[Any], call: Call, reply: Reply, models: ModuleType
) -> Reading:
    """How the items of an open answer are read."""
    from .decode import decode
    from .sequences import Items
    from .streams import Reading

    split, shape, end, _ = operation.items or ("lines", "any", "", "")

    def broken(message: str, cause: BaseException) -> NoReturn:
        unreadable(call, reply, message, cause)

    return Reading(Items(split, end), lambda one: decode(shape, one, models), broken)
