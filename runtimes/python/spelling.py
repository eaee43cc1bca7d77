"""How values are written in paths, queries, headers, cookies and forms.

A spelling is a style of OpenAPI (3.1, 4.8.12), with `*` behind it where it is exploded and `+` before it where
reserved characters stay as they are, or a media type; an empty one is the usual one of its place. The texts are
those of RFC 6570, where it has the style.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

_RESERVED: Final = ":/?@!$'()*,;="
"""What `+` leaves as it is: of RFC 3986's reserved characters those that mean nothing in a query."""
_DELIMITERS: Final = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}
Items = list[tuple[str, str]]
"""Escaped keys (empty in lists) and texts."""


def to_json(value: Any) -> str:
    """Compact JSON; raises ValueError for NaN and the infinities, which JSON does not have."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def spelled(name: str, value: Any) -> str:
    """The text of one value; what is no scalar is JSON."""
    if value is None:
        raise ValueError(f"{name}: None has no spelling here; leave the argument out")
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else to_json(value)


def in_query(name: str, value: Any, spelling: str) -> list[str]:
    """`name=value` pairs, escaped; also those of a form (`application/x-www-form-urlencoded`)."""
    style = spelling.strip("+*") or "form"
    safe = _RESERVED if spelling.startswith("+") else ""
    if style == "deepObject":
        return [f"{quote(key, safe='')}={text}" for key, text in _deep(name, value)]
    key = quote(name, safe="")
    if "/" in style:
        return [f"{key}={quote(_in_media(name, value, style), safe='')}"]
    items = _items(name, value, safe)
    if not isinstance(value, list | dict):
        return [f"{key}={items[0][1]}"]
    if spelling.endswith("*") or not spelling:
        return [f"{own or key}={text}" for own, text in items]
    return [f"{key}={_joined(items, _DELIMITERS.get(style, ','))}"] if items else []


def in_path(name: str, value: Any, spelling: str) -> str:
    """What stands in a path, escaped: of style simple, label (`.a`) or matrix (`;name=a`)."""
    style, exploded = spelling.rstrip("*") or "simple", spelling.endswith("*")
    if "/" in style:
        return quote(_in_media(name, value, style), safe="")
    items = _items(name, value, "")
    if style == "simple":
        return _pairs(items, ",") if exploded else _joined(items, ",")
    if style == "label":
        return "." + (_pairs(items, ".") if exploded else _joined(items, ","))
    key = quote(name, safe="")
    if exploded:
        return "".join(f";{own or key}={text}" for own, text in items)
    text = _joined(items, ",")
    return f";{key}={text}" if text else f";{key}"


def in_header(name: str, value: Any, spelling: str) -> str:
    """The value of a header, which nothing escapes: a list has commas."""
    if "/" in spelling:
        return _in_media(name, value, spelling)
    items = list(_raw(name, value))
    return _pairs(items, ",") if spelling.endswith("*") else _joined(items, ",")


def _in_media(name: str, value: Any, media: str) -> str:
    """A value in a media type of its own: JSON, unless it is a text of another one."""
    json_like = media.partition(";")[0].endswith("json")
    return to_json(value) if json_like else spelled(name, value)


def _raw(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        yield from ((key, spelled(name, item)) for key, item in value.items())
    elif isinstance(value, list):
        yield from (("", spelled(name, item)) for item in value)
    else:
        yield "", spelled(name, value)


def _items(name: str, value: Any, safe: str) -> Items:
    return [
        (quote(key, safe=""), quote(text, safe=safe)) for key, text in _raw(name, value)
    ]


def _joined(items: Items, delimiter: str) -> str:
    return delimiter.join(
        part for key, text in items for part in ((key, text) if key else (text,))
    )


def _pairs(items: Items, delimiter: str) -> str:
    return delimiter.join(f"{key}={text}" if key else text for key, text in items)


def _deep(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """`name[key]`, and so on for what is nested; items of lists by their numbers, as nothing else tells them apart."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _deep(f"{name}[{key}]", inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _deep(f"{name}[{index}]", inner)
    else:
        yield name, quote(spelled(name, value), safe="")
