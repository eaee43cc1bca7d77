"""The async twin: it awaits the steps of a call."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Generator
from contextlib import AbstractContextManager, nullcontext
from time import monotonic
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

import anyio
import httpx

from .auth import TokenAuth
from .base_client import BaseClient, Plan, Settings, opened, token_auths
from .flow import Call, Renew, Reply, Send, Step, Wait, attempts
from .operation import Operation
from .paging import Paged, Pager
from .responses import AsyncStreamedResponse, RawResponse

P = ParamSpec("P")
T = TypeVar("T")


class AsyncClient(BaseClient):
    """Makes calls that are awaited. Safe to share between tasks of one event loop."""

    def __init__(
        self, settings: Settings, http_client: httpx.AsyncClient | None = None
    ) -> None:
        super().__init__(settings)
        self._http = _Lazy(http_client)
        self._lock = anyio.Lock()

    async def close(self) -> None:
        """Close the connections, unless you brought the HTTP client yourself."""
        await self._http.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    def with_raw_response(
        self, method: Callable[P, Awaitable[T]]
    ) -> Callable[P, Coroutine[Any, Any, RawResponse[T]]]:
        """The method, giving the whole answer: `await client.with_raw_response(client.get_user)(...)`."""
        planned = self._bound(method)

        async def raw(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
            plan: Plan = await planned(*args, **kwargs)
            call = self._prepared(plan)
            reply = await self._run(attempts(call))
            result: T = self._result(plan.operation, call, reply)
            return RawResponse(
                result, reply.status, reply.headers, reply.content, reply.request_id
            )

        return raw

    async def iterate(
        self,
        method: Callable[P, Awaitable[Paged[T]]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> AsyncIterator[T]:
        """All items of all pages, fetched when they are reached: `client.iterate(client.list_x)`.

        The arguments are those of the method: its page, offset or cursor is where to begin.
        """
        pager: Pager[T] = Pager(await self._bound(method)(*args, **kwargs))
        while not pager.done:
            for item in pager.take(await self._perform(pager.plan)):
                yield item

    async def _call(self, operation: Operation[T], names: dict[str, Any]) -> T:
        plan = self._plan(operation, names)
        result: T = plan if self._planning else await self._perform(plan)  # type: ignore[assignment]
        return result

    async def _stream(
        self, operation: Operation[object], names: dict[str, Any]
    ) -> AsyncStreamedResponse:
        result: Any = await self._call(operation, names)
        answer: AsyncStreamedResponse = result
        return answer

    async def _perform(self, plan: Plan) -> Any:
        call = self._prepared(plan)
        return self._result(plan.operation, call, await self._run(attempts(call)))

    def _result(self, operation: Operation[Any], call: Call, reply: Reply) -> Any:
        if reply.stream is not None:
            return AsyncStreamedResponse(reply.stream)
        return self._decoded(operation, call, reply)

    async def _run(self, steps: Generator[Step, Any, Reply]) -> Reply:
        answer: Any = None
        while True:
            try:
                step = steps.send(answer)
            except StopIteration as end:
                reply: Reply = end.value
                return reply
            answer = await self._do(step)

    async def _do(self, step: Step) -> Any:
        match step:
            case Send():
                return await self._send(step)
            case Wait(seconds):
                return await anyio.sleep(seconds)
            case Renew(call):
                return self._dropped(call)

    async def _send(self, step: Send) -> Reply | Exception:
        await self._ensure_tokens(step.call, step.deadline)
        http = self._http.get()
        try:
            with _until(step.deadline):
                response = await http.send(
                    self._request(http, step), stream=True, follow_redirects=False
                )
                reply = opened(response, streams=step.call.streams)
                return reply or await _read(response)
        except (httpx.HTTPError, TimeoutError) as error:
            return error

    async def _ensure_tokens(self, call: Call, deadline: float | None) -> None:
        for auth in token_auths(call):
            if auth.token is None:
                await self._fetch_token(auth, deadline)

    async def _fetch_token(self, auth: TokenAuth, deadline: float | None) -> None:
        async with self._lock:  # whoever comes second finds the token of the first
            if auth.token is None:
                call = self._token_call(auth, deadline)
                reply = await self._run(attempts(call))
                self._keep_token(auth, call, reply)


class _Lazy:
    """The HTTP client, made when it is first needed; shared by a client and its variants."""

    def __init__(self, given: httpx.AsyncClient | None) -> None:
        self._client = given
        self._own = given is None

    def get(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = httpx.AsyncClient()
        return self._client

    async def close(self) -> None:
        if self._own and self._client is not None:
            await self._client.aclose()


def _until(deadline: float | None) -> AbstractContextManager[object]:
    """Raises TimeoutError inside when the deadline passes."""
    if deadline is None:
        return nullcontext()
    return anyio.fail_after(max(deadline - monotonic(), 0.0))


async def _read(response: httpx.Response) -> Reply:
    try:
        content = await response.aread()
    finally:
        await response.aclose()
    return Reply(response.status_code, response.headers, content)
