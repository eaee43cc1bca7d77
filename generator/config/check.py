"""The configuration against its JSON Schema, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from generator.model import Json
from generator.source import Diagnostic, diagnostic
from generator.yaml import At, Locator

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_LONGEST = 80


def violations(value: Json, locator: Locator) -> Iterator[Diagnostic]:
    """A finding for each value that the schema does not allow, at its place."""
    from jsonschema import Draft202012Validator, validators  # noqa: PLC0415 - slow to import

    from generator.config.schema import SCHEMA  # noqa: PLC0415 - reads every target

    kind = validators.extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    for error in kind(SCHEMA).iter_errors(value):
        if error.validator == "additionalProperties":
            yield from _unknown_keys(error, locator)
        else:
            yield _violation(error, locator)


def _pattern(_: object, pattern: str, instance: object, __: object) -> Iterator[ValidationError]:
    """The keyword as ECMA-262 has it: `$` is the end of the text, never a line feed there; digits are 0 to 9."""
    from jsonschema.exceptions import ValidationError  # noqa: PLC0415 - slow to import

    own = re.compile(pattern.replace("$", r"\Z"), re.ASCII)
    if isinstance(instance, str) and not own.search(instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _unknown_keys(error: ValidationError, locator: Locator) -> Iterator[Diagnostic]:
    instance: Any = error.instance
    schema: Any = error.schema
    known = sorted(schema["properties"])
    for key in instance:
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f"`{near[0]}` is meant?" if near else ""
            place = locator.span((*error.absolute_path, key))
            yield diagnostic(
                "C001", place, f"key `{_short(key)}`", "one of " + ", ".join(known), hint
            )


def _violation(error: ValidationError, locator: Locator) -> Diagnostic:
    at: At = tuple(error.absolute_path)
    named = error.parent is not None or "propertyNames" in error.absolute_schema_path
    place = (*at, str(error.instance)) if named else at
    where = ".".join(map(str, at)) or "the file"
    seen = f"{where}: {_short(repr(error.instance))}"
    return diagnostic("C001", locator.span(place), seen, _wanted(error))


def _wanted(error: ValidationError) -> str:
    """The rule, and what the schema says of the value."""
    meaning = error.schema.get("description", "") if isinstance(error.schema, Mapping) else ""
    rule = f"{error.validator} {_short(str(error.validator_value))}"
    return f"{rule} ({meaning})" if meaning else rule


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "..."
