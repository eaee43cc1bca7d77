"""What calls answer: statuses, content, headers, links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.documents.sources import Target as Site
from generator.drift import notes
from generator.drift.change import API, REQUEST, RESPONSE
from generator.drift.found import Found, named, within
from generator.drift.inputs import kind_of, schema_of, spelling
from generator.drift.media import contents
from generator.drift.schemas import Comparison, Pair
from generator.drift.shapes import Shape
from generator.drift.sides import Side, child, children, node
from generator.drift.spelled import spelled

_HEADER = ("required", "style", "explode", "schema", "content", "allowReserved", "allowEmptyValue")


def answers(both: Comparison, old: Site, new: Site, direction: str) -> None:
    """The answers of two operations by status; those to a message of the server are given by callers."""
    back = RESPONSE if direction == REQUEST else REQUEST
    before, after = _by_status(old), _by_status(new)
    for status in {**before, **after}:
        one, other = before.get(status), after.get(status)
        if one is not None and other is not None:
            _answer(both, both.old.follow(one), both.new.follow(other), back)
        else:
            word = "success" if status.startswith("2") else "error"
            code = f"{word}-added" if one is None else f"{word}-removed"
            shown = (_content(both.old, one), _content(both.new, other))
            both.add(API, (code, one, other, *shown))


def _by_status(operation: Site) -> Mapping[str, Site]:
    found = children(operation, "responses")
    return {
        name.upper() if name[1:] in ("XX", "xx") else name: one
        for name, one in found.items()
        if not name.startswith("x-")
    }


def _content(side: Side, answer: Site | None) -> str:
    """What it holds, in short."""
    if answer is None:
        return ""
    media = next(iter(children(side.follow(answer), "content").values()), None)
    if media is None:
        return "no content"
    schema = child(media, "schema")
    return spelled(Shape(side, (schema,))) if schema.node is not None else "any"


def _answer(both: Comparison, old: Site, new: Site, direction: str) -> None:
    for found in (*notes.texts(old, new), *notes.rest(old, new, ("content", "headers", "links"))):
        both.add(API, found)
    has = [bool(node(child(one, "content"))) for one in (old, new)]
    if all(has):
        contents(both, old, new, direction, "answer")
    elif any(has):
        code = "answer-emptied" if has[0] else "answer-described"
        both.add(API, (code, old, new, _content(both.old, old), _content(both.new, new)))
    _headers(both, old, new, direction)
    for found in _links(old, new):
        both.add(API, found)


def _headers(both: Comparison, old: Site, new: Site, direction: str) -> None:
    before, after = _by_name(old), _by_name(new)
    for name in {**before, **after}:
        one, other = before.get(name), after.get(name)
        if one is not None and other is not None:
            _header(both, both.old.follow(one), both.new.follow(other), direction)
        else:
            code = "header-added" if one is None else "header-removed"
            both.add(API, named(code, name, one, other))


def _by_name(answer: Site) -> Mapping[str, Site]:
    """Names of headers have no case (RFC 9110, section 5.1)."""
    return {name.lower(): one for name, one in children(answer, "headers").items()}


def _header(both: Comparison, old: Site, new: Site, direction: str) -> None:
    was, now = (node(one).get("required") is True for one in (old, new))
    if was != now:
        code = "header-became-required" if now else "header-became-optional"
        both.add(API, (code, old, new, kind_of(both.old, old), kind_of(both.new, new)))
    for found in (*notes.texts(old, new), *notes.marks(old, new), *notes.rest(old, new, _HEADER)):
        both.add(API, found)
    if spelling(old) != spelling(new):
        both.add(API, ("parameter-spelling-changed", old, new, spelling(old), spelling(new)))
    one, other = schema_of(old), schema_of(new)
    if one is not None and other is not None:
        both.wait(Pair((one,), (other,), direction))
    elif one is not other:
        code = "type-narrowed" if one is None else "type-widened"
        both.add(direction, (code, one or old, other or new, "", ""))


def _links(old: Site, new: Site) -> Iterator[Found]:
    before, after = children(old, "links"), children(new, "links")
    for name in {**before, **after}:
        one, other = before.get(name), after.get(name)
        if one is None or other is None or one.node != other.node:
            yield within("link-changed", name, (one, other), (old, new))
