"""What goes over the wire, compared: spelling of parameters, media types, headers, servers, details."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.drift.change import API, RESPONSE
from generator.drift.semantic_fields import Walker
from generator.drift.semantic_types import Difference
from generator.model import Media, Operation, Parameter, Response, Words, beside


def wire(old: Operation, new: Operation, walker: Walker) -> None:
    """Compare two operations of one name."""
    before = {(one.location, one.field.name): one for one in old.parameters}
    for one in new.parameters:
        other = before.get((one.location, one.field.name))
        if other is not None and _spelling(other) != _spelling(one):
            where = f"{old.id}.{one.field.name}"
            walker.add("parameter-spelling-changed", API, where, _spelling(other), _spelling(one))
    if old.body is not None and new.body is not None:
        for code, was, now in _media(old.body.contents, new.body.contents):
            walker.add(f"body-media-{code}", API, f"{old.id}.body", was, now)
    answers = {one.status: one for one in new.responses}
    for response in old.responses:
        if (answer := answers.get(response.status)) is not None:
            _answer(response, answer, f"{old.id}.{response.status}", walker)
    if old.servers != new.servers:
        urls = (", ".join(one.url for one in each.servers) for each in (old, new))
        walker.add("servers-changed", API, old.id, *urls)
    for code, was, now in details(old.words, new.words):
        walker.add(code, API, old.id, was, now)


def _answer(old: Response, new: Response, where: str, walker: Walker) -> None:
    for code, was, now in _media(old.contents, new.contents):
        walker.add(f"answer-media-{code}", API, where, was, now)
    before = {one.field.name.lower(): one for one in old.headers}
    after = {one.field.name.lower(): one for one in new.headers}
    for name in sorted(before.keys() - after.keys()):
        walker.add("header-removed", API, where, name)
    for name in sorted(after.keys() - before.keys()):
        walker.add("header-added", API, where, "", name)
    for name in sorted(before.keys() & after.keys()):
        walker.field(before[name].field, after[name].field, RESPONSE, f"{where}.{name}")


def _media(old: tuple[Media, ...], new: tuple[Media, ...]) -> Iterator[Difference]:
    """The further media types that are gone or come; the first is compared with its type."""
    was, now = {one.name for one in old}, {one.name for one in new}
    first = {old[0].name, new[0].name} if old[0].name != new[0].name else set()
    yield from (("removed", name, "") for name in sorted(was - now - first))
    yield from (("added", "", name) for name in sorted(now - was - first))


def _spelling(one: Parameter) -> str:
    style, explode = one.form
    return one.media or f"{style}{', exploded' if explode else ''}"


def details(old: Words | None, new: Words | None) -> Iterator[Difference]:
    """What the documents say beyond the model, where it differs: by the keys that say it."""
    before, after = beside(old), beside(new)
    if before != after:
        yield "details-changed", _keys(before), _keys(after)


def _keys(words: Words | None) -> str:
    return ", ".join(sorted(set(_said(words)))) if words else ""


def _said(words: Words) -> Iterable[str]:
    yield from words.said
    for one in words.below.values():
        yield from _said(one)
