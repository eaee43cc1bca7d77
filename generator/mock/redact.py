"""What the request log may show: no secrets, by the names of things and by what the document says of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from math import isfinite
from typing import Final
from urllib.parse import unquote_plus

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
