"""Texts of a path, a query, a header or a cookie as JSON data: styles of OpenAPI (3.1, 4.8.12) read backwards.

Written from the standard's table, not from what the clients write; `model.calls` tells the spelling.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import unquote, unquote_plus

from generator.mock.reading import UnreadableError, parse_json, resolved, typed
from generator.model import ANY, UNSET, Api, Array, Json, Map, Ref, Tuple, Type, Unset
from generator.model.calls import Argument, shape_of
from generator.model.media import kind_of

_DELIMITERS: Final = {"spaceDelimited": ("%20", "+", " "), "pipeDelimited": ("|", "%7C", "%7c")}
Pairs = Sequence[tuple[str, str]]
"""Names (decoded) and texts as they were sent."""


def pairs_of(query: str) -> Pairs:
    """The pairs of a query; their texts are still escaped, as a delimiter is told from a character so."""
    parts = (one.partition("=") for one in query.split("&") if one)
    return [(unquote_plus(name), text) for name, _, text in parts]


def from_pairs(api: Api, one: Argument, pairs: Pairs) -> tuple[Json | Unset, set[str]]:
    """What pairs of a query, a form or cookies say of an argument, and their names; UNSET where nothing does."""
    name, style = one.field.name, one.spelling.strip("+*") or "form"
    if style == "deepObject":
        own = [(key, text) for key, text in pairs if key.startswith(f"{name}[")]
        value = _nested(name, own) if own else UNSET
        return _typed(api, value, one.field.type), {key for key, _ in own}
    exploded = one.spelling.endswith("*") or not one.spelling
    if exploded and shape_of(api, one.field.type) == "object":
        known = _keys(api, one.field.type)
        own = [(key, text) for key, text in pairs if known is None or key in known]
        data: Json = {key: unquote_plus(text) for key, text in own}
        return _typed(api, data if own else UNSET, one.field.type), {key for key, _ in own}
    texts = [text for key, text in pairs if key in {name, f"{name}[]"}]
    used = {name, f"{name}[]"} if texts else set()
    if not texts or "/" in style:
        return (_in_media(unquote_plus(texts[0]), style) if texts else UNSET), used
    if exploded:
        return [unquote_plus(text) for text in texts], used
    delimiters = _DELIMITERS.get(style, (",",))
    return _typed(api, _parted(texts[0], delimiters, api, one), one.field.type), used


def from_text(api: Api, one: Argument, text: str) -> Json:
    """What the one text of a path or a header says; of label and matrix what leads it is taken off."""
    style, exploded = one.spelling.strip("+*") or "simple", one.spelling.endswith("*")
    if "/" in style:
        return _in_media(text, style)
    mark = {"label": ".", "matrix": ";"}.get(style, ",") if exploded else ","
    body = text[1:] if style in {"label", "matrix"} else text
    shape = shape_of(api, one.field.type)
    if style == "matrix" and not (exploded and shape == "object"):
        parts = body.split(mark) if exploded else [body]
        body = mark.join(part.partition("=")[2] for part in parts)
    if shape == "scalar":
        return _typed(api, body, one.field.type)
    if exploded and shape == "object":
        found = (part.partition("=") for part in body.split(mark))
        return _typed(api, {key: value for key, _, value in found}, one.field.type)
    return _typed(api, _parted(body, (mark,), api, one), one.field.type)


def _in_media(text: str, media: str) -> Json:
    try:
        return parse_json(text.encode()) if kind_of(media) == "json" else text
    except UnreadableError:
        return text  # so that the check finds it


def _parted(text: str, delimiters: Sequence[str], api: Api, one: Argument) -> Json:
    for other in delimiters[1:]:
        text = text.replace(other, delimiters[0])
    parts = [unquote(part) for part in text.split(delimiters[0])]
    shape = shape_of(api, one.field.type)
    if shape == "object":
        return dict(zip(parts[::2], parts[1::2], strict=False))
    return parts if shape == "list" else parts[0]


def _nested(name: str, pairs: Pairs) -> Json:
    """`name[a][b]=c` as objects in objects."""
    root: dict[str, Json] = {}
    for key, text in pairs:
        *way, last = key[len(name) + 1 :].rstrip("]").split("][")
        at = root
        for step in way:
            inner = at.setdefault(step, {})
            at = inner if isinstance(inner, dict) else {}
        at[last] = unquote_plus(text)
    return root


def _keys(api: Api, kind: Type) -> set[str] | None:
    """The names of an object's fields; None where it takes others too."""
    meant = resolved(api, kind)
    schema = api.schemas.get(meant.name) if isinstance(meant, Ref) else None
    return (
        None if schema is None or schema.additional is not None else {f.name for f in schema.fields}
    )


def _typed(api: Api, value: Json | Unset, kind: Type) -> Json | Unset:
    """The texts in a value as the types say."""
    meant = resolved(api, kind)
    meant = meant.array if isinstance(meant, Tuple) else meant
    if isinstance(value, dict) and isinstance(meant, Array):
        value = list(value.values())
    if isinstance(value, dict):
        kinds = dict(_kinds(api, meant))
        rest = meant.value if isinstance(meant, Map) else ANY
        return {key: _typed(api, one, kinds.get(key, rest)) for key, one in value.items()}
    if isinstance(value, list):
        item = meant.item if isinstance(meant, Array) else ANY
        return [_typed(api, one, item) for one in value]
    return typed(api, value, meant) if isinstance(value, str) else value


def _kinds(api: Api, kind: Type) -> Iterator[tuple[str, Type]]:
    schema = api.schemas.get(kind.name) if isinstance(kind, Ref) else None
    yield from ((one.name, one.type) for one in (schema.fields if schema else ()))
