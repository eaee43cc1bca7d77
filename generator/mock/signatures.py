"""The text that a signature covers, as the family's own SDK makes it.

Written from recorded requests of that SDK (`tests/signatures`), not from our clients.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from decimal import Decimal

from generator.mock.reading import Sent, UnreadableError, items_of, parse_body, query_of, resolved
from generator.mock.requests import Route
from generator.model import ANY, Array, Json


def sign(secret: str, text: str) -> str:
    """Base64 of HMAC-SHA1."""
    digest = hmac.new(secret.encode(), text.encode(errors="replace"), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def signed_text(route: Route, sent: Sent, prefix: str) -> str:
    """The method, the sorted headers of the API and `date`, the path and the sorted arguments, not URL-encoded."""
    headers = {n: v for n, v in sent.headers.items() if n.startswith(prefix) or n == "date"}
    lines = [sent.method, *(f"{name}:{headers[name]}" for name in sorted(headers))]
    arguments = _query(route, sent) if sent.method == "GET" else _body(sent)
    pairs = "&".join(f"{name}={js_text(arguments[name])}" for name in sorted(arguments))
    return "\n".join([*lines, sent.path]) + (f"?{pairs}" if pairs else "")


def _query(route: Route, sent: Sent) -> dict[str, Json]:
    """The arguments of a query; an array is signed whole, however its items are spelt."""
    kinds = {one.field.name: one.field.type for one in route.operation.parameters}
    found: dict[str, Json] = {}
    for name, texts in query_of(route.api, route.operation, sent).items():
        kind = resolved(route.api, kinds.get(name, ANY))
        if isinstance(kind, Array):
            found[name] = items_of(route.api, texts, kind.item)
        else:
            found[name] = ",".join(texts)
    return found


def _body(sent: Sent) -> dict[str, Json]:
    try:
        body = parse_body(sent) if sent.body else {}
    except UnreadableError:
        return {}
    return body if isinstance(body, dict) else {}


def js_text(value: Json) -> str:
    """What a template literal of JavaScript prints: texts bare, the rest as JSON.stringify does."""
    return value if isinstance(value, str) else _js(value)


def _js(value: Json) -> str:
    match value:
        case dict():
            keys = sorted(value, key=_index)
            return "{" + ",".join(f"{_js(key)}:{_js(value[key])}" for key in keys) + "}"
        case list():
            return "[" + ",".join(_js(item) for item in value) + "]"
        case bool() | str() | None:
            return json.dumps(value, ensure_ascii=False)
        case int() | float():
            return _js_number(value)
    raise TypeError("no JSON data")


def _index(key: str) -> int:
    """Array indices come first, in order (ECMA-262, OrdinaryOwnPropertyKeys)."""
    last = 2**32 - 1
    index = key.isascii() and key.isdigit() and len(key) <= 10 and key == str(int(key))
    return min(int(key), last) if index else last


def _js_number(value: float) -> str:
    """ECMA-262, Number::toString, where `point` is its n: 1.0 is 1, 1e-07 is 1e-7."""
    if abs(value) >= 2**1024:
        return "null"
    sign_bit, all_digits, exponent = Decimal(repr(float(value))).normalize().as_tuple()
    digits = "".join(map(str, all_digits))
    point = len(digits) + int(exponent)
    sign_text = "-" if sign_bit and value else ""
    if 0 < point <= 21:
        text = f"{digits[:point]:0<{point}}" + (f".{digits[point:]}" if digits[point:] else "")
    elif -6 < point <= 0:
        text = f"0.{'0' * -point}{digits}"
    else:
        tail = f".{digits[1:]}" if digits[1:] else ""
        text = f"{digits[0]}{tail}e{point - 1:+d}"
    return sign_text + text
