"""What can change in operations, their inputs and answers, credentials, servers and texts."""

from __future__ import annotations

from typing import Final

from generator.drift.change import API, BREAKING, COMPATIBLE, DOCS

Row = tuple[str, str, str, str]
"""code, direction, kind, explanation."""

_BREAKING: Final = {
    "operation-removed": "Calls of it no longer compile, and the server answers not found.",
    "operation-renamed": "Programs call the method by its old name; on the wire nothing differs.",
    "webhook-removed": "Callers wait for a message that no longer comes.",
    "callback-removed": "Callers wait for a message that no longer comes.",
    "method-changed": "Clients made before send the old HTTP method.",
    "path-changed": "Clients made before ask the old path.",
    "security-tightened": "A way to authenticate that was accepted is refused now.",
    "scheme-removed": "Clients that authenticate by it cannot do so any more.",
    "scheme-changed": "Clients made before authenticate in the old way.",
    "scope-removed": "Clients that ask for the scope are refused.",
    "client-removed": "Callers construct its class.",
    "client-renamed": "Callers construct the class by its old name.",
    "parameter-spelling-changed": "Clients made before spell the parameter in the old way (style, "
    "explode, media type).",
    "required-input-added": "Calls that do not give it are refused.",
    "input-removed": "Calls that give it no longer compile, or it has no effect.",
    "input-moved": "Clients made before send it at the old place of the request.",
    "body-required": "Calls without a body are refused.",
    "body-media-changed": "Clients made before send the old media type.",
    "body-media-removed": "Bodies of this media type are refused.",
    "body-media-narrowed": "Bodies of other media types, which were accepted, are refused.",
    "required-body-added": "Calls without a body are refused.",
    "body-removed": "What callers send is no longer read.",
    "encoding-changed": "Clients made before spell this part of the body in the old way.",
    "success-removed": "Clients made before wait for this status.",
    "answer-emptied": "Callers read content that no longer comes.",
    "answer-media-changed": "Clients made before cannot read the new media type.",
    "answer-media-removed": "Callers that ask for this media type get none.",
    "answer-media-widened": "Media types come that callers do not provide for.",
    "header-removed": "Callers that read the header find nothing.",
    "header-became-optional": "Callers read it without asking whether it is there.",
    "sunset-earlier": "Callers have less time to leave it than they were promised.",
    "stability-lowered": "It may change or go without the notice that callers were promised.",
}
_COMPATIBLE: Final = {
    "operation-added": "Nobody calls it yet.",
    "webhook-added": "Callers that do not know it do not ask for it.",
    "callback-added": "Callers that do not know it do not ask for it.",
    "details-changed": "What the document says here is carried and not judged; see for yourself what "
    "it means.",
    "deprecated": "It still works; callers are told to leave it.",
    "deprecation-lifted": "Callers may use it again.",
    "sunset-stated": "Callers are told until when it works.",
    "sunset-withdrawn": "Callers are no longer told until when it works.",
    "sunset-later": "It works for longer.",
    "stability-raised": "Callers may rely on it more.",
    "security-relaxed": "Another way to authenticate is accepted.",
    "scheme-added": "Callers may use it.",
    "scope-added": "Callers may ask for it.",
    "servers-changed": "Clients made before keep the old address until they are updated.",
    "server-added": "Callers may use another address.",
    "client-added": "Nobody uses it yet.",
    "optional-input-added": "Calls without it work as before.",
    "required-input-added-with-default": "The server takes the default where calls do not give it.",
    "body-optional": "Calls with a body work as before.",
    "body-media-added": "Another media type is accepted.",
    "body-media-widened": "More media types are accepted.",
    "optional-body-added": "Calls without a body work as before.",
    "encoding-described": "How a part of the body is spelled is said as it was understood before.",
    "success-added": "The old answers may still come.",
    "error-removed": "The status no longer comes.",
    "error-added": "Clients treat every status that they do not know as an error.",
    "answer-described": "Nothing was said of the content before.",
    "answer-media-added": "Callers may ask for it.",
    "answer-media-narrowed": "Fewer media types come than callers provide for.",
    "header-added": "Callers that do not know it pass it over.",
    "header-became-required": "It always comes now.",
    "link-changed": "Links tell how calls follow on each other; each call works as before.",
}
_DOCS: Final = (
    "text-changed", "example-changed", "sample-changed", "tag-changed", "include-changed",
    "api-text-changed", "extension-changed",
)  # fmt: skip

ROWS: Final[tuple[Row, ...]] = (
    *((code, API, BREAKING, text) for code, text in _BREAKING.items()),
    *((code, API, COMPATIBLE, text) for code, text in _COMPATIBLE.items()),
    *((code, API, DOCS, "Only documentation changed.") for code in _DOCS),
)
