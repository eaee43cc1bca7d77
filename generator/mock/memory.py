"""What the server remembers: requests that it saw (the log shows no secrets), attempts, answers of keys."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict, deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Final, TypeVar
from urllib.parse import unquote_plus

from generator.mock.answers import Answer
from generator.mock.findings import MOST as SHOWN
from generator.mock.findings import told
from generator.mock.reading import Sent, UnreadableError, parse_json
from generator.model import Api, Field, Json, Nullable, Scalar, Type, body_fields
from generator.source import Diagnostic

MASK: Final = "***"
_NAMES: Final = re.compile(
    r"passw|passphrase|passcode|pwd|secret|token|apikey|accesskey(?!id)|privatekey|credential|authorization|auth(?!or|ent)|cookie"
    r"|signature|sessionid|assertion|jwt|otp|codeverifier|^code$|^pin$|verificationcode"
)
"""Parts of names of what nobody else may know, in lower case and without punctuation."""
_SCHEMES: Final = re.compile(r"(?i)(basic|bearer|digest|dpop|hmac[\w-]*|negotiate) +\S")
_WORDS: Final = re.compile(r"[\w-]+")
_PLAIN: Final = re.compile(r"[^a-z0-9]")
_SHORTEST: Final = 4
"""Characters of a value that is looked for in findings; shorter ones would mask ordinary words."""
_LARGEST: Final = 10**300
"""Larger whole numbers are no JSON number that everybody reads."""


def secret_names(apis: Iterable[Api]) -> frozenset[str]:
    """Names of fields that a document calls secret: `format: password`, or `writeOnly`."""
    return frozenset(field.name for api in apis for field in _fields(api) if _is_secret(field))


def _fields(api: Api) -> Iterator[Field]:
    for schema in api.schemas.values():
        yield from schema.fields
    for operation in api.operations:
        yield from (parameter.field for parameter in operation.parameters)
        yield from body_fields(api, operation.body) if operation.body else ()


def _is_secret(field: Field) -> bool:
    return field.write_only or _is_password(field.type)


def _is_password(kind: Type) -> bool:
    match kind:
        case Nullable(inner):
            return _is_password(inner)
        case Scalar(_, form):
            return form == "password"
        case _:
            return False


def _number(value: float) -> Json:
    """The number, or a text for one that JSON does not have or hardly anybody reads."""
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    return value if abs(value) < _LARGEST else "a number of more than 300 digits"


class Redactor:
    """One record's view: masks values as it goes, and remembers them for the findings that repeat them."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = names
        self._values: set[str] = set()

    def is_secret(self, name: str) -> bool:
        """Does something of this name stay between client and server?"""
        return name in self._names or _NAMES.search(_PLAIN.sub("", name.lower())) is not None

    def _masked(self, value: str) -> str:
        if len(value) >= _SHORTEST:
            self._values.add(value)
        return MASK

    def headers(self, sent: Sent) -> dict[str, str]:
        """All headers as the log shows them."""
        return {name: self.header(name, text) for name, text in sent.headers.items()}

    def header(self, name: str, text: str) -> str:
        """A header's value; of credentials the scheme stays."""
        if not self.is_secret(name):
            return text
        scheme, _, rest = text.partition(" ")
        self._masked(rest if _SCHEMES.match(text) else text)
        return f"{scheme} {MASK}" if _SCHEMES.match(text) else MASK

    def query(self, text: str) -> str:
        """A query string, or a form."""
        return "&".join(map(self._pair, text.split("&")))

    def _pair(self, pair: str) -> str:
        name, sign, value = pair.partition("=")
        if not sign or not self.is_secret(unquote_plus(name)):
            return pair
        self._masked(value)
        self._masked(unquote_plus(value))
        return f"{name}={MASK}"

    def body(self, sent: Sent) -> Json:
        """JSON where it is, else text; None where there is none. A text that may hold a secret is not shown."""
        if not sent.body:
            return None
        if sent.media == "application/x-www-form-urlencoded":
            return self.query(sent.body.decode(errors="replace"))
        try:
            return self.json(parse_json(sent.body))
        except UnreadableError:
            text = sent.body.decode(errors="replace")
            named = any(map(self.is_secret, _WORDS.findall(text)))
            return f"{MASK} ({len(sent.body)} bytes)" if named else text

    def json(self, value: Json, *, hidden: bool = False) -> Json:
        """The value with its secrets masked, and without numbers that JSON does not have."""
        match value:
            case dict():
                return {
                    key: self.json(inner, hidden=hidden or self.is_secret(key))
                    for key, inner in value.items()
                }
            case list():
                return [self.json(one, hidden=hidden) for one in value]
            case str() if hidden:
                return self._masked(value)
            case bool() | None | str():
                return value
            case _:
                return MASK if hidden else _number(value)  # type: ignore[arg-type]

    def finding(self, one: Diagnostic) -> str:
        """The finding in one line, without a secret that it repeats."""
        if any(self.is_secret(part) for part in re.split(r"[.\[\]]", one.where)):
            one = replace(one, seen=MASK)
        text = told(one)
        for value in sorted(self._values, key=len, reverse=True):
            text = text.replace(value, MASK)
        return text


MOST: Final = 1000
_LONGEST: Final = 16 * 1024
T = TypeVar("T")


@dataclass(slots=True)
class Record:
    """A request that was seen, and how it was answered."""

    id: str
    sent: Sent
    operation: str = ""
    status: int = 0
    attempt: int = 0
    faults: tuple[str, ...] = ()
    replayed: bool = False
    findings: list[Diagnostic] = field(default_factory=list)

    def as_json(self, names: Collection[str] = ()) -> dict[str, Json]:
        """The record as data, without secrets; `names` are those that the documents call so."""
        redactor = Redactor(names)
        return {
            "requestId": self.id,
            "operation": self.operation or None,
            "method": self.sent.method,
            "path": self.sent.path,
            "query": redactor.query(self.sent.query),
            "headers": redactor.headers(self.sent),
            "body": redactor.body(self.sent),
            "status": self.status,
            "attempt": self.attempt,
            "faults": list(self.faults),
            "replayed": self.replayed,
            "findings": [redactor.finding(one) for one in self.findings[:SHOWN]],
        }


class Memory:
    """Bounded; `clear` forgets all of it."""

    def __init__(self) -> None:
        self.records: deque[Record] = deque(maxlen=MOST)
        self._count = 0
        self._attempts: OrderedDict[str, int] = OrderedDict()
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._prints: OrderedDict[str, str] = OrderedDict()

    def clear(self) -> None:
        """Forget requests, attempts and answers; request ids go on."""
        self.records.clear()
        for memory in (self._attempts, self._answers, self._prints):
            memory.clear()

    def record(self, sent: Sent) -> Record:
        """Remember a request under a new id."""
        self._count += 1
        body = sent.body[:_LONGEST]
        short = Sent(sent.method, sent.path, sent.query, sent.headers, body)
        made = Record(f"mock-{self._count:06d}", short)
        self.records.append(made)
        return made

    def attempt(self, call: str) -> int:
        """How many attempts of the call came before this one."""
        count = self._attempts.get(call, 0)
        _keep(self._attempts, call, count + 1)
        return count

    def finished(self, call: str) -> None:
        """The call got its answer: its attempts are counted anew."""
        self._attempts.pop(call, None)

    def reused(self, key: str, fingerprint: str) -> bool:
        """Has the idempotency key come with another request?"""
        known = self._prints.get(key, fingerprint)
        _keep(self._prints, key, known)
        return known != fingerprint

    def answer(self, key: str) -> Answer | None:
        """The answer that the idempotency key has got."""
        return self._answers.get(key)

    def keep(self, key: str, answer: Answer) -> None:
        """Keep a small answer for the key."""
        if len(answer.raw) <= _LONGEST * 4:
            _keep(self._answers, key, answer)


def fingerprint(sent: Sent) -> str:
    """What makes two requests the same: method, path, query and body."""
    parts = [sent.method.encode(), sent.path.encode(), sent.query.encode(), sent.body]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _keep(memory: OrderedDict[str, T], key: str, value: T) -> None:
    memory[key] = value
    memory.move_to_end(key)
    while len(memory) > MOST:
        memory.popitem(last=False)
