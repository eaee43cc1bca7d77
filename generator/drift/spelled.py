"""Schemas in short, for people."""

from __future__ import annotations

from generator.documents.sources import Target as Site
from generator.drift.shapes import EVERY, Shape
from generator.drift.sides import node


def spelled(shape: Shape) -> str:
    """A schema in short, for people: `Book`, `string (date) or null`, `Book[]`."""
    base = _reference(shape.at) or _kinds(shape)
    takes_null = shape.null and not shape.anything and base != "any"
    return f"{base} or null" if takes_null and base else base or "null"


def _reference(site: Site) -> str:
    said = node(site).get("$ref")
    return said.rpartition("/")[2] if isinstance(said, str) else ""


def _kinds(shape: Shape, depth: int = 4) -> str:
    if shape.never:
        return "nothing"
    if shape.options and depth:
        options = (Shape(shape.side, (one,)) for _, group in shape.options for one in group)
        found = [_reference(one.at) or _kinds(one, depth - 1) for one in options]
        return " or ".join(dict.fromkeys(found[:8]))
    if shape.types == EVERY:
        return "any"
    form = shape.first("format")
    more = f" ({form.node})" if form is not None else ""
    return " or ".join(_kind(shape, one, depth) for one in sorted(shape.types)) + more


def _kind(shape: Shape, kind: str, depth: int) -> str:
    item = shape.first("items") if kind == "array" and depth else None
    if item is None:
        return kind
    inner = _reference(item) or _kinds(Shape(shape.side, (item,)), depth - 1)
    return f"({inner})[]" if " " in inner else f"{inner}[]"
