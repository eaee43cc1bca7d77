"""The async twin: it awaits the steps of a call."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Generator
from contextlib import AbstractContextManager, nullcontext
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar

import anyio

from .answers import decoded, opened, reading
from .auth import TokenAuth
from .base_client import BaseClient, Plan, Settings, token_auths
from .connections import AsyncConnections
from .errors import APIError, APITimeoutError
from .flow import attempts
from .judging import connection_error
from .operation import Operation
from .paging import Paged, Pager
from .request import ending
from .responses import AsyncStreamedResponse, RawResponse
from .steps import Call, Renew, Reply, Send, Step, Wait
from .transport import AsyncHttpClient, is_failure

if TYPE_CHECKING:
    import httpx2

P = ParamSpec("P")
T = TypeVar("T")


class AsyncClient(BaseClient):
    """Makes calls that are awaited. Safe to share between tasks, and between event loops."""

    def __init__(
        self, settings: Settings, http_client: AsyncHttpClient | None = None
    ) -> None:
        super().__init__(settings)
        self._http = AsyncConnections(http_client)

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

    async def _open(self, operation: Operation[object], names: dict[str, Any]) -> T:
        result: Any = await self._call(operation, names)
        answer: T = result
        return answer

    async def _perform(self, plan: Plan) -> Any:
        call = self._prepared(plan)
        return self._result(plan.operation, call, await self._run(attempts(call)))

    def _result(self, operation: Operation[Any], call: Call, reply: Reply) -> Any:
        if reply.stream is None:
            return decoded(call, reply, self._models())
        deadline = reply.deadline

        def broken(error: Exception) -> Exception:
            return connection_error(call, error, deadline)

        if call.holds(reply.status, reply.media) == "items":
            from .streams import AsyncStream

            read = reading(operation, call, reply, self._models())
            return AsyncStream(reply.stream, broken, read)
        return AsyncStreamedResponse(reply.stream, broken, deadline)

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
        call = step.call
        http = self._http.get(call.where)
        await self._ensure_tokens(call, step.deadline)
        until = ending(call, step.deadline)
        request = self._request(http, call, until)
        try:
            with _until(until):
                response = await http.send(request, stream=True, follow_redirects=False)
                return opened(response, step) or await _read(response)
        except Exception as error:
            if not is_failure(error):
                raise
            return error

    async def _ensure_tokens(self, call: Call, deadline: float | None) -> None:
        for auth in token_auths(call):
            if auth.token is None:
                await self._fetch_token(auth, call, deadline)

    async def _fetch_token(
        self, auth: TokenAuth, call: Call, deadline: float | None
    ) -> None:
        since = monotonic()
        lock = self._http.tokens
        try:
            with _until(deadline):
                await lock.acquire()
        except TimeoutError:
            raise APITimeoutError(
                "no token in time", **call.where, sent=False
            ) from None
        try:  # whoever comes second finds the token of the first, or its failure
            if auth.found(since):
                return
            trade = self._token_call(auth, deadline)
            self._keep_token(auth, trade, await self._run(attempts(trade)))
        except APIError as error:
            auth.fail(error)
            raise
        finally:
            lock.release()


def _until(deadline: float | None) -> AbstractContextManager[object]:
    """Raises TimeoutError inside when the deadline passes."""
    if deadline is None:
        return nullcontext()
    return anyio.fail_after(max(deadline - monotonic(), 0.0))


async def _read(response: httpx2.Response) -> Reply:
    try:
        content = await response.aread()
    finally:
        await response.aclose()
    return Reply(response.status_code, response.headers, content)
