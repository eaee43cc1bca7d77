"""The JSON Schema (2020-12) of `docs2sdk.yaml`; `schema.json` beside this file is the same for editors."""

from __future__ import annotations

from typing import Any, Final

from generator.model.profiles import profiles
from generator.pages.vocabulary import styles
from generator.targets.settings import VERSION
from generator.targets.target import targets

_Node = dict[str, Any]


def _object(meaning: str, properties: _Node, *required: str) -> _Node:
    node: _Node = {"type": "object", "description": meaning, "additionalProperties": False}
    return node | ({"required": list(required)} if required else {}) | {"properties": properties}


def _map(meaning: str, values: _Node, names: str) -> _Node:
    return {
        "type": "object",
        "description": meaning,
        "propertyNames": {"pattern": names},
        "additionalProperties": values,
    }


def _text(meaning: str, pattern: str = "") -> _Node:
    return {"type": "string", "description": meaning} | ({"pattern": pattern} if pattern else {})


def _one_of(meaning: str, *values: str) -> _Node:
    return {"type": "string", "description": meaning, "enum": list(values)}


def _list(meaning: str, item: _Node, least: int = 0) -> _Node:
    return {
        "type": "array",
        "description": meaning,
        "items": item,
        "minItems": least,
        "uniqueItems": True,
    }


def _flag(meaning: str) -> _Node:
    return {"type": "boolean", "description": meaning}


_FOLDER: Final = r"^(?!/)(?!.*(^|/)\.\.(/|$))[^\\:\x00-\x1f]+$"
_NAME: Final = r"^[A-Za-z][A-Za-z0-9]*$"
_PATH: Final = r"^/[^\s?#]*$"
_LOCALE: Final = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_WORD: Final = r"^[a-z][a-z0-9-]*$"

_RELEASE: Final = r"^(0|[1-9][0-9]{0,9})(\.(0|[1-9][0-9]{0,9})){2}$"

_KINDS: Final = ("string", "number", "integer", "boolean", "object", "any", "array")
_METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")

_TYPE: Final = _object(
    "A type: say one of type, items, values, ref or enum.",
    {
        "type": _one_of("A scalar, or object.", *_KINDS),
        "format": _text("OpenAPI's format of a scalar."),
        "items": {"$ref": "#/$defs/type", "description": "The items of an array."},
        "values": {
            "$ref": "#/$defs/type",
            "description": "The values of an object with free keys.",
        },
        "ref": _text("The name of a schema."),
        "enum": {
            "type": ["array", "object"],
            "description": "Known values: a list, or an object of values and what they mean.",
            "items": {"type": ["string", "number", "boolean"]},
            "additionalProperties": {"type": "string"},
            "minItems": 1,
            "minProperties": 1,
        },
        "closed": _flag("No other values than the known ones will ever come."),
        "nullable": _flag("The value may be null."),
    },
)

_WAY: Final = r"^[^.\s]+(\.[^.\s]+)*$"
_PAGING: Final = {
    "description": "How an operation answers in pages, where the rule does not know; false: it does not.",
    "anyOf": [
        {"const": False},
        _object(
            "Names of fields as they are sent, one inside the other with dots. Say one of page, offset and cursor.",
            {
                "page": _text(
                    "What the number of a page is asked by, such as `options.page`.", _WAY
                ),
                "offset": _text("What an offset is asked by.", _WAY),
                "cursor": _text("What a cursor is asked by.", _WAY),
                "size": _text("What the size of a page is asked by.", _WAY),
                "items": _text(
                    "Where the answer holds the items, such as `data.list`.",
                    r"^(|[^.\s]+(\.[^.\s]+)*)$",
                ),
                "total": _text("Where it tells how many items there are.", _WAY),
                "next": _text("Where it gives the cursor of the next page.", _WAY),
            },
            "items",
        ),
    ],
}

_OPERATION: Final = _object(
    "Facts of one operation that overrule what is inferred from its pages.",
    {
        "method": _one_of("The HTTP method.", *_METHODS),
        "path": _text("The whole path.", _PATH),
        "id": _text("The function name, in camelCase.", _NAME),
        "deprecated": _flag("The operation should not be used any more."),
        "confirm": _flag("What was inferred with low confidence is right: no warning any more."),
        "paging": _PAGING,
    },
)

_AUTH: Final = _object(
    "How the client authorizes its calls.",
    {
        "kind": _one_of("Access key, application, or a given token.", "key", "app", "bearer"),
        "scheme": _one_of("What an access key is used for by default.", "token", "signature"),
        "headerPrefix": _text("What the API's own headers begin with.", r"^[a-z][a-z0-9-]*-$"),
        "label": _text(
            "The word before the signature in `authorization`.", r"^[A-Za-z][A-Za-z0-9-]*$"
        ),
        "tokenPath": _text("The path that gives a token for an access key.", _PATH),
        "lang": _text("The language of the API's messages.", _LOCALE),
        "idempotencyHeader": _text(
            "The header by which the server knows a repeated request again.", r"^[A-Za-z0-9-]+$"
        ),
    },
    "kind",
)

_SERVER: Final = _object(
    "A base URL of the API.",
    {
        "url": _text("Scheme and host.", r"^https?://[^\s/?#]+[^\s?#]*$"),
        "description": _text("What this server is."),
    },
    "url",
)

_SCHEME: Final = {
    "type": "object",
    "description": "OpenAPI's Security Scheme Object.",
    "required": ["type"],
    "properties": {
        "type": _one_of("The kind.", "apiKey", "http", "mutualTLS", "oauth2", "openIdConnect")
    },
}

_CLIENT: Final = _object(
    "One client class.",
    {
        "class": _text("The class that pages call.", _NAME),
        "title": _text("The title of the API."),
        "version": _text("The version of the API.", VERSION.pattern),
        "description": _text("What the API is for, in Markdown."),
        "servers": _list("Base URLs; the first is the default.", _SERVER),
        "auth": _AUTH,
        "security": _map(
            "Security schemes, instead of those of `auth`.", _SCHEME, r"^[a-zA-Z0-9._-]+$"
        ),
        "envelope": _flag("An answer's own `statusCode` counts as its status."),
        "paging": _PAGING
        | {
            "description": "How the client's operations answer in pages, those that have these fields."
        },
        "operations": _map(
            "Exceptions by function name or file stem.", _OPERATION, r"^[A-Za-z0-9_-]+$"
        ),
        "types": _map(
            "Types by `Schema.field` or `function.field`.",
            {"$ref": "#/$defs/type"},
            r"^[^.\s]+\.\S+$",
        ),
        "aliases": _map(
            "Old names of operations and schemas, which the clients keep, deprecated.",
            _object(
                "What the old name stands for, and until when.",
                {
                    "of": _text("The name that it has now.", r"^[A-Za-z_]\S*$"),
                    "until": _text("The version in which the old name is gone.", _RELEASE),
                },
                "of",
                "until",
            ),
            r"^[A-Za-z_]\w*$",
        ),
    },
)

_PACKAGES: Final = {
    name: _object(one.about, {key: _text(o.meaning, o.pattern) for key, o in one.options.items()})
    for name, one in targets().items()
}

_PATHS: Final = _object(
    "How HTTP paths are made of file names.",
    {
        "prefix": _text("What each path begins with.", r"^/([^\s?#]*/)?$"),
        "segments": _list("First words of file names that are folders.", _text("A word.", _WORD)),
    },
)

_REFERENCE: Final = _object(
    "The printed pages.",
    {
        "style": _one_of("The style of a page that has none yet.", *styles()),
        "samples": _flag("Write samples where an edition's page has none."),
    },
)

_SITE: Final = _object(
    "The site of the pages.",
    {
        "title": _text("Its title; else those of the APIs."),
        "base": _text(
            "The path that it is served below, with a slash at both ends.", r"^/([\w.~-]+/)*$"
        ),
        "logo": _text(
            "An image beside this file.",
            r"^(?!/)(?!.*(^|/)\.\.(/|$))[^\\:\x00-\x1f]+\.(svg|png|jpg|webp)$",
        ),
    },
)

_LEVEL: Final = _one_of("A severity, or off.", "off", "note", "warning", "error")
_RULES: Final = _map(
    "Severities of findings by code or beginning of codes; or by pattern of pages, of which the last counts.",
    {"anyOf": [_LEVEL, {"type": "object", "additionalProperties": _LEVEL}]},
    r"^[A-Z][0-9]{0,3}$",
)

SCHEMA: Final[_Node] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "docs2sdk.yaml",
    "$defs": {"type": _TYPE},
} | _object(
    "What no page says about an API and its clients.",
    {
        "locales": _list("Human languages; the primary one first.", _text("A locale.", _LOCALE), 1),
        "editions": _list(
            "Programming languages of pages, in order.", _text("An edition.", _WORD), 1
        ),
        "pages": _text("The folder of pages, beside this file.", _FOLDER),
        "overlays": _text("The folder of OpenAPI Overlays, beside this file.", _FOLDER),
        "profile": _one_of("What belongs to the vendor of the API.", *profiles()),
        "path": _PATHS,
        "packages": _object("The generated packages.", _PACKAGES),
        "reference": _REFERENCE,
        "site": _SITE,
        "rules": _RULES,
        "exclude": _list(
            "Patterns (`*`, `**`, `?`) of pages that are not read, at any depth.",
            _text("A pattern."),
        ),
        "clients": _map("Clients by their short names.", _CLIENT, _WORD),
    },
)
