"""Does a value suit a type? Every deviation becomes a finding with the row of the page."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

from openapi_schema_validator import oas31_format_checker

from generator.mock.findings import Finding, finding, shown
from generator.model import (
    Api,
    Array,
    Field,
    Json,
    Limits,
    Map,
    Nullable,
    OpenEnum,
    Origin,
    Ref,
    Scalar,
    Schema,
    Type,
    Union,
)
from generator.patterns import matches

DEEPEST: Final = 64
"""Levels of nesting that a body may have."""
_MOST_STEPS: Final = 200_000
_MOST_TYPES: Final = 200
_UNCHECKED: Final = frozenset(("binary", "byte", "password", "float", "double"))


def is_number(value: Json) -> bool:
    """Is it a JSON number? A boolean is none, although Python thinks so."""
    return isinstance(value, int | float) and not isinstance(value, bool)


_KINDS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "string": lambda value: isinstance(value, str),
    "number": is_number,
    "integer": lambda value: is_number(value) and (isinstance(value, int) or value.is_integer()),
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
    "any": lambda _: True,
}


class Checker:
    """Checks values against the types of one Api and collects findings."""

    def __init__(self, api: Api) -> None:
        self._found: list[Finding] = []
        self._over: list[Finding] = []
        self._api = api
        self._steps = 0
        self._depth = 0

    @property
    def findings(self) -> list[Finding]:
        """What was found; the last one says so when a bound was reached and the rest was not checked."""
        return self._found + self._over

    def find(self, code: str, where: str, seen: str, expected: str, origin: Origin) -> None:
        """Keep a finding."""
        self._found.append(finding(code, where, seen, expected, origin))

    def field(self, value: Json, field: Field, where: str) -> None:
        """Check the value of a field, its limits too."""
        before = len(self._found)
        self.type(value, field.type, where, field.origin)
        if len(self._found) == before:
            self._limits(value, field.limits, where, field.origin)

    def type(self, value: Json, kind: Type, where: str, origin: Origin) -> None:
        """Check a value; what is beyond the bounds is not checked, and that is a finding."""
        self._steps += 1
        if self._steps > _MOST_STEPS or self._depth > _MOST_TYPES:
            self._over = [finding("M018", where, "too many values or types", "fewer", origin)]
            return
        self._depth += 1
        check: Check = _CHECKS[type(kind)]
        check(self, value, kind, where, origin)
        self._depth -= 1

    def fields(
        self, value: Json, fields: Sequence[Field], where: str, origin: Origin, extra: Type | None
    ) -> None:
        """Check an object with these fields; `extra` is the type of others, None: there are none."""
        if not isinstance(value, dict):
            self._wrong(value, "an object", where, origin)
            return
        known = {field.name: field for field in fields}
        for field in fields:
            if field.required and field.name not in value:
                expected = f"a {described(field.type)}"
                self.find("M004", f"{where}.{field.name}", "nothing", expected, field.origin)
        for name, item in value.items():
            place = f"{where}.{name}"[:200]
            if name in known:
                self.field(item, known[name], place)
            elif extra is not None:
                self.type(item, extra, place, origin)
            else:
                self.find("M009", place, shown(item), nearest(name, known, "field"), origin)

    def _wrong(self, value: Json, expected: str, where: str, origin: Origin) -> None:
        self.find("M005", where, shown(value), expected, origin)

    def scalar(self, value: Json, kind: Scalar, where: str, origin: Origin) -> None:
        """Kind and format."""
        if not _KINDS[kind.kind](value):
            self._wrong(value, _article(kind.kind), where, origin)
        elif kind.format and not has_format(value, kind.format):
            self.find("M008", where, shown(value), f"format {kind.format}", origin)

    def enum(self, value: Json, kind: OpenEnum, where: str, origin: Origin) -> None:
        """The base type, and membership where the enum is closed."""
        if not _KINDS[kind.base.kind](value):
            self._wrong(value, described(kind), where, origin)
        elif kind.closed and not any(same(value, member.value) for member in kind.members):
            self.find("M007", where, shown(value), described(kind), origin)

    def array(self, value: Json, kind: Array, where: str, origin: Origin) -> None:
        """Each item."""
        if not isinstance(value, list):
            self._wrong(value, "an array", where, origin)
            return
        for index, item in enumerate(value):
            self.type(item, kind.item, f"{where}[{index}]", origin)

    def map(self, value: Json, kind: Map, where: str, origin: Origin) -> None:
        """Each value."""
        self.fields(value, (), where, origin, kind.value)

    def nullable(self, value: Json, kind: Nullable, where: str, origin: Origin) -> None:
        """Null, or the inner type."""
        if value is not None:
            self.type(value, kind.inner, where, origin)

    def union(self, value: Json, kind: Union, where: str, origin: Origin) -> None:
        """At least one option suits; else the findings of the one that suits best."""
        kept, best = self._found, None
        for option in kind.options:
            self._found = []
            self.type(value, option, where, origin)
            if best is None or len(self._found) < len(best):
                best = self._found
            if not best:
                break
        self._found = kept + (best or [])

    def ref(self, value: Json, kind: Ref, where: str, origin: Origin) -> None:
        """The schema of that name; one that is not described takes anything."""
        schema = self._api.schemas.get(kind.name)
        if schema is None:
            return
        if schema.type is not None:
            self.type(value, schema.type, where, origin)
            return
        own = schema.origin if schema.origin.span.file else origin
        self.fields(value, schema.fields, where, own, _extra(schema))

    def _limits(self, value: Json, limits: Limits, where: str, origin: Origin) -> None:
        for broken in broken_limits(value, limits):
            self.find("M006", where, shown(value), broken, origin)


def _extra(schema: Schema) -> Type | None:
    """What further fields may be; a schema of which nothing is known takes all."""
    return schema.additional or (None if schema.fields else Scalar("any"))


def broken_limits(value: Json, limits: Limits) -> list[str]:
    """The limits that a value breaks, in words."""
    broken = []
    if isinstance(value, str):
        broken += _outside(len(value), limits.min_length, limits.max_length, "characters")
        if limits.pattern is not None and matches(limits.pattern, value) is False:
            broken.append(f"a text like {limits.pattern[:80]}")
    elif isinstance(value, list):
        broken += _outside(len(value), limits.min_items, limits.max_items, "items")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        broken += _outside(value, limits.minimum, limits.maximum, "as value")
    return broken


def _outside(value: float, low: float | None, high: float | None, what: str) -> list[str]:
    below = [f"at least {low} {what}"] if low is not None and value < low else []
    return below + ([f"at most {high} {what}"] if high is not None and value > high else [])


def has_format(value: Json, name: str) -> bool:
    """Does a value have a format of OpenAPI or JSON Schema? Unknown ones, and those of numbers' size, always."""
    if name in _UNCHECKED:
        return True
    try:
        return oas31_format_checker.conforms(value, name)
    except (ValueError, TypeError, OverflowError):
        return False


def same(one: Json, other: Json) -> bool:
    """Equal as JSON: `true` is not 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def described(kind: Type) -> str:
    """A type in a few words."""
    return _DESCRIBED[type(kind)](kind)


def _choice(kind: OpenEnum) -> str:
    known = ", ".join(shown(member.value) for member in kind.members[:20])
    return f"{kind.base.kind}, one of {known}"


def nearest(name: str, known: Collection[str], what: str) -> str:
    """`no such field; did you mean x?`, or which there are."""
    close = difflib.get_close_matches(name[:100], sorted(known), 1)
    if close:
        return f"no such {what}; did you mean `{close[0]}`?"
    return f"one of {', '.join(sorted(known)[:20])}" if known else f"no {what}"


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


_DESCRIBED: Final[Mapping[type, Callable[[Any], str]]] = {
    Scalar: lambda kind: f"{kind.kind} ({kind.format})" if kind.format else kind.kind,
    OpenEnum: _choice,
    Ref: lambda kind: f"object ({kind.name})",
    Array: lambda kind: f"list of {described(kind.item)}",
    Map: lambda _: "object",
    Nullable: lambda kind: f"{described(kind.inner)} or null",
    Union: lambda kind: " or ".join(described(option) for option in kind.options[:8]),
}
Check = Callable[[Checker, Json, Any, str, Origin], None]
_CHECKS: Final[Mapping[type, Check]] = {
    Scalar: Checker.scalar,
    OpenEnum: Checker.enum,
    Array: Checker.array,
    Map: Checker.map,
    Nullable: Checker.nullable,
    Union: Checker.union,
    Ref: Checker.ref,
}


def suits(api: Api, value: Json, field: Field) -> bool:
    """Is the value an instance of the field?"""
    checker = Checker(api)
    checker.field(value, field, "value")
    return not checker.findings
