"""What can change for callers, how bad it is in a request and in an answer, and why: one read-only table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generator.drift.change import (
    API,
    BREAKING,
    COMPATIBLE,
    DOCS,
    REQUEST,
    RESPONSE,
    SOURCE,
    UNUSED,
    WIRE,
    Change,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """How bad a change is in one direction, and what it means for callers."""

    kind: str
    text: str


Row = tuple[str, str, str, str]
"""code, direction, kind, explanation."""

_OPERATIONS: Final[tuple[Row, ...]] = (
    (
        "operation-removed",
        API,
        BREAKING,
        "Calls of it no longer compile, and the server answers not found.",
    ),
    ("operation-added", API, COMPATIBLE, "Nobody calls it yet."),
    (
        "parameter-spelling-changed",
        API,
        BREAKING,
        "Clients made before spell the parameter in the old way (style, explode, media type).",
    ),
    ("body-media-removed", API, BREAKING, "Bodies of this media type are refused."),
    ("body-media-added", API, COMPATIBLE, "Another media type is accepted."),
    ("answer-media-removed", API, BREAKING, "Callers that ask for this media type get none."),
    ("answer-media-added", API, COMPATIBLE, "Callers may ask for it."),
    ("header-removed", API, BREAKING, "Callers that read the header find nothing."),
    ("header-added", API, COMPATIBLE, "Callers that do not know it pass it over."),
    (
        "details-changed",
        API,
        COMPATIBLE,
        "What the document says here is carried and not judged; see for yourself what it means.",
    ),
    ("method-changed", API, BREAKING, "Clients made before send the old HTTP method."),
    ("path-changed", API, BREAKING, "Clients made before ask the old path."),
    ("deprecated", API, COMPATIBLE, "It still works; callers are told to leave it."),
    ("deprecation-lifted", API, COMPATIBLE, "Callers may use it again."),
    (
        "security-tightened",
        API,
        BREAKING,
        "A way to authenticate that was accepted is refused now.",
    ),
    ("security-relaxed", API, COMPATIBLE, "Another way to authenticate is accepted."),
    ("scheme-removed", API, BREAKING, "Clients that authenticate by it can not do so any more."),
    ("scheme-added", API, COMPATIBLE, "Callers may use it."),
    ("scheme-changed", API, BREAKING, "Clients made before authenticate in the old way."),
    (
        "servers-changed",
        API,
        COMPATIBLE,
        "Clients made before keep the old address until they are updated.",
    ),
    ("client-added", API, COMPATIBLE, "Nobody uses it yet."),
    ("client-removed", API, BREAKING, "Callers construct its class."),
    ("client-renamed", API, BREAKING, "Callers construct the class by its old name."),
)
_INPUTS: Final[tuple[Row, ...]] = (
    ("required-input-added", API, BREAKING, "Calls that do not give it are refused."),
    ("optional-input-added", API, COMPATIBLE, "Calls without it work as before."),
    ("input-removed", API, BREAKING, "Calls that give it no longer compile, or it has no effect."),
    ("input-moved", API, BREAKING, "Clients made before send it at the old place of the request."),
    ("body-required", API, BREAKING, "Calls without a body are refused."),
    ("body-optional", API, COMPATIBLE, "Calls with a body work as before."),
    ("body-media-changed", API, BREAKING, "Clients made before send the old media type."),
    ("required-body-added", API, BREAKING, "Calls without a body are refused."),
    ("optional-body-added", API, COMPATIBLE, "Calls without a body work as before."),
    ("body-removed", API, BREAKING, "What callers send is no longer read."),
)
_ANSWERS: Final[tuple[Row, ...]] = (
    ("success-removed", API, BREAKING, "Clients made before wait for this status."),
    ("success-added", API, COMPATIBLE, "The old answers may still come."),
    ("error-removed", API, COMPATIBLE, "The status no longer comes."),
    (
        "error-added",
        API,
        COMPATIBLE,
        "Clients treat every status that they do not know as an error.",
    ),
    ("answer-emptied", API, BREAKING, "Callers read content that no longer comes."),
    ("answer-described", API, COMPATIBLE, "Nothing was said of the content before."),
    ("answer-media-changed", API, BREAKING, "Clients made before can not read the new media type."),
)
_FIELDS: Final[tuple[Row, ...]] = (
    ("required-field-added", REQUEST, BREAKING, "Requests that do not give it are refused."),
    ("required-field-added", RESPONSE, COMPATIBLE, "Callers that do not know it ignore it."),
    ("optional-field-added", REQUEST, COMPATIBLE, "Requests without it work as before."),
    ("optional-field-added", RESPONSE, COMPATIBLE, "Callers that do not know it ignore it."),
    (
        "field-removed",
        REQUEST,
        BREAKING,
        "Calls that give it no longer compile, or it has no effect.",
    ),
    ("field-removed", RESPONSE, BREAKING, "Callers read a field that no longer comes."),
    ("became-required", REQUEST, BREAKING, "Requests that do not give it are refused."),
    ("became-required", RESPONSE, COMPATIBLE, "It always comes now."),
    ("became-optional", REQUEST, COMPATIBLE, "It may be left out now."),
    ("became-optional", RESPONSE, BREAKING, "Callers read it without asking whether it is there."),
    ("default-changed", REQUEST, BREAKING, "Calls that leave it out mean something else now."),
    ("default-changed", RESPONSE, DOCS, "The server says what it means in each answer."),
    ("default-stated", REQUEST, COMPATIBLE, "It is said now what leaving it out means."),
    ("default-stated", RESPONSE, DOCS, "The server says what it means in each answer."),
    ("default-withdrawn", REQUEST, COMPATIBLE, "It is no longer said what leaving it out means."),
    ("default-withdrawn", RESPONSE, DOCS, "The server says what it means in each answer."),
)
_NARROWER: Final = "Values that were accepted are refused."
_WIDER: Final = "More values are accepted."
_LESS: Final = "Callers get fewer kinds of values than they provide for."
_MORE: Final = "Values come that callers do not provide for."
_OTHER: Final = "Code made for the old form does not fit the new one."


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


_OPEN: Final = "Other values were always possible, so callers provide for them."
_TYPES: Final[tuple[Row, ...]] = (
    *_by_direction("type-narrowed", "type-widened"),
    *_by_direction("null-refused", "null-allowed"),
    *_by_direction("format-stated", "format-withdrawn"),
    *_by_direction("limit-tightened", "limit-loosened"),
    *_by_direction("enum-closed", "enum-opened"),
    *_by_direction("closed-member-removed", "closed-member-added"),
    ("member-removed", REQUEST, BREAKING, "Requests that give this value are refused."),
    ("member-removed", RESPONSE, COMPATIBLE, _LESS),
    ("member-added", REQUEST, COMPATIBLE, _WIDER),
    ("member-added", RESPONSE, COMPATIBLE, _OPEN),
    *_in_both("type-changed", BREAKING, _OTHER),
    *_in_both("format-changed", BREAKING, _OTHER),
    *_in_both("pattern-changed", BREAKING, _OTHER),
    *_in_both("discriminator-changed", BREAKING, _OTHER),
    *_in_both("additional-changed", COMPATIBLE, "Further fields are described otherwise."),
    *_in_both(
        "members-listed",
        COMPATIBLE,
        "Known values are listed now; any other is possible as before.",
    ),
    *_in_both(
        "members-unlisted",
        COMPATIBLE,
        "Known values are no longer listed; all are possible as before.",
    ),
)
_SCHEMAS: Final[tuple[Row, ...]] = (
    ("schema-removed", API, BREAKING, "Callers use the class by its name."),
    ("schema-added", API, COMPATIBLE, "Nobody uses it yet."),
    ("unused-schema-removed", API, COMPATIBLE, "No operation used it."),
)
_TEXTS: Final[tuple[Row, ...]] = tuple(
    (code, API, DOCS, "Only documentation changed.")
    for code in (
        "text-changed", "example-changed", "sample-changed", "tag-changed", "include-changed",
        "api-text-changed",
    )
)  # fmt: skip
_ROWS: Final = (
    *_OPERATIONS, *_INPUTS, *_ANSWERS, *_FIELDS, *_TYPES, *_SCHEMAS, *_TEXTS,
)  # fmt: skip

RULES: Final[Mapping[tuple[str, str], Rule]] = MappingProxyType(
    {(code, direction): Rule(kind, text) for code, direction, kind, text in _ROWS}
)
"""All rules by code and direction; `API` where the direction does not matter."""


_SOURCE: Final = frozenset(
    ("client-renamed", "schema-removed", "schema-added", "unused-schema-removed", "include-changed")
)
"""What is in the names of generated clients only."""


def change(code: str, direction: str, where: str, old: str = "", new: str = "") -> Change:
    """The change that the table judges; what no operation reaches is compatible. KeyError for unknown codes."""
    rule = RULES.get((code, direction)) or RULES.get((code, API)) or RULES[code, REQUEST]
    if direction == UNUSED and (code, REQUEST) in RULES:
        rule = Rule(COMPATIBLE, "No operation that callers had reaches it.")
    concerns = DOCS if rule.kind == DOCS else SOURCE if code in _SOURCE else WIRE
    return Change(rule.kind, code, where, old, new, rule.text, concerns, direction)
