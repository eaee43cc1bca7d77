"""Operations of two Apis compared: HTTP, inputs, answers, texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.drift.change import API, REQUEST, RESPONSE, Change
from generator.drift.semantic_fields import Walker
from generator.drift.semantic_types import Difference
from generator.drift.semantic_wire import wire
from generator.model import (
    UNSET,
    Api,
    Body,
    Field,
    Operation,
    Ref,
    Response,
    Sample,
    Security,
    body_fields,
    security_of,
    security_text,
)
from generator.model.spelling import spell, value_text

Places = Mapping[str, tuple[str, Field]]
"""By the input's name: where a request holds it (query, path, header, cookie, body), and what it is."""


def operations(walker: Walker) -> None:
    """Compare the operations of the walker's Apis by id."""
    before = {one.id: one for one in walker.old.operations}
    after = {one.id: one for one in walker.new.operations}
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old is not None and new is not None:
            _operation(old, new, walker)
        elif old is not None:
            walker.add("operation-removed", API, key, _call(old))
        elif new is not None:
            walker.add("operation-added", API, key, "", _call(new))


def _call(operation: Operation) -> str:
    return f"{operation.method} {operation.path}"


def _operation(old: Operation, new: Operation, walker: Walker) -> None:
    for code, was, now in (*_http(old, new), *_security(old, new, walker), *_texts(old, new)):
        walker.add(code, API, old.id, was, now)
    _body(old, new, walker)
    _inputs(old, new, walker)
    _answers(old, new, walker)
    wire(old, new, walker)


def _http(old: Operation, new: Operation) -> Iterator[Difference]:
    if old.method != new.method:
        yield "method-changed", old.method, new.method
    if old.path != new.path:
        yield "path-changed", old.path, new.path
    if old.deprecated != new.deprecated:
        yield "deprecated" if new.deprecated else "deprecation-lifted", "", ""


def _security(old: Operation, new: Operation, walker: Walker) -> Iterator[Difference]:
    if old.security is not None or new.security is not None:
        yield from security_changes(security_of(walker.old, old), security_of(walker.new, new))


def security_changes(old: Security, new: Security) -> Iterator[Difference]:
    """Stricter: what was enough for a call is no longer enough."""
    ways, now = _ways(old), _ways(new)
    if ways == now:
        return
    stricter = any(not any(want <= way for want in now) for way in ways)
    code = "security-tightened" if stricter else "security-relaxed"
    yield code, security_text(old), security_text(new)


def _ways(security: Security) -> set[frozenset[tuple[str, str]]]:
    """The sets of schemes and scopes of which each is enough; nothing at all where credentials are not asked for."""
    needs = (
        {(need.scheme, scope) for need in one for scope in ("", *need.scopes)} for one in security
    )
    return {frozenset(one) for one in needs} or {frozenset()}


def _texts(old: Operation, new: Operation) -> Iterator[Difference]:
    for name in ("summary", "description"):
        if getattr(old, name) != getattr(new, name):
            yield "text-changed", value_text(getattr(old, name)), value_text(getattr(new, name))
    if [note.text for note in old.notes] != [note.text for note in new.notes]:
        yield "text-changed", "notes", "notes"
    if old.tag != new.tag:
        yield "tag-changed", old.tag, new.tag
    before, after = _samples(old), _samples(new)
    for edition in sorted(before.keys() | after.keys()):
        if before.get(edition) != after.get(edition):
            was, now = (edition if edition in one else "" for one in (before, after))
            yield "sample-changed", was, now


def _samples(operation: Operation) -> Mapping[str, Sample]:
    return {sample.edition: sample for sample in operation.samples if not sample.generated}


def _body(old: Operation, new: Operation, walker: Walker) -> None:
    """The body as a whole; the fields of an object are inputs."""
    where = f"{old.id}.body"
    if old.body is not None and new.body is not None:
        _bodies(old.body, new.body, where, walker)
    elif old.body is not None and not _flat(old.body, walker):
        walker.add("body-removed", API, where, _spelled(old.body))
    elif new.body is not None and not _flat(new.body, walker):
        code = f"{'required' if new.body.required else 'optional'}-body-added"
        walker.add(code, API, where, "", _spelled(new.body))


def _bodies(old: Body, new: Body, where: str, walker: Walker) -> None:
    if old.media != new.media:
        walker.add("body-media-changed", API, where, old.media, new.media)
    if old.description != new.description:
        walker.add("text-changed", API, where, old.description, new.description)
    if _flat(old, walker) and _flat(new, walker):
        if isinstance(old.type, Ref) and old.type == new.type:
            walker.pairs([(old.type.name, old.type.name)], REQUEST)
        return
    if old.required != new.required:
        walker.add("body-required" if new.required else "body-optional", API, where)
    if old.type is None or new.type is None:
        walker.add("type-changed", REQUEST, where, _spelled(old), _spelled(new))
    else:
        walker.type(old.type, new.type, REQUEST, where)


def _spelled(body: Body) -> str:
    return "object" if body.type is None else spell(body.type)


def _flat(body: Body, walker: Walker) -> bool:
    """Is the body an object whose fields callers give one by one?"""
    if body.type is None:
        return True
    return isinstance(body.type, Ref) and any(
        (schema := api.schemas.get(body.type.name)) is not None and schema.type is None
        for api in (walker.old, walker.new)
    )


def _same_schema(old: Operation, new: Operation) -> bool:
    """Is the body one and the same schema on both sides? Then its fields are compared as that schema's."""
    return (
        old.body is not None
        and new.body is not None
        and isinstance(old.body.type, Ref)
        and old.body.type == new.body.type
    )


def _inputs(old: Operation, new: Operation, walker: Walker) -> None:
    skip = _same_schema(old, new)
    before, after = _places(walker.old, old, skip), _places(walker.new, new, skip)
    for name, (place, item) in before.items():
        where = f"{old.id}.{name}"
        if name not in after:
            walker.add("input-removed", API, where, f"{spell(item.type)} in the {place}")
            continue
        moved, other = after[name]
        if moved != place:
            walker.add("input-moved", API, where, place, moved)
        walker.field(item, other, REQUEST, where)
    for name, (place, item) in after.items():
        if name not in before:
            code = f"{'required' if item.required else 'optional'}-input-added"
            walker.add(code, API, f"{old.id}.{name}", "", f"{spell(item.type)} in the {place}")


def _places(api: Api, operation: Operation, skip_body: bool) -> Places:
    """The inputs by name; one name at several places is told apart by them."""
    listed = [(one.location, one.field) for one in operation.parameters]
    if not skip_body:
        listed += [
            ("body", item) for item in body_fields(api, operation.body) if not item.read_only
        ]
    found: dict[str, tuple[str, Field]] = {}
    for place, item in listed:
        name = item.name if item.name not in found else f"{item.name} ({place})"
        found[name] = (place, item)
    return found


def _answers(old: Operation, new: Operation, walker: Walker) -> None:
    before = {one.status: one for one in old.responses}
    after = {one.status: one for one in new.responses}
    for status in sorted(before.keys() | after.keys()):
        answer, other = before.get(status), after.get(status)
        if answer is not None and other is not None:
            _answer(answer, other, f"{old.id}.{status}", walker)
            continue
        kind = "success" if status.startswith("2") else "error"
        code = f"{kind}-{'removed' if other is None else 'added'}"
        walker.add(code, API, f"{old.id}.{status}", _content(answer), _content(other))


def _content(answer: Response | None) -> str:
    if answer is None:
        return ""
    return spell(answer.type) if answer.type is not None else "no content"


def _answer(old: Response, new: Response, where: str, walker: Walker) -> None:
    if old.type is not None and new.type is not None:
        walker.type(old.type, new.type, RESPONSE, where)
        if old.media != new.media:
            walker.add("answer-media-changed", API, where, old.media, new.media)
    elif old.type is not None:
        walker.add("answer-emptied", API, where, _content(old), _content(new))
    elif new.type is not None:
        walker.add("answer-described", API, where, _content(old), _content(new))
    if old.description != new.description:
        walker.add("text-changed", API, where, old.description, new.description)
    if value_text(old.example) != value_text(new.example):
        shown = ("" if one.example is UNSET else "an example" for one in (old, new))
        walker.add("example-changed", API, where, *shown)


def renamed(found: list[Change], old: Api, new: Api) -> list[Change]:
    """The changes, where an operation that is gone says under which name the same call is there now."""
    names = {one.id for one in old.operations}
    now = {_call(one): one.id for one in new.operations if one.id not in names}
    before = {one.id: now[_call(one)] for one in old.operations if _call(one) in now}
    return [_with_name(one, before.get(one.where, "")) for one in found]


def _with_name(one: Change, name: str) -> Change:
    if one.code != "operation-removed" or not name:
        return one
    text = f"{one.explanation} The same call is named `{name}` now."
    return replace(one, explanation=text)
