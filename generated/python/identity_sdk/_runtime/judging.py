"""What the outcome of an attempt means: a good answer, or the error that it stands for."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any, NoReturn

from .errors import (
    APIConnectionError,
    APIError,
    APIResponseError,
    APIStatusError,
    APITimeoutError,
    InvalidRequestError,
    envelope_status,
    status_error_class,
)
from .log import LOGGER, redacted
from .retry import asked_delay
from .steps import Call, Reply
from .transport import is_final, is_misuse, is_timeout, is_unsent


def judge(call: Call, outcome: Any, deadline: float | None) -> APIError | None:
    """The error that an outcome stands for, or None when it is a good answer."""
    if isinstance(outcome, Exception):
        return connection_error(call, outcome, deadline)
    _log_answer(call, outcome)
    if outcome.status >= 300:
        return status_error(call, outcome, _lenient_json(outcome))
    if call.enveloped and outcome.stream is None:
        body = _lenient_json(outcome)
        if is_refusal(body):
            return status_error(call, outcome, body)
    return None


def connection_error(call: Call, error: Exception, deadline: float | None) -> APIError:
    """The error of an attempt, or of a body, that broke."""
    LOGGER.info("%s %s: %s", *call.where.values(), type(error).__name__)
    if is_misuse(error):
        return InvalidRequestError(str(error), **call.where)
    sent = not is_unsent(error)
    over = deadline is not None and time.monotonic() >= deadline
    if over or is_timeout(error):
        return APITimeoutError(
            _which(call, over=over, sent=sent), **call.where, sent=sent
        )
    return APIConnectionError(
        f"{type(error).__name__}: {error}",
        **call.where,
        sent=sent,
        final=is_final(error),
    )


def _which(call: Call, *, over: bool, sent: bool) -> str:
    """Which of the limits it was that ended an attempt."""
    limits = call.limits
    if over:
        return f"no answer within the timeout of {limits.timeout} s"
    if not sent:
        return f"no connection within the connect_timeout of {limits.connect_timeout} s"
    return f"no answer within the attempt_timeout of {limits.attempt_timeout} s"


def is_refusal(body: Any) -> bool:
    """Does the envelope say no, although HTTP says yes? Only its 200 is a yes."""
    status = envelope_status(body)
    return status is not None and status != 200


def status_error(call: Call, reply: Reply, body: Any) -> APIStatusError:
    """The error of a refusal, with the class of the status that counts."""
    envelope = body if isinstance(body, dict) else {}
    inner = envelope_status(body)
    status = reply.status if inner is None or reply.status >= 300 else inner
    request_id = envelope.get("requestId") or reply.request_id
    return status_error_class(status)(
        f"{status} {message_of(envelope)}",
        **call.where,
        http_status=reply.status,
        headers=reply.headers,
        body=call.failed(status, body),
        data=body,
        request_id=request_id if isinstance(request_id, str) else None,
        retry_after=asked_delay(reply.headers),
    )


def message_of(body: Mapping[str, Any]) -> str:
    """What an answer says of itself: its `message`, a problem's title and detail (RFC 9457, 3.1), OAuth's words."""
    error = body.get("error")
    inner = error.get("message") if isinstance(error, dict) else None
    problem = [body.get("title"), body.get("detail")]
    oauth = [error, body.get("error_description")]
    for words in ([body.get("message")], problem, [inner], oauth):
        if told := ": ".join(one for one in words if isinstance(one, str) and one):
            return told
    return "the server refused"


def parsed(call: Call, reply: Reply) -> Any:
    """The JSON of a good answer, None where there is no body; raises `APIResponseError`."""
    if not reply.content.strip():
        return None
    try:
        return reply.json()
    except (ValueError, RecursionError) as error:
        media = reply.headers.get("content-type", "no content type")
        unreadable(call, reply, f"the answer is not JSON ({media}): {error}", error)


def unreadable(
    call: Call, reply: Reply, message: str, cause: BaseException
) -> NoReturn:
    """Raise the error of an answer that can not be read."""
    raise APIResponseError(
        message,
        **call.where,
        http_status=reply.status,
        headers=reply.headers,
        body=reply.content.decode(errors="replace"),
        request_id=reply.request_id,
    ) from cause


def _lenient_json(reply: Reply) -> Any:
    try:
        return reply.json()
    except (ValueError, RecursionError):
        return reply.content.decode(errors="replace")


def _log_answer(call: Call, reply: Reply) -> None:
    if not LOGGER.isEnabledFor(logging.INFO):
        return
    request = f"{call.prepared.method} {call.prepared.path}"
    LOGGER.info("%s -> %d (request id %s)", request, reply.status, reply.request_id)
    if LOGGER.isEnabledFor(logging.DEBUG):
        LOGGER.debug("%s headers %s", request, redacted(dict(reply.headers)))
        LOGGER.debug("%s body %s", request, redacted(_loggable(reply)))


def _loggable(reply: Reply) -> Any:
    """JSON can be redacted by its names; of anything else only the size is told."""
    body = _lenient_json(reply)
    return body if not isinstance(body, str) else f"{len(reply.content)} bytes"
