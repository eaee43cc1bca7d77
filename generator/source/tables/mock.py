"""Codes of requests to the mock server: M000 to M999."""

from typing import Final

from generator.source.severity import ERROR, Row

_DOCS: Final = "Send what the page says, or correct the page."
ROWS: Final[tuple[Row, ...]] = (
    (
        "M001",
        "no-such-operation",
        ERROR,
        "No operation has this path.",
        "Look at GET /__mock__/operations for those that are served.",
    ),
    (
        "M002",
        "wrong-method",
        ERROR,
        "The path is known with other methods only.",
        "Use a method that the answer's `allow` header names.",
    ),
    ("M003", "unknown-parameter", ERROR, "The operation has no such query parameter.", _DOCS),
    ("M004", "missing", ERROR, "A required parameter or field was not sent.", _DOCS),
    ("M005", "wrong-type", ERROR, "A value is not of the documented type.", _DOCS),
    ("M006", "out-of-bounds", ERROR, "A value is outside the documented limits.", _DOCS),
    ("M007", "no-member", ERROR, "A value is no member of a closed enum.", _DOCS),
    ("M008", "wrong-format", ERROR, "A text does not have the documented format.", _DOCS),
    ("M009", "unknown-field", ERROR, "The body has a field that is not documented.", _DOCS),
    (
        "M010",
        "wrong-content-type",
        ERROR,
        "The body is not sent in the documented media type.",
        "Set `content-type` to the documented media type.",
    ),
    (
        "M011",
        "unreadable-body",
        ERROR,
        "The body is not what its media type says, or is nested too deeply.",
        "Send JSON as RFC 8259 defines it, or a form as the content type says.",
    ),
    (
        "M012",
        "unexpected-body",
        ERROR,
        "The operation takes no body and one was sent.",
        "Leave the body out, or document its fields.",
    ),
    (
        "M013",
        "not-authorized",
        ERROR,
        "The credentials are missing, unknown, expired or wrongly signed.",
        "Get a token from the token path, or sign with the secret that the server knows.",
    ),
    (
        "M014",
        "idempotency-key-reused",
        ERROR,
        "An idempotency key came again with another request.",
        "Make a new key for each call and keep it for the attempts of that call.",
    ),
    (
        "M015",
        "foreign-host",
        ERROR,
        "The Host header names a host that this server is not (DNS rebinding).",
        "Call the address that the server printed, or allow the host by name.",
    ),
    ("M016", "too-large", ERROR, "The body is larger than this server takes.", "Send less."),
    (
        "M017",
        "bad-control-header",
        ERROR,
        "An `x-mock-...` header asks for something that does not exist.",
        "Look at the list of faults in `generator.mock.faults`.",
    ),
    (
        "M018",
        "too-complex",
        ERROR,
        "Checking the body takes too many steps; the rest of it was not checked.",
        "Send less, or document it with fewer alternatives.",
    ),
    ("M019", "given-twice", ERROR, "A parameter that holds one value came several times.", _DOCS),
)
