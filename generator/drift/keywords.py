"""Two schemas compared, keyword by keyword, in an order: what makes the rest pointless comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from generator.drift import limits, notes, objects, unions, values
from generator.drift.found import Found
from generator.drift.schemas import Both
from generator.drift.sides import equal
from generator.drift.spelled import spelled
from generator.model.spelling import value_text

Rule = Callable[[Both], Iterator[Found]]

_ALWAYS: Final[tuple[Rule, ...]] = (
    notes.schema_texts,
    notes.schema_marks,
    notes.defaults,
    notes.xml,
)
"""What is compared of any two schemas."""
_DEMANDS: Final[tuple[Rule, ...]] = (
    values.null,
    values.form,
    values.enumeration,
    limits.counts,
    limits.bounds,
    limits.patterns,
    limits.multiples,
    limits.unique,
    limits.contents,
    objects.properties,
    objects.additional,
    objects.items,
    objects.inner,
    objects.by_name,
    objects.dependents,
    objects.refused,
    objects.conditions,
    unions.alternatives,
    unions.discriminator,
)
"""What is compared of schemas of one type."""
_JUDGED: Final = frozenset(
    (
        *notes.TEXTS, *notes.EXAMPLES, *notes.OURS, *notes.JUDGED, "deprecated", "default", "x-default",
        "xml", "type", "nullable", "format", "enum", "const", "x-extensible-enum", "maxLength",
        "minLength", "maxItems", "minItems", "maxProperties", "minProperties", "maxContains",
        "minContains", "maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "pattern",
        "multipleOf", "uniqueItems", "contentMediaType", "contentEncoding", "contentSchema",
        "properties", "required", "readOnly", "writeOnly", "additionalProperties", "items",
        "prefixItems", "contains", "propertyNames", "unevaluatedItems", "unevaluatedProperties",
        "patternProperties", "dependentSchemas", "dependentRequired", "not", "if", "then", "else",
        "anyOf", "oneOf", "allOf", "discriminator", "$ref", "$defs", "definitions", "$id",
        "$schema", "$anchor", "$dynamicAnchor", "$vocabulary", "x-include",
    )
)  # fmt: skip


def compared(both: Both) -> None:
    """Add what differs between two schemas; what they hold waits."""
    for found in _differences(both):
        code, *more = found
        unused = code.startswith("unused-")
        direction = "unused" if unused else both.pair.direction
        both.whole.add(direction, (code.removeprefix("unused-"), *more))  # type: ignore[arg-type]


def _differences(both: Both) -> Iterator[Found]:
    if code := unions.one_sided(both):
        yield both.replaced(code, spelled(both.old), spelled(both.new))
        return
    for rule in _ALWAYS:
        yield from rule(both)
    yield from _rest(both)
    whole = _whole(both)
    code = whole or values.type_code(both)
    if code:
        yield both.replaced(code, spelled(both.old), spelled(both.new))
    for rule in () if whole else _DEMANDS:
        yield from rule(both)


def _whole(both: Both) -> str:
    """How the schemas differ as wholes, where the one is not of the kind that the other is."""
    old, new = both.old, both.new
    if old.never or new.never:
        return "" if old.never == new.never else "type-narrowed" if new.never else "type-widened"
    if old.anything or new.anything:
        both_any = old.anything == new.anything
        return "" if both_any else "type-narrowed" if old.anything else "type-widened"
    return "" if values.comparable(both) else values.type_code(both)


def _rest(both: Both) -> Iterator[Found]:
    """Extensions, and keywords that nobody knows."""
    for keyword in sorted(both.old.keywords | both.new.keywords):
        if keyword in _JUDGED:
            if keyword == "x-include" and both.old.texts(keyword) != both.new.texts(keyword):
                yield both.changed("include-changed", keyword)
            continue
        old, new = both.old.first(keyword), both.new.first(keyword)
        before, after = (one.node if one else None for one in (old, new))
        if bool(old) != bool(new) or not equal(before, after):
            code = "extension-changed" if keyword.startswith("x-") else "details-changed"
            shown = (value_text(one.node) if one else "" for one in (old, new))
            yield both.changed(code, keyword, *shown)
