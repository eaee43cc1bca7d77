"""What a request carries, as JSON data: texts of a query become numbers, a body becomes an object."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.cookies import CookieError, SimpleCookie
from typing import Final, NoReturn, assert_never
from urllib.parse import parse_qsl

from generator.model import (
    UNSET,
    Api,
    Array,
    Field,
    Json,
    Map,
    Nullable,
    OpenEnum,
    Operation,
    Ref,
    Scalar,
    Tuple,
    Type,
    Union,
    Unset,
)
from generator.model.judge import CALL, Judge
from generator.model.media import FORM, MULTIPART

DEEPEST: Final = 64
"""Levels of nesting that a body may have."""
_MOST_PAIRS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as it came: path and query as sent, header names in lower case."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def media(self) -> str:
        """The media type of the body, without parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Names and values of the query, decoded."""
        return pairs_of(self.query)


class UnreadableError(ValueError):
    """The body is not what its media type says; the text tells why."""


def query_of(api: Api, operation: Operation, sent: Sent) -> dict[str, list[str]]:
    """The texts of the query by name. The family's own SDK spells the items of an array `name[]`."""
    arrays = {
        f"{one.field.name}[]": one.field.name
        for one in operation.parameters
        if isinstance(resolved(api, one.field.type), Array)
    }
    grouped: dict[str, list[str]] = {}
    for name, text in sent.pairs:
        grouped.setdefault(arrays.get(name, name), []).append(text)
    return grouped


def cookies_of(sent: Sent) -> dict[str, str]:
    """Names and values of the cookies; none where the header is broken."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(sent.headers.get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def pairs_of(text: str) -> list[tuple[str, str]]:
    """Names and values of a query or form; raises `UnreadableError` where there are too many."""
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_PAIRS)
    except ValueError as error:
        raise UnreadableError(f"more than {_MOST_PAIRS} names and values") from error


def parse_json(content: bytes) -> Json:
    """JSON data (RFC 8259); raises `UnreadableError` for what is no JSON or nested too deeply."""
    try:
        value: Json = json.loads(content.decode(), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"no JSON: {error}"[:200]) from error
    if _too_deep(value):
        raise UnreadableError(f"more than {DEEPEST} levels of nesting")
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _too_deep(value: Json) -> bool:
    level: list[Json] = [value]
    for _ in range(DEEPEST):
        inner: list[Json] = []
        for one in level:
            if isinstance(one, dict):
                inner += one.values()
            elif isinstance(one, list):
                inner += one
        if not inner:
            return False
        level = inner
    return True


def parse_body(sent: Sent) -> Json:
    """The body as its content type says: JSON data, names with lists of texts for forms, else text."""
    if sent.media == FORM:
        return _grouped(pairs_of(sent.body.decode(errors="replace")))
    if sent.media == MULTIPART:
        return _grouped(_parts(sent))
    if sent.media.endswith(("/json", "+json")):
        return parse_json(sent.body)
    return sent.body.decode(errors="replace")


def _grouped(pairs: Sequence[tuple[str, str]]) -> dict[str, Json]:
    grouped: dict[str, list[Json]] = {}
    for name, text in pairs:
        grouped.setdefault(name, []).append(text)
    return dict(grouped)


def _parts(sent: Sent) -> list[tuple[str, str]]:
    """Names and contents of the parts of multipart/form-data (RFC 7578)."""
    head = f"content-type: {sent.headers.get('content-type', '')}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + sent.body)
    if not message.is_multipart():
        raise UnreadableError("no parts with the boundary of the content type")
    found = []
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        text = content.decode(errors="replace") if isinstance(content, bytes) else ""
        found.append((str(name or ""), text))
    return found


def from_texts(api: Api, texts: Sequence[str], one: Field) -> Json | Unset:
    """The value that repeated texts of a query, form, path or header mean; UNSET when one value came twice.

    Texts that do not spell the type stay texts, so that the check finds them.
    """
    kind = resolved(api, one.type)
    kind = kind.array if isinstance(kind, Tuple) else kind
    if isinstance(kind, Array):
        items = texts[0].split(",") if len(texts) == 1 else texts
        return [typed(api, item, kind.item) for item in items]
    return typed(api, texts[0], kind) if len(texts) == 1 else UNSET


def items_of(api: Api, texts: Sequence[str], kind: Type) -> list[Json]:
    """The items of an array whose name is repeated for each."""
    return [typed(api, text, kind) for text in texts]


def resolved(api: Api, kind: Type) -> Type:
    """The type behind names and `Nullable`."""
    for _ in range(32):
        if isinstance(kind, Nullable):
            kind = kind.inner
        elif isinstance(kind, Ref) and kind.name in api.schemas:
            target = api.schemas[kind.name].type
            if target is None:
                return kind
            kind = target
        else:
            return kind
    return kind


def typed(api: Api, text: str, kind: Type) -> Json:
    """The value that a text means; one that does not spell the type stays a text."""
    kind = resolved(api, kind)
    match kind:
        case Scalar():
            return _scalar(api, text, kind)
        case OpenEnum():
            return _enum(api, text, kind)
        case Array() | Tuple() | Map() | Ref():
            return _json_or_text(text)
        case Union():
            return _union(api, text, kind)
        case Nullable(inner):
            return typed(api, text, inner)
        case _:
            assert_never(kind)


def _scalar(_: Api, text: str, kind: Scalar) -> Json:
    if kind.kind in {"string", "any"}:
        return text
    return _json_or_text(text)


def _json_or_text(text: str) -> Json:
    try:
        return parse_json(text.encode(errors="replace"))
    except UnreadableError:
        return text


def _enum(api: Api, text: str, kind: OpenEnum) -> Json:
    if kind.base.kind != "any":
        return _scalar(api, text, kind.base)
    spelled = _json_or_text(text)
    return spelled if any(spelled == member.value for member in kind.members) else text


def _union(api: Api, text: str, kind: Union) -> Json:
    """The reading that suits an option; a text where none does."""
    for option in kind.options:
        value = typed(api, text, option)
        if Judge(api.schemas, ignored=CALL).suits(value, option):
            return value
    return text
