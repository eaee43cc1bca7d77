"""Where a request becomes an answer: find the operation, check, then the documented answer and its faults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.mock.answers import MOST_ITEMS, Answer, as_bytes, faulty, paged, refused, success
from generator.mock.credentials import Credentials
from generator.mock.faults import Fault, active, parse
from generator.mock.findings import finding, page_row, refusal
from generator.mock.memory import Memory, Record, fingerprint, secret_names
from generator.mock.options import Options, brand_of
from generator.mock.reading import Sent, UnreadableError
from generator.mock.requests import Route, Routes, check_request
from generator.model import UNSET, Api, Json, Operation, Response
from generator.model.paging import Paging, paging_of
from generator.source import Diagnostic

_LARGEST_DOWNLOAD = 100 * 1024**3


class Desk:
    """Answers requests for the operations of some Apis; it does no I/O."""

    def __init__(self, apis: Sequence[Api], options: Options) -> None:
        self.options = options
        self.memory = Memory()
        self.secrets = secret_names(apis)
        self._credentials = Credentials(options)
        self._routes = Routes(apis)
        self._answers: dict[tuple[str, ...], tuple[Answer, Paging | None]] = {}
        self._told = options.faults_by_operation
        brands = (brand_of(api, options) for api in apis)
        self._token_paths = {brand.token_path for brand in brands if brand.issues}

    def operations(self) -> list[Json]:
        """The operations that are served, sorted."""
        routes = sorted(self._routes.all(), key=lambda one: (one.api.client, one.operation.id))
        return [
            {
                "client": route.api.client,
                "id": route.operation.id,
                "method": route.operation.method,
                "path": route.operation.path,
                "page": page_row(route.operation.origin),
            }
            for route in routes
        ]

    def answer(self, sent: Sent, record: Record) -> Answer:
        """The answer to a request; the record gets what is known of it."""
        try:
            asked = Asked(sent.headers)
        except ValueError as error:
            wrong = finding("M017", "header", str(error), "what this server can do")
            return self._refused(sent, record, [wrong])
        try:
            route, found = self._checked(sent)
        except UnreadableError as error:
            return self._refused(sent, record, [finding("M011", "request", str(error), "fewer")])
        if route is None or found:
            return self._refused(sent, record, found)
        record.operation = route.operation.id
        key = sent.headers.get("idempotency-key", "")
        if key and self.memory.reused(key, fingerprint(sent)):
            place = "header.idempotency-key"
            seen = f"{key[:80]!r}, which came with another request before"
            return self._refused(
                sent, record, [finding("M014", place, seen, "a new key for each call")]
            )
        kept = self.memory.answer(key) if key else None
        if kept is not None:
            record.replayed = True
            return replace(kept, headers={**kept.headers, "idempotency-replayed": "true"})
        return self._served(route, sent, record, asked)

    def _gives_tokens(self, sent: Sent) -> bool:
        return sent.method == "POST" and sent.path in self._token_paths

    def _checked(self, sent: Sent) -> tuple[Route | None, list[Diagnostic]]:
        """The operation that the request suits best, and what is wrong with it."""
        routes, found = self._routes.find(sent.method, sent.path)
        if not routes and self._gives_tokens(sent):
            return _token_route(sent.path), []
        tried = [
            (route, [*self._credentials.check(route, sent), *check_request(route, sent)])
            for route in routes
        ]
        return min(tried, key=lambda one: len(one[1])) if tried else (None, found)

    def _served(self, route: Route, sent: Sent, record: Record, asked: Asked) -> Answer:
        key = sent.headers.get("idempotency-key", "")
        call = f"key {key}" if key else f"operation {route.api.client} {route.operation.id}"
        record.attempt = self.memory.attempt(call)
        faults = active(self._faults(route.operation, asked), record.attempt)
        record.faults = tuple(fault.name for fault in faults)
        if not any(fault.times for fault in faults):
            self.memory.finished(call)
        answer, found = self._good(route, sent, asked)
        if found:
            return self._refused(sent, record, found)
        made = faulty(answer, faults, route, record.id)
        if key and not faults:
            self.memory.keep(key, made)
        return made

    def _faults(self, operation: Operation, asked: Asked) -> tuple[Fault, ...]:
        if asked.faults is not None:
            return asked.faults
        told = self._told
        return parse(told.get(operation.id, told.get("*", "")))

    def _good(self, route: Route, sent: Sent, asked: Asked) -> tuple[Answer, list[Diagnostic]]:
        """The answer without faults."""
        answer, paging = self._documented(route)
        if answer.download is not None:
            size = self.options.download_bytes if asked.size is None else asked.size
            answer = replace(answer, download=size)
        if self._gives_tokens(sent):
            token, found = self._credentials.issue(sent)
            return replace(answer, data=_enveloped(token), raw=b"", media="application/json"), found
        data = answer.data
        if data is not UNSET and paging is not None:
            data = paged(data, sent, asked.total, paging)
        return replace(answer, data=data), []

    def _documented(self, route: Route) -> tuple[Answer, Paging | None]:
        """The documented answer and how it pages; made once, as making it takes its time."""
        one = route.operation
        key = (route.api.client, one.id, one.method, one.path)
        if key not in self._answers:
            self._answers[key] = success(route, 0), paging_of(route.api, one)
        return self._answers[key]

    def _refused(self, sent: Sent, record: Record, found: Sequence[Diagnostic]) -> Answer:
        record.findings = list(found)
        body = refusal(found, record.id)
        status = int(str(body["statusCode"]))
        headers = {"allow": ", ".join(self._routes.allowed(sent.path))} if status == 405 else {}
        if status == 401:
            headers["www-authenticate"] = "Bearer"
        return as_bytes(refused(status, body, headers))


class Asked:
    """What the `x-mock-...` headers of a request ask for; raises ValueError where that does not exist."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        text = headers.get("x-mock-fault")
        self.faults = None if text is None else parse(text)
        self.total = _whole(headers, "x-mock-total", MOST_ITEMS)
        self.size = _whole(headers, "x-mock-size", _LARGEST_DOWNLOAD)


def _whole(headers: Mapping[str, str], name: str, most: int) -> int | None:
    text = headers.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 16) or int(text) > most:
        raise ValueError(f"{name} is {text[:40]!r}; expected a whole number up to {most}")
    return int(text)


def _token_route(path: str) -> Route:
    """The token path where no document describes it."""
    operation = Operation("getManagementToken", "POST", path, responses=(Response(),))
    return Route(Api("mock"), operation, {})


def _enveloped(data: Json) -> Json:
    return {"statusCode": 200, "message": "Operation successful", "data": data}
