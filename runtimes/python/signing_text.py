"""Text of JSON values as JavaScript prints them; signatures are computed over it."""

from __future__ import annotations

import json
from typing import Any


def js_text(value: Any) -> str:
    """What a JavaScript template literal prints: strings bare, the rest as JSON.stringify does."""
    return value if isinstance(value, str) else _stringify(value)


def _stringify(value: Any) -> str:
    """JSON.stringify (ECMA-262, 25.5.2)."""
    if isinstance(value, dict):
        keys = sorted(value, key=_key_order)
        pairs = (f"{_stringify(key)}:{_stringify(value[key])}" for key in keys)
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_stringify, value)) + "]"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(float(value)) if abs(value) < 2**1024 else "null"
    return json.dumps(value, ensure_ascii=False)


def _key_order(key: str) -> int:
    """JavaScript puts array indices before all other keys (ECMA-262, 10.1.11.1)."""
    digits = len(key) <= 10 and key.isascii() and key.isdigit()
    index = int(key) if digits and str(int(key)) == key else 2**32
    return min(index, 2**32 - 1)


def _number(value: float) -> str:
    """Number::toString (ECMA-262, 6.1.6.1.20): 1.0 is 1, 1e-07 is 1e-7, 1e21 is 1e+21."""
    if value == 0:
        return "0"
    mantissa, _, power = repr(abs(value)).partition("e")
    whole, _, part = mantissa.partition(".")
    digits = (whole + part).lstrip("0")
    point = len(digits) - len(part) + int(power or 0)  # digits before the decimal point
    digits = digits.rstrip("0")
    sign = "-" if value < 0 else ""
    if not -6 < point <= 21:
        tail = f".{digits[1:]}" if digits[1:] else ""
        return f"{sign}{digits[0]}{tail}e{point - 1:+d}"
    if point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    head, tail = digits[:point].ljust(point, "0"), digits[point:]
    return f"{sign}{head}.{tail}" if tail else f"{sign}{head}"
