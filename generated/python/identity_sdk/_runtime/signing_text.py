"""Text of JSON values as JavaScript prints them; signatures are computed over it."""

from __future__ import annotations

import json
from typing import Any


def js_text(value: Any) -> str:
    """What a JavaScript template literal prints: strings bare, objects as JSON.stringify does."""
    return value if isinstance(value, str) else _stringify(value)


def _stringify(value: Any) -> str:
    return json.dumps(_whole(value), ensure_ascii=False, separators=(",", ":"))


def _whole(value: Any) -> Any:
    """JavaScript has one kind of number: 1.0 prints as 1."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        return int(value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    return value
