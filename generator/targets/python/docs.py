"""The texts of docstrings: what a page says of an operation, an argument or a field, in the order of use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from generator.model import UNSET, Array, Field, Nullable, OpenEnum, Type
from generator.targets.python.plan import Argument, Call

_LONGEST_SAMPLE: Final = 400


def field_text(item: Field, known: str = "") -> str:
    """Meaning, known members, default, sample and limits of a field; `known` names it where it is read."""
    parts = [item.description.strip(), *_facts(item)]
    text = "\n".join(part for part in parts if part)
    return text or known


def _facts(item: Field) -> Iterator[str]:
    if item.deprecated:
        yield "Deprecated."
    if members := _members(item.type):
        yield f"Known members: {members}."
    if item.default is not UNSET:
        yield f"Default: {_sample(item.default)}."
    if item.example is not UNSET and item.example not in (None, ""):
        yield f"Sample: {_sample(item.example)}."
    yield from _limits(item)


def _limits(item: Field) -> Iterator[str]:
    limits = item.limits
    if limits.max_items is not None:
        yield f"At most {limits.max_items} items."
    if limits.max_length is not None:
        yield f"At most {limits.max_length} characters."
    if limits.minimum is not None or limits.maximum is not None:
        low = "" if limits.minimum is None else f" from {limits.minimum}"
        high = "" if limits.maximum is None else f" up to {limits.maximum}"
        yield f"Values{low}{high}."


def _members(kind: Type) -> str:
    if isinstance(kind, Nullable):
        return _members(kind.inner)
    if isinstance(kind, Array):
        return _members(kind.item)
    if not isinstance(kind, OpenEnum):
        return ""
    told = (f"`{m.value}`" + (f" ({m.description})" if m.description else "") for m in kind.members)
    return ", ".join(told)


def _sample(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return f"`{text}`" if len(text) <= _LONGEST_SAMPLE else f"`{text[:_LONGEST_SAMPLE]}...`"


def call_text(call: Call, returns: str, extra: str = "") -> str:
    """The docstring of a method."""
    operation = call.operation
    summary = operation.summary.strip() or operation.id
    description = operation.description.strip()
    blocks = [
        summary,
        "" if description == summary else description,
        "Deprecated." if operation.deprecated else "",
        extra,
        _arguments(call.arguments),
        f"Returns:\n    {returns}",
        "Raises:\n    APIError: The call failed; see the subclasses in `errors`.",
        _page(call),
    ]
    return "\n\n".join(block for block in blocks if block)


def _arguments(arguments: tuple[Argument, ...]) -> str:
    lines = ["Args:"]
    for argument in arguments:
        text = field_text(argument.field, f"Sent as {argument.field.name}.")
        first, *rest = text.replace("\r", "\n").split("\n")
        lines.append(f"    {argument.name}: {first}")
        lines += [f"        {line}" if line.strip() else "" for line in rest]
    lines.append("    request_options: Timeout, headers, retries and idempotency key of this call.")
    return "\n".join(lines)


def _page(call: Call) -> str:
    pages = sorted(
        call.operation.pages, key=lambda p: (p.edition != "python", p.locale != "en", p.path)
    )
    return f"Page: {pages[0].path}" if pages else ""
