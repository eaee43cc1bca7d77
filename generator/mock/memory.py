"""What the server remembers: requests that it saw, attempts of a call, answers of idempotency keys."""

from __future__ import annotations

import hashlib
from collections import OrderedDict, deque
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final, TypeVar

from generator.mock.answers import Answer
from generator.mock.findings import MOST as SHOWN
from generator.mock.reading import Sent
from generator.mock.redact import Redactor
from generator.model import Json
from generator.source import Diagnostic

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
