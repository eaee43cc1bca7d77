"""What the client and its async twin have in common; nothing here does I/O."""

from __future__ import annotations

import copy
import time
import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar, Self

from .answers import failed
from .auth import Auth, Brand, NoAuth, TokenAuth
from .errors import InvalidRequestError, Where
from .judging import parsed, unreadable
from .limits import IDEMPOTENT, Limits
from .not_given import NOT_GIVEN, NotGiven
from .operation import Operation
from .request import check_headers, check_url, request_of
from .schemes import SchemeAuth
from .steps import Call, Reply
from .transport import AsyncHttpClient, HttpClient
from .types import RequestOptions

if TYPE_CHECKING:
    import httpx2

IDEMPOTENCY_KEY = "idempotency-key"


@dataclass(frozen=True, slots=True)
class Plan:
    """A call that has been described and not been made."""

    operation: Operation[Any]
    arguments: dict[str, Any]
    options: RequestOptions


@dataclass(frozen=True, slots=True)
class Settings:
    """What a client is made of, apart from its HTTP client.

    `chosen`: the base URL is the caller's. `allow_http`: credentials may travel over plain http.
    """

    base_url: str
    auth: Auth = field(default_factory=NoAuth)
    limits: Limits = field(default_factory=Limits)
    headers: Mapping[str, str | None] = field(default_factory=dict)
    brand: Brand | None = None
    chosen: bool = False
    allow_http: bool = False


class BaseClient:
    """Settings, and requests made from operations and arguments."""

    _models_module: ClassVar[str]
    _enveloped: ClassVar[bool] = False
    _security: ClassVar[str] = ""
    _agent: ClassVar[str] = ""
    _idempotency: ClassVar[str] = ""

    def __init__(self, settings: Settings) -> None:
        check_url(settings.base_url)
        check_headers(settings.headers, "headers")
        self._settings = settings
        self._planning = False

    def with_options(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        connect_timeout: float | NotGiven | None = NOT_GIVEN,
        attempt_timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | NotGiven = NOT_GIVEN,
        retry_statuses: Collection[int] | NotGiven = NOT_GIVEN,
        headers: Mapping[str, str | None] | None = None,
    ) -> Self:
        """A client with other options that shares connections and credentials with this one.

        Args:
            timeout: Seconds for a whole call, attempts and waits included; None for no limit.
            connect_timeout: Seconds for connecting; None for no limit.
            attempt_timeout: Seconds for one attempt, and for the silence of a stream; None for no limit.
            max_retries: Attempts after the first one.
            retry_statuses: Further statuses after which a call is sent again, such as 409.
            headers: Headers to add to those that every request carries; None leaves one out.
        """
        check_headers(headers, "headers")
        given = {
            "timeout": timeout,
            "connect_timeout": connect_timeout,
            "attempt_timeout": attempt_timeout,
            "max_retries": max_retries,
            "retry_statuses": retry_statuses,
        }
        told = {name: one for name, one in given.items() if one is not NOT_GIVEN}
        twin = copy.copy(self)
        twin._settings = replace(
            self._settings,
            limits=self._settings.limits.but(told),
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

        operation, options = plan.operation, plan.options
        where = Where(method=operation.method, path=operation.path)
        limits = _limits(self._settings.limits, options, where)
        fill = self._settings.auth.fill()
        models = self._models()
        prepared = prepare(operation, plan.arguments, models, fill)
        prepared.server = self._server(plan)
        own = self._own_headers(options)
        accept = {"accept": operation.asks(plan.arguments)}
        headers = {**prepared.headers, **_lower(options.get("headers", {}))}
        if prepared.cookies:
            headers["cookie"] = "; ".join(prepared.cookies)
        sent = accept | own | _lower(headers)
        key = self._idempotency.lower() or IDEMPOTENCY_KEY
        if self._idempotency and operation.method not in IDEMPOTENT:
            sent.setdefault(key, str(uuid.uuid4()))
        return Call(
            prepared,
            limits,
            sent,
            self._auths(operation, sent),
            opens=operation.opens,
            enveloped=self._enveloped,
            repeatable=operation.method in IDEMPOTENT or sent.get(key) is not None,
            holds=lambda status, media: operation.holds(status, media, plan.arguments),
            failed=lambda status, body: failed(operation, models, status, body),
        )

    def _own_headers(self, options: RequestOptions) -> dict[str, str | None]:
        """The headers that do not depend on the operation; names in lower case."""
        agent = {"user-agent": self._agent} if self._agent else {}
        brand = self._settings.brand.headers() if self._settings.brand else {}
        own = {**agent, **brand, **_lower(self._settings.headers)}
        key = options.get("idempotency_key")
        if key is not None:
            own[self._idempotency.lower() or IDEMPOTENCY_KEY] = key
        return own

    def _server(self, plan: Plan) -> str:
        """The call's own base URL: as it is told, else as the document says where no host was given."""
        told = plan.options.get("base_url")
        if told is not None:
            check_url(told)
            return told
        return "" if self._settings.chosen else plan.operation.server

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
        self, operation: Operation[Any], headers: Mapping[str, str | None]
    ) -> tuple[Auth, ...]:
        """What authorizes a call of the operation; nothing where the caller gives `authorization` a value."""
        auth = self._settings.auth
        if operation.security == "" or "authorization" in headers:
            return ()
        if not isinstance(auth, SchemeAuth):
            return (auth,)
        own = self._security if operation.security is None else operation.security
        try:
            return auth.chosen(own)
        except ValueError as error:
            place = {"method": operation.method, "path": operation.path}
            raise InvalidRequestError(str(error), **place) from None

    def _token_call(self, auth: TokenAuth, deadline: float | None) -> Call:
        left = None if deadline is None else max(deadline - time.monotonic(), 0.001)
        prepared = auth.request()
        return Call(
            prepared,
            replace(self._settings.limits, timeout=left),
            {**self._own_headers({}), **prepared.headers},
            enveloped=auth.enveloped,
            secret=True,
        )

    def _request(
        self, http: HttpClient | AsyncHttpClient, call: Call, until: float | None
    ) -> httpx2.Request:
        """The HTTP request of an attempt that must be over at `until`."""
        base = (call.prepared.server or self._settings.base_url).rstrip("/")
        return request_of(http, call, base, until, plain=self._settings.allow_http)


def _lower(headers: Mapping[str, str | None]) -> dict[str, str | None]:
    return {key.lower(): value for key, value in headers.items()}


def _limits(limits: Limits, options: RequestOptions, where: Where) -> Limits:
    """The limits of a call; raises `InvalidRequestError` for options that do not exist, or are none."""
    try:
        _check_names(options)
        check_headers(options.get("headers"), "request_options: headers")
        return limits.but(dict(options))
    except InvalidRequestError as error:
        raise InvalidRequestError(error.message, **where) from None


def _check_names(options: RequestOptions) -> None:
    known = RequestOptions.__annotations__
    for name in options.keys() - known.keys():
        near = get_close_matches(name, known, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise InvalidRequestError(f"request_options has no {name}{hint}")


def token_auths(call: Call) -> list[TokenAuth]:
    """What of a call's authorization needs a token that can be fetched."""
    return [auth for auth in call.auths if isinstance(auth, TokenAuth)]
