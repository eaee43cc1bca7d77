"""Signed requests that our code did not make: those of `requests.json`, and of the real SDK where they are at hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
REAL = HERE.parent.parent.parent / "shared" / "reference" / "signature-requests.json"


@dataclass(frozen=True)
class Vector:
    """One request as it was sent, and the access key that signed it."""

    key: str
    secret: str
    method: str
    path: str
    arguments: dict[str, Any]
    query: str
    body: str
    headers: dict[str, str]
    authorization: str

    @property
    def label(self) -> str:
        return self.authorization.partition(" ")[0]

    @property
    def prefix(self) -> str:
        return f"x-{self.label}-"

    @property
    def signed(self) -> dict[str, Any]:
        """The arguments that are signed: what was sent, defaults included."""
        if self.method != "GET":
            return json.loads(self.body) if self.body else {}
        pairs = (pair.partition("=") for pair in self.query.split("&") if pair)
        sent = {name: value for name, _, value in pairs if not name.endswith("[]")}
        return {**sent, **self.arguments}


def vectors() -> list[Vector]:
    """All of them; 13 more where the material of the real SDK is beside the project."""
    own = json.loads((HERE / "requests.json").read_text("utf-8"))
    found = [_vector(one, own["key"]["id"], own["key"]["secret"]) for one in own["requests"]]
    if REAL.is_file():
        real = json.loads(REAL.read_text("utf-8"))["requests"]
        found += [_vector(one, "AKID", "SECRET") for one in real]
    return found


def _vector(one: dict[str, Any], key: str, secret: str) -> Vector:
    facts = ("method", "path", "arguments", "query", "body", "headers", "authorization")
    return Vector(key, secret, *(one[name] for name in facts))
