"""openapi-spec-validator's classes, bounded: no regular expression of a document is run, each schema is judged once.

As they come they follow references to the end from wherever a schema is used, which takes for ever where `allOf`
fans out, and recurse as deep as a chain of references is long. Slow to import.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import openapi_spec_validator as package
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from openapi_spec_validator.validation import keywords

from generator.documents.sources import segments
from generator.model import Json
from generator.patterns import matches
from generator.yaml import DEEPEST

_CLASSES: Final[Mapping[str, Any]] = {
    "2.0": package.OpenAPIV2SpecValidator,
    "3.0": package.OpenAPIV30SpecValidator,
    "3.1": package.OpenAPIV31SpecValidator,
    "3.2": package.OpenAPIV32SpecValidator,
}
_UNBOUNDED: Final = frozenset(("$schema", "patternProperties"))
"""`$schema` would change the class that judges below it; the names of `patternProperties` are run by `re`."""
_TOGETHER: Final = frozenset(("additionalProperties", "unevaluatedProperties"))


@cache
def validators() -> Mapping[str, Any]:
    """The validator class of each version that there is."""
    return {version: _bounded(kind) for version, kind in _CLASSES.items()}


def _bounded(spec: Any) -> Any:
    """The class with `pattern` judged by RE2 where it judges defaults, and with schemas judged where they stand."""
    known = dict(spec.keyword_validators)
    make: Any = extend  # untyped
    judge = make(known["default"].value_validator_cls, {"pattern": _pattern})
    known["default"] = type("Value", (known["default"],), {"value_validator_cls": judge})
    known["schema"] = type("Schema", (_Once, known["schema"]), {})
    return type(spec.__name__, (spec,), {"keyword_validators": known})


class _Once(keywords.SchemaValidator):
    """References are not followed, as what they lead to is judged at its own place."""

    def __init__(self, registry: Any) -> None:
        super().__init__(registry)
        self._collected: dict[tuple[Any, ...], set[str]] = {}

    def __call__(self, schema: Any, *rest: Any, **more: Any) -> Iterator[ValidationError]:
        if _reference(schema) is None:
            yield from super().__call__(schema, *rest, **more)

    def _collect_properties(self, schema: Any) -> set[str]:
        schema = _last(schema)
        if schema.parts not in self._collected:
            self._collected[schema.parts] = set()  # for a schema that holds itself
            self._collected[schema.parts] = super()._collect_properties(schema)
        return self._collected[schema.parts]


def _last(schema: Any) -> Any:
    """The place at the end of a chain of references, by its shortest path."""
    for _ in range(DEEPEST):
        steps = segments(_reference(schema) or "")
        if not steps or any(step.isdecimal() for step in steps):
            break
        schema = schema._clone_with_parts(tuple(steps))  # noqa: SLF001 - there is no public way
    return schema


def _reference(schema: Any) -> str | None:
    """The local reference that stands at a place."""
    above = schema.parent.read_value()
    node = above[schema.parts[-1]] if isinstance(above, Mapping | list) else above
    target = node.get("$ref") if isinstance(node, Mapping) else None
    return target if isinstance(target, str) and target.startswith("#/") else None


def _pattern(
    _validator: Any, pattern: str, value: Json, _schema: Mapping[str, Json]
) -> Iterator[ValidationError]:
    if isinstance(value, str) and matches(pattern, value) is False:
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def bounded(value: Json, above: str = "") -> Json:
    """The document without the keywords that would run its regular expressions, or those of another class."""
    if isinstance(value, list):
        return [bounded(one, above) for one in value]
    if not isinstance(value, Mapping):
        return value
    gone = _UNBOUNDED if above != "properties" and not _UNBOUNDED.isdisjoint(value) else frozenset()
    gone |= _TOGETHER if "patternProperties" in gone & value.keys() else frozenset()
    return {key: bounded(inner, key) for key, inner in value.items() if key not in gone}
