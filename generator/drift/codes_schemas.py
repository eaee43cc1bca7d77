"""What can change in schemas, by direction: a request may accept more, an answer may hold less."""

from __future__ import annotations

from typing import Final

from generator.drift.change import API, BREAKING, COMPATIBLE, DOCS, REQUEST, RESPONSE

Row = tuple[str, str, str, str]
"""code, direction, kind, explanation."""

_NARROWER: Final = "Values that were accepted are refused."
_WIDER: Final = "More values are accepted."
_LESS: Final = "Callers get fewer kinds of values than they provide for."
_MORE: Final = "Values come that callers do not provide for."
_OTHER: Final = "Code made for the old form does not fit the new one."
_OPEN: Final = "Other values were always possible, so callers provide for them."
_LOOSE: Final = "Programs do not check what they are sent against it."
_UNKNOWN: Final = "Callers that do not know it ignore it."
_SAYS: Final = "The server says what it means in each answer."
_REFUSED: Final = "Requests that do not give it are refused."
_DEFAULT: Final = "The server takes the default where requests do not give it."
_ALWAYS: Final = "It always comes now."


def _by_direction(narrower: str, wider: str) -> tuple[Row, ...]:
    """A request may accept more, an answer may hold less; the other way round breaks callers."""
    return (
        (narrower, REQUEST, BREAKING, _NARROWER),
        (narrower, RESPONSE, COMPATIBLE, _LESS),
        (wider, REQUEST, COMPATIBLE, _WIDER),
        (wider, RESPONSE, BREAKING, _MORE),
    )


def _in_both(code: str, kind: str, text: str) -> tuple[Row, ...]:
    return (code, REQUEST, kind, text), (code, RESPONSE, kind, text)


_FIELDS: Final[tuple[Row, ...]] = (
    ("required-field-added", REQUEST, BREAKING, _REFUSED),
    ("required-field-added", RESPONSE, COMPATIBLE, _UNKNOWN),
    ("required-field-added-with-default", REQUEST, COMPATIBLE, _DEFAULT),
    ("required-field-added-with-default", RESPONSE, COMPATIBLE, _UNKNOWN),
    ("optional-field-added", REQUEST, COMPATIBLE, "Requests without it work as before."),
    ("optional-field-added", RESPONSE, COMPATIBLE, _UNKNOWN),
    *_in_both("field-described", COMPATIBLE, "It had to be there before, and is described now."),
    (
        "field-removed",
        REQUEST,
        BREAKING,
        "Calls that give it no longer compile, or it has no effect.",
    ),
    ("field-removed", RESPONSE, BREAKING, "Callers read a field that no longer comes."),
    ("became-required", REQUEST, BREAKING, _REFUSED),
    ("became-required", RESPONSE, COMPATIBLE, _ALWAYS),
    ("became-required-with-default", REQUEST, COMPATIBLE, _DEFAULT),
    ("became-required-with-default", RESPONSE, COMPATIBLE, _ALWAYS),
    ("became-optional", REQUEST, COMPATIBLE, "It may be left out now."),
    ("became-optional", RESPONSE, BREAKING, "Callers read it without asking whether it is there."),
    ("became-read-only", REQUEST, COMPATIBLE, "The server passes over what requests say of it."),
    ("became-read-only", RESPONSE, DOCS, "Answers hold it as before."),
    ("became-not-read-only", REQUEST, COMPATIBLE, "Requests may hold it now."),
    ("became-not-read-only", RESPONSE, DOCS, "Answers hold it as before."),
    ("became-required-not-read-only", REQUEST, BREAKING, _REFUSED),
    ("became-required-not-read-only", RESPONSE, DOCS, "Answers hold it as before."),
    ("became-write-only", REQUEST, DOCS, "Requests hold it as before."),
    ("became-write-only", RESPONSE, BREAKING, "Callers read a field that no longer comes."),
    ("became-not-write-only", REQUEST, DOCS, "Requests hold it as before."),
    ("became-not-write-only", RESPONSE, COMPATIBLE, _UNKNOWN),
    ("became-required-not-write-only", REQUEST, DOCS, "Requests hold it as before."),
    ("became-required-not-write-only", RESPONSE, COMPATIBLE, _UNKNOWN),
    ("default-changed", REQUEST, BREAKING, "Calls that leave it out mean something else now."),
    ("default-changed", RESPONSE, DOCS, _SAYS),
    ("default-stated", REQUEST, COMPATIBLE, "It is said now what leaving it out means."),
    ("default-stated", RESPONSE, DOCS, _SAYS),
    ("default-withdrawn", REQUEST, COMPATIBLE, "It is no longer said what leaving it out means."),
    ("default-withdrawn", RESPONSE, DOCS, _SAYS),
)
_TYPES: Final[tuple[Row, ...]] = (
    *_by_direction("type-narrowed", "type-widened"),
    *_by_direction("null-refused", "null-allowed"),
    *_by_direction("format-stated", "format-withdrawn"),
    *_by_direction("limit-tightened", "limit-loosened"),
    *_by_direction("enum-closed", "enum-opened"),
    *_by_direction("enum-stated", "enum-withdrawn"),
    *_by_direction("closed-member-removed", "closed-member-added"),
    *_by_direction("option-removed", "option-added"),
    *_by_direction("choice-exclusive", "choice-inclusive"),
    *_by_direction("constraint-added", "constraint-removed"),
    *_in_both("constraint-changed", BREAKING, _OTHER),
    ("additional-refused", REQUEST, BREAKING, "Requests with fields of their own are refused."),
    ("additional-refused", RESPONSE, COMPATIBLE, _LESS),
    ("additional-allowed", REQUEST, COMPATIBLE, _WIDER),
    ("additional-allowed", RESPONSE, COMPATIBLE, _UNKNOWN),
    ("member-removed", REQUEST, BREAKING, "Requests that give this value are refused."),
    ("member-removed", RESPONSE, COMPATIBLE, _LESS),
    ("member-added", REQUEST, COMPATIBLE, _WIDER),
    ("member-added", RESPONSE, COMPATIBLE, _OPEN),
    *_in_both("type-changed", BREAKING, _OTHER),
    *_in_both("format-changed", BREAKING, _OTHER),
    *_in_both("limit-changed", BREAKING, _OTHER),
    ("pattern-added", REQUEST, BREAKING, _NARROWER),
    ("pattern-added", RESPONSE, COMPATIBLE, _LESS),
    ("pattern-changed", REQUEST, BREAKING, _NARROWER),
    ("pattern-changed", RESPONSE, COMPATIBLE, _LOOSE),
    ("pattern-removed", REQUEST, COMPATIBLE, _WIDER),
    ("pattern-removed", RESPONSE, COMPATIBLE, _LOOSE),
    *_in_both("content-form-changed", BREAKING, _OTHER),
    *_in_both("xml-changed", BREAKING, _OTHER),
    *_in_both("discriminator-added", COMPATIBLE, "The alternatives can be told apart now."),
    *_in_both("discriminator-removed", BREAKING, "Clients tell the alternatives apart by it."),
    *_in_both("discriminator-changed", BREAKING, _OTHER),
    ("mapping-added", REQUEST, COMPATIBLE, _WIDER),
    ("mapping-added", RESPONSE, COMPATIBLE, "Another name may come for one of the alternatives."),
    *_in_both("mapping-removed", BREAKING, "Clients know one of the alternatives by this name."),
    *_in_both("mapping-changed", BREAKING, _OTHER),
    *_in_both(
        "members-listed", COMPATIBLE, "Known values are listed; any other is possible still."
    ),
    *_in_both("members-unlisted", COMPATIBLE, "No values are listed; all are possible as before."),
)
_NAMES: Final[tuple[Row, ...]] = (
    ("schema-removed", API, BREAKING, "Callers use the class by its name."),
    ("schema-renamed", API, BREAKING, "Callers use the class by its old name."),
    ("schema-added", API, COMPATIBLE, "Nobody uses it yet."),
    ("unused-schema-removed", API, COMPATIBLE, "No operation used it."),
)
ROWS: Final[tuple[Row, ...]] = (*_FIELDS, *_TYPES, *_NAMES)
