"""What the client and its async twin have in common; nothing here does I/O."""

from __future__ import annotations

import copy
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from types import ModuleType
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

import httpx

from .auth import Auth, Brand, NoAuth, Signed, TokenAuth
from .errors import InvalidRequestError
from .flow import Call, Limits, Reply, Send, idempotency_headers, parsed, unreadable
from .log import LOGGER, redacted
from .not_given import NOT_GIVEN, NotGiven
from .operation import Operation
from .prepared import Prepared
from .schemes import SchemeAuth, with_query
from .types import RequestOptions


@dataclass(frozen=True, slots=True)
class Plan:
    """A call that has been described and not been made."""

    operation: Operation[Any]
    arguments: dict[str, Any]
    options: RequestOptions


@dataclass(frozen=True, slots=True)
class Settings:
    """What a client is made of, apart from its HTTP client; `chosen`: the base URL is the caller's."""

    base_url: str
    auth: Auth = field(default_factory=NoAuth)
    limits: Limits = field(default_factory=Limits)
    headers: Mapping[str, str] = field(default_factory=dict)
    brand: Brand | None = None
    chosen: bool = False


class BaseClient:
    """Settings, and requests made from operations and arguments."""

    _models_module: ClassVar[str]
    _enveloped: ClassVar[bool] = False
    _security: ClassVar[str] = ""

    def __init__(self, settings: Settings) -> None:
        _check_url(settings.base_url)
        self._settings = settings
        self._planning = False

    def with_options(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        connect_timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Self:
        """A client with other options that shares connections and credentials with this one.

        Args:
            timeout: Seconds for a whole call, attempts and waits included; None for no limit.
            connect_timeout: Seconds for connecting; None for no limit.
            max_retries: Attempts after the first one.
            headers: Headers to add to those that every request carries.
        """
        limits = self._settings.limits
        twin = copy.copy(self)
        twin._settings = replace(
            self._settings,
            limits=Limits(
                limits.timeout if timeout is NOT_GIVEN else timeout,
                (
                    limits.connect_timeout
                    if connect_timeout is NOT_GIVEN
                    else connect_timeout
                ),
                limits.max_retries if max_retries is None else max_retries,
            ),
            headers={**self._settings.headers, **(headers or {})},
        )
        return twin

    @property
    def base_url(self) -> str:
        """The host, with scheme, that the client talks to."""
        return self._settings.base_url

    def _models(self) -> ModuleType:
        return import_module(self._models_module)

    def _planner(self) -> Self:
        """A copy whose methods describe a call instead of making it."""
        twin = copy.copy(self)
        twin._planning = True
        return twin

    def _bound(self, method: Callable[..., Any]) -> Callable[..., Any]:
        """The method, bound to a planner; raises TypeError for what is not a method of a client."""
        function = getattr(method, "__func__", None)
        owner = getattr(method, "__self__", None)
        if function is None or not isinstance(owner, BaseClient):
            raise TypeError("expected a method of this client, like client.get_user")
        planned: Callable[..., Any] = function.__get__(owner._planner())
        return planned

    def _plan(self, operation: Operation[Any], names: dict[str, Any]) -> Plan:
        given = {key: value for key, value in names.items() if key != "self"}
        options: RequestOptions = given.pop("request_options", None) or RequestOptions()
        return Plan(operation, given, options)

    def _prepared(self, plan: Plan) -> Call:
        from .encode import (
            prepare,
        )  # pydantic is loaded by the first call, not by the import

        fill = self._settings.auth.fill()
        prepared = prepare(plan.operation, plan.arguments, self._models(), fill)
        options = plan.options
        prepared.server = self._server(plan)
        limits = self._settings.limits
        headers = {
            **(self._settings.brand.headers() if self._settings.brand else {}),
            **idempotency_headers(prepared.method, options.get("idempotency_key")),
            **self._settings.headers,
            **prepared.headers,
            **options.get("headers", {}),
        }
        if prepared.cookies:
            headers["cookie"] = "; ".join(prepared.cookies)
        sent = {key.lower(): value for key, value in headers.items()}
        return Call(
            prepared,
            Limits(
                options.get("timeout", limits.timeout),
                options.get("connect_timeout", limits.connect_timeout),
                options.get("max_retries", limits.max_retries),
            ),
            sent,
            self._auths(plan.operation, sent),
            streams=plan.operation.streams,
            enveloped=self._enveloped,
        )

    def _server(self, plan: Plan) -> str:
        """The call's own base URL: as it is told, else as the document says where no host was given."""
        told = plan.options.get("base_url")
        if told is not None:
            _check_url(told)
            return told
        return "" if self._settings.chosen else plan.operation.server

    def _decoded(self, operation: Operation[Any], call: Call, reply: Reply) -> Any:
        """The result of a good answer."""
        from .decode import decode

        body = parsed(call, reply)
        try:
            return decode(operation.output, body, self._models())
        except RecursionError as error:
            unreadable(call, reply, "the answer is nested too deeply", error)

    def _keep_token(self, auth: TokenAuth, call: Call, reply: Reply) -> None:
        try:
            auth.keep(parsed(call, reply))
        except ValueError as error:
            unreadable(call, reply, str(error), error)

    def _dropped(self, call: Call) -> bool:
        """Forget the tokens that the server refused; True when others can be had."""
        tokens = token_auths(call)
        for auth in tokens:
            auth.drop(call.sent_authorization)
        return bool(tokens)

    def _auths(
        self, operation: Operation[Any], headers: Mapping[str, str]
    ) -> tuple[Auth, ...]:
        """What authorizes a call of the operation."""
        auth = self._settings.auth
        if operation.security == "":
            return ()
        if not isinstance(auth, SchemeAuth):
            return (auth,)
        own = self._security if operation.security is None else operation.security
        try:
            return auth.chosen(own)
        except ValueError as error:
            if "authorization" in headers:
                return ()
            place = {"method": operation.method, "path": operation.path}
            raise InvalidRequestError(str(error), **place) from None

    def _token_call(self, auth: TokenAuth, deadline: float | None) -> Call:
        limits = self._settings.limits
        left = None if deadline is None else max(deadline - time.monotonic(), 0.001)
        prepared = auth.request()
        own = self._settings.brand.headers() if self._settings.brand else {}
        return Call(
            prepared,
            replace(limits, timeout=left),
            {**own, **prepared.headers},
            enveloped=auth.enveloped,
        )

    def _base(self, prepared: Prepared) -> str:
        return (prepared.server or self._settings.base_url).rstrip("/")

    def _request(
        self, http: httpx.Client | httpx.AsyncClient, step: Send
    ) -> httpx.Request:
        """The HTTP request of an attempt, with its timeouts and its authorization."""
        call = step.call
        content = call.prepared.content()
        headers = {**content.pop("headers", {}), **step.headers}
        try:
            request = http.build_request(
                call.prepared.method,
                call.prepared.url or self._base(call.prepared) + call.prepared.path,
                headers=headers,
                timeout=_timeouts(call.limits, step.deadline),
                **content,
            )
        except (httpx.InvalidURL, ValueError) as error:
            raise InvalidRequestError(str(error), **call.where) from error
        if call.prepared.query:
            request.url = with_query(request.url, "&".join(call.prepared.query))
        call.url = str(request.url)
        for auth in call.auths:
            auth.apply(request, _signed(call.prepared, _path(request)))
        call.sent_authorization = request.headers.get("authorization")
        if LOGGER.isEnabledFor(logging.DEBUG):
            LOGGER.debug(
                "%s %s headers %s body %s",
                *call.where.values(),
                redacted(dict(request.headers)),
                redacted(
                    call.prepared.body
                    if isinstance(call.prepared.body, dict)
                    else "..."
                ),
            )
        return request


def token_auths(call: Call) -> list[TokenAuth]:
    """What of a call's authorization needs a token that can be fetched."""
    return [auth for auth in call.auths if isinstance(auth, TokenAuth)]


def opened(response: httpx.Response, *, streams: bool) -> Reply | None:
    """The reply of an answer that is handed over unread, or None when it is to be read."""
    if streams and response.status_code < 300:
        return Reply(response.status_code, response.headers, stream=response)
    return None


def _signed(prepared: Prepared, path: str) -> Signed:
    """What a signature covers: the query of GET, the body of every other method."""
    if prepared.method == "GET":
        return Signed("GET", path, prepared.arguments)
    body = prepared.body if isinstance(prepared.body, dict) else {}
    return Signed(prepared.method, path, body)


def _path(request: httpx.Request) -> str:
    """The path as it is sent, percent-encoded."""
    return request.url.raw_path.partition(b"?")[0].decode("ascii")


def _timeouts(limits: Limits, deadline: float | None) -> httpx.Timeout:
    if deadline is None:
        return httpx.Timeout(None, connect=limits.connect_timeout)
    left = max(deadline - time.monotonic(), 0.001)
    connect = (
        left if limits.connect_timeout is None else min(left, limits.connect_timeout)
    )
    return httpx.Timeout(left, connect=connect)


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError(
            f"base_url must be an http or https URL with a host, not {url!r}"
        )
