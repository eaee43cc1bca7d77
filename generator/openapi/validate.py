"""Is a document what the OpenAPI specification wants? All that openapi-spec-validator finds, with places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NoReturn

from generator.model import Json
from generator.openapi.reading import Reading
from generator.openapi.shape_rules import broken_rules
from generator.source import Diagnostic
from generator.yaml import At, Locator, pointed

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_MOST: Final = 200
"""Findings that one document gets."""
_PROBLEMS: Final = (
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    AssertionError,
    RecursionError,
)
_ANCHOR: Final = re.compile(r"#[^/]")
"""A reference by the name of an anchor; the loader says where there is none."""
_DATA: Final = frozenset(("example", "examples", "enum", "const"))
"""Below these keys stand values, not parts of the document; `x-` keys are the same. (A default is a value
too, but openapi-spec-validator follows references in it.)"""


def validate(document: Mapping[str, Json], file: str, text: str = "") -> list[Diagnostic]:
    """Findings against the specification, each once; never raises. With the file's `text` they have lines.

    Slow: several seconds for a large document. Nothing is ever fetched: a reference to another document
    is a finding.
    """
    locator = Locator(text, file)
    found = list(dict.fromkeys(_findings(document)))
    return sorted(locator.placed(finding) for finding in found[:_MOST])


def _findings(document: Mapping[str, Json]) -> Iterator[Diagnostic]:
    references = Reading(document, "")
    _check_references(references, document, ())
    found = references.findings() or list(_against_schema(document))
    yield from found or (*_against_rules(document), *broken_rules(document))


def _check_references(reading: Reading, value: Json, at: At) -> None:
    if isinstance(value, Mapping):
        target = value.get("$ref")
        if isinstance(target, str) and not _ANCHOR.match(target):
            reading.target(target, at)
        for key, inner in value.items():
            if _is_document(key, at):
                _check_references(reading, inner, (*at, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _check_references(reading, inner, (*at, index))


def _is_document(key: str, at: At) -> bool:
    """Does a part of the document stand below the key? (A property may be named `example`.)."""
    return at[-1:] == ("properties",) or not (key in _DATA or key.startswith("x-"))


def _validator(document: Mapping[str, Json]) -> Any:  # the package's classes are untyped protocols
    """The validator of the document's version, or None."""
    from jsonschema_path import SchemaPath  # noqa: PLC0415 - slow to import

    from generator.openapi.validators import bounded, validators  # noqa: PLC0415

    version = str(document.get("openapi") or document.get("swagger"))
    known = validators().get(version[:3])
    if known is None:
        return None
    safe: Any = bounded(document)
    return known(SchemaPath.from_dict(safe, handlers=_NoFetching()))


class _NoFetching(dict[str, Callable[[str], Any]]):
    """Handlers of every scheme that refuse; without them the package opens any address that it meets."""

    def __contains__(self, _: object) -> bool:
        return True

    def __missing__(self, _: str) -> Callable[[str], Any]:
        return self._refuse

    @staticmethod
    def _refuse(address: str) -> NoReturn:
        raise LookupError(f"{address:.200} is never fetched")


def _against_schema(document: Mapping[str, Json]) -> Iterator[Diagnostic]:
    """The findings of the specification's own JSON Schema."""
    validator = _validator(document)
    if validator is None:
        yield pointed(
            "O011", ("openapi",), "the version is unknown", "OpenAPI 2.0, 3.0, 3.1 or 3.2"
        )
        return
    for error in _safely(validator.schema_validator.iter_errors, document):
        yield _finding(_closest(error), ())


def _closest(error: ValidationError) -> ValidationError:
    """Of an error of alternatives, the one that is nearest to what the document says."""
    while error.context:
        error = max(error.context, key=lambda one: len(one.absolute_path))
    return error


def _finding(error: ValidationError, at: At) -> Diagnostic:
    text = " ".join(error.message.split())
    text = text if len(text) < 300 else f"{text[:300]}..."
    return pointed("O030", (*at, *error.absolute_path), text)


def _against_rules(document: Mapping[str, Json]) -> Iterator[Diagnostic]:
    """The findings of the rules that JSON Schema can not say: ids, path parameters, defaults."""
    validator = _validator(document)
    rules = validator.keyword_validators_registry
    for path, item in _children(validator.schema_path, "paths"):
        for error in _safely(rules["path"], path, item):
            yield _finding(error, ("paths", path, *_method(error, document["paths"], path)))
    for at in (("components", "schemas"), ("definitions",)):
        for name, schema in _children(validator.schema_path, *at):
            for error in _safely(rules["schema"], schema):
                yield _finding(error, (*at, name))


def _children(node: Any, *keys: str) -> Iterator[tuple[str, Any]]:
    for key in keys:
        if key not in node:
            return
        node = node / key
    yield from node.items()


def _safely(
    rule: Callable[..., Iterator[ValidationError]], *values: object
) -> Iterator[ValidationError]:
    """The errors of a rule; a schema that it can not follow to the end is one more error."""
    from jsonschema.exceptions import ValidationError as Error  # noqa: PLC0415 - slow to import
    from referencing.exceptions import Unresolvable  # noqa: PLC0415

    try:
        yield from rule(*values)
    except (Unresolvable, *_PROBLEMS) as problem:
        yield Error(f"openapi-spec-validator gives up: {type(problem).__name__}: {problem}")


def _method(error: ValidationError, paths: Json, path: str) -> tuple[str, ...]:
    """The method that a message of an operation names."""
    item = paths.get(path) if isinstance(paths, Mapping) else None
    return tuple(key for key in (item or ()) if f"'{key}'" in error.message)[:1]
