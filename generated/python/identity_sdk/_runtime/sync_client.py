"""The client: it runs the steps of a call one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar

from .answers import decoded, opened, reading
from .auth import TokenAuth
from .base_client import BaseClient, Plan, Settings, token_auths
from .connections import Connections
from .errors import APIError, APITimeoutError
from .flow import attempts
from .judging import connection_error
from .operation import Operation
from .paging import Paged, Pager
from .request import ending
from .responses import RawResponse, StreamedResponse
from .steps import Call, Renew, Reply, Send, Step, Wait
from .transport import UNTIL, HttpClient, is_failure

if TYPE_CHECKING:
    import httpx2

P = ParamSpec("P")
T = TypeVar("T")


class SyncClient(BaseClient):
    """Makes calls and blocks until each is answered. Safe to share between threads."""

    def __init__(
        self, settings: Settings, http_client: HttpClient | None = None
    ) -> None:
        super().__init__(settings)
        self._http = Connections(http_client)

    def close(self) -> None:
        """Close the connections, unless you brought the HTTP client yourself."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def with_raw_response(self, method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
        """The method, giving the whole answer: `client.with_raw_response(client.get_user)(...)`."""
        planned = self._bound(method)

        def raw(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
            plan: Plan = planned(*args, **kwargs)
            call = self._prepared(plan)
            reply = self._run(attempts(call))
            result: T = self._result(plan.operation, call, reply)
            return RawResponse(
                result, reply.status, reply.headers, reply.content, reply.request_id
            )

        return raw

    def iterate(
        self, method: Callable[P, Paged[T]], *args: P.args, **kwargs: P.kwargs
    ) -> Iterator[T]:
        """All items of all pages, fetched when they are reached: `client.iterate(client.list_x)`.

        The arguments are those of the method: its page, offset or cursor is where to begin.
        """
        pager: Pager[T] = Pager(self._bound(method)(*args, **kwargs))
        while not pager.done:
            yield from pager.take(self._perform(pager.plan))

    def _call(self, operation: Operation[T], names: dict[str, Any]) -> T:
        plan = self._plan(operation, names)
        result: T = plan if self._planning else self._perform(plan)  # type: ignore[assignment]
        return result

    def _open(
        self, operation: Operation[object], names: dict[str, Any]
    ) -> T:  # type: ignore[type-var] # the caller's annotation says what comes
        result: Any = self._call(operation, names)
        answer: T = result
        return answer

    def _perform(self, plan: Plan) -> Any:
        call = self._prepared(plan)
        return self._result(plan.operation, call, self._run(attempts(call)))

    def _result(self, operation: Operation[Any], call: Call, reply: Reply) -> Any:
        if reply.stream is None:
            return decoded(call, reply, self._models())
        deadline = reply.deadline

        def broken(error: Exception) -> Exception:
            return connection_error(call, error, deadline)

        if call.holds(reply.status, reply.media) == "items":
            from .streams import Stream

            read = reading(operation, call, reply, self._models())
            return Stream(reply.stream, broken, read)
        return StreamedResponse(reply.stream, broken, deadline)

    def _run(self, steps: Generator[Step, Any, Reply]) -> Reply:
        answer: Any = None
        while True:
            try:
                step = steps.send(answer)
            except StopIteration as end:
                reply: Reply = end.value
                return reply
            answer = self._do(step)

    def _do(self, step: Step) -> Any:
        match step:
            case Send():
                return self._send(step)
            case Wait(seconds):
                return time.sleep(seconds)
            case Renew(call):
                return self._dropped(call)

    def _send(self, step: Send) -> Reply | Exception:
        call = step.call
        http = self._http.get(call.where)
        self._ensure_tokens(call, step.deadline)
        until = ending(call, step.deadline)
        request = self._request(http, call, until)
        token = UNTIL.set(until)
        try:
            response = http.send(request, stream=True, follow_redirects=False)
            return opened(response, step) or _read(response, until)
        except Exception as error:
            if not is_failure(error):
                raise
            return error
        finally:
            UNTIL.reset(token)

    def _ensure_tokens(self, call: Call, deadline: float | None) -> None:
        for auth in token_auths(call):
            if auth.token is None:
                self._fetch_token(auth, call, deadline)

    def _fetch_token(self, auth: TokenAuth, call: Call, deadline: float | None) -> None:
        since = time.monotonic()
        left = -1.0 if deadline is None else max(deadline - since, 0.0)
        lock = self._http.tokens
        if not lock.acquire(timeout=left):
            raise APITimeoutError("no token in time", **call.where, sent=False)
        try:  # whoever comes second finds the token of the first, or its failure
            if auth.found(since):
                return
            trade = self._token_call(auth, deadline)
            self._keep_token(auth, trade, self._run(attempts(trade)))
        except APIError as error:
            auth.fail(error)
            raise
        finally:
            lock.release()


def _read(response: httpx2.Response, until: float | None) -> Reply:
    """Read the whole body, but not beyond the moment at which the attempt must be over."""
    chunks: list[bytes] = []
    with closing(response):
        for chunk in response.iter_bytes():
            chunks.append(chunk)
            if until is not None and time.monotonic() > until:
                raise TimeoutError("the time for this attempt is over")
    return Reply(response.status_code, response.headers, b"".join(chunks))
