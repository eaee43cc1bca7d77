"""The client: it runs the steps of a call one after the other."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

import httpx

from .auth import TokenAuth
from .base_client import BaseClient, Plan, Settings, opened, token_auths
from .flow import Call, Renew, Reply, Send, Step, Wait, attempts
from .operation import Operation
from .paging import Paged, Pager
from .responses import RawResponse, StreamedResponse

P = ParamSpec("P")
T = TypeVar("T")


class SyncClient(BaseClient):
    """Makes calls and blocks until each is answered. Safe to share between threads."""

    def __init__(
        self, settings: Settings, http_client: httpx.Client | None = None
    ) -> None:
        super().__init__(settings)
        self._http = _Lazy(http_client)
        self._lock = threading.Lock()

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

    def _stream(
        self, operation: Operation[object], names: dict[str, Any]
    ) -> StreamedResponse:
        result: Any = self._call(operation, names)
        answer: StreamedResponse = result
        return answer

    def _perform(self, plan: Plan) -> Any:
        call = self._prepared(plan)
        return self._result(plan.operation, call, self._run(attempts(call)))

    def _result(self, operation: Operation[Any], call: Call, reply: Reply) -> Any:
        if reply.stream is not None:
            return StreamedResponse(reply.stream)
        return self._decoded(operation, call, reply)

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
        self._ensure_tokens(step.call, step.deadline)
        http = self._http.get()
        try:
            response = http.send(
                self._request(http, step), stream=True, follow_redirects=False
            )
            reply = opened(response, streams=step.call.streams)
            return reply or _read(response, step.deadline)
        except httpx.HTTPError as error:
            return error

    def _ensure_tokens(self, call: Call, deadline: float | None) -> None:
        for auth in token_auths(call):
            if auth.token is None:
                self._fetch_token(auth, deadline)

    def _fetch_token(self, auth: TokenAuth, deadline: float | None) -> None:
        with self._lock:  # whoever comes second finds the token of the first
            if auth.token is None:
                call = self._token_call(auth, deadline)
                reply = self._run(attempts(call))
                self._keep_token(auth, call, reply)


class _Lazy:
    """The HTTP client, made when it is first needed; shared by a client and its variants."""

    def __init__(self, given: httpx.Client | None) -> None:
        self._client = given
        self._own = given is None
        self._lock = threading.Lock()

    def get(self) -> httpx.Client:
        with self._lock:
            if self._client is None:
                self._client = httpx.Client()
            return self._client

    def close(self) -> None:
        if self._own and self._client is not None:
            self._client.close()


def _read(response: httpx.Response, deadline: float | None) -> Reply:
    """Read the whole body, but not beyond the deadline."""
    chunks: list[bytes] = []
    with closing(response):
        for chunk in response.iter_bytes():
            chunks.append(chunk)
            if deadline is not None and time.monotonic() > deadline:
                raise httpx.ReadTimeout("the time for the call is over")
    return Reply(response.status_code, response.headers, b"".join(chunks))
