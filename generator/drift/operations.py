"""Operations of two documents, webhooks and callbacks too: which is which, and what differs in each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from generator.documents.grammar import METHODS
from generator.documents.sources import Target as Site
from generator.drift import answers, notes, security, servers
from generator.drift.change import API, REQUEST, RESPONSE
from generator.drift.found import Found, made, named, within
from generator.drift.inputs import bodies, parameters
from generator.drift.schemas import Comparison
from generator.drift.sides import Side, child, children, items, node
from generator.model.spelling import value_text
from generator.openapi.keys import MORE, OTHERS
from generator.openapi.load import is_hidden
from generator.openapi.names_in import distinct, from_place, operation_ids

_VARIABLE: Final = re.compile(r"\{[^{}]*\}")
_KNOWN: Final = (
    "operationId", "tags", "parameters", "requestBody", "responses", "callbacks", "security",
    "servers", "x-codeSamples",
)  # fmt: skip

_OF_ITEM: Final = (*METHODS, OTHERS, MORE, "parameters", "servers")


@dataclass(frozen=True, slots=True)
class Call:
    """An operation as it is called; `item` is the path item that holds it, `name` what clients call it."""

    method: str
    path: str
    site: Site
    item: Site
    name: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What a server knows it by: the names of variables in its path are nothing to it."""
        return self.method, _VARIABLE.sub("{}", self.path)

    @property
    def text(self) -> str:
        """The call in short."""
        return f"{self.method} {self.path}".strip()


def calls(side: Side, paths: Site) -> Iterator[Call]:
    """The operations below `paths`, `webhooks` or a callback."""
    for path in node(paths):
        if not path.startswith("x-"):
            item = side.follow(child(paths, path))
            for key in node(item):
                if key in METHODS:
                    yield Call(key.upper(), path, side.follow(child(item, key)), item)
            for key, one in children(item, OTHERS).items():
                yield Call(key, path, one, item)
            for one in items(item, MORE):
                yield Call(str(node(one).get("x-method", "")), path, one, item)


def _named(side: Side) -> list[Call]:
    """The operations with the names of their methods in generated clients."""
    every = calls(side, child(side.root, "paths"))
    found = [one for one in every if not is_hidden(node(one.site))]
    found.sort(key=lambda one: (one.path, one.method))
    said = [str(node(one.site).get("operationId") or "") for one in found]
    if "x-docs" in node(side.root):
        names = distinct(said)
    else:
        given = [
            one or from_place(call.method, call.path) for one, call in zip(said, found, strict=True)
        ]
        names = operation_ids(given, [one.path for one in found])
    return [replace(one, name=name) for one, name in zip(found, names, strict=True)]


def operations(both: Comparison) -> None:
    """Compare all that callers call, and the messages that they get."""
    for before, after in _paired(_named(both.old), _named(both.new)):
        _either(both, "operation", before, after, REQUEST)
    old, new = (child(side.root, "webhooks") for side in (both.old, both.new))
    _messages(both, "webhook", old, new)


def _messages(both: Comparison, word: str, old: Site, new: Site) -> None:
    """Operations that the server calls: what they hold goes the other way."""
    before = {(one.method, one.path): one for one in calls(both.old, old)}
    after = {(one.method, one.path): one for one in calls(both.new, new)}
    for key in {**before, **after}:
        _either(both, word, before.get(key), after.get(key), RESPONSE)


def _paired(old: list[Call], new: list[Call]) -> list[tuple[Call | None, Call | None]]:
    """Operations by method and path (of several by name too), then by name alone."""
    left, pairs = list(old), []
    after = list(new)
    for key in _KEYS:
        known = {key(one): one for one in reversed(after)}
        for one in list(left):
            other = known.pop(key(one), None)
            if other is not None:
                pairs.append((one, other))
                left.remove(one)
                after.remove(other)
    return [*pairs, *((one, None) for one in left), *((None, one) for one in after)]


_KEYS: Final[tuple[Callable[[Call], object], ...]] = (
    lambda one: (one.key, one.name),
    lambda one: one.key,
    lambda one: one.name,
)


def _either(
    both: Comparison, word: str, old: Call | None, new: Call | None, direction: str
) -> None:
    if old is None or new is None:
        code = f"{word}-added" if old is None else f"{word}-removed"
        sites = (one.site if one else None for one in (old, new))
        both.add(API, made(code, sites, (one.text if one else "" for one in (old, new))))
    elif not (_alike(old, new) and both.same.same(old.item, new.item)):
        _operation(both, old, new, direction)


def _alike(old: Call, new: Call) -> bool:
    return (old.method, old.path) == (new.method, new.path)


def _operation(both: Comparison, old: Call, new: Call, direction: str) -> None:
    for name, was, now in (
        ("method", old.method, new.method),
        ("path", *(one.key[1] for one in (old, new))),
    ):
        if was != now:
            shown = (was, now) if name == "method" else (old.path, new.path)
            both.add(API, (f"{name}-changed", old.site, new.site, *shown))
    _names(both, old, new)
    parameters(both, old, new, direction)
    bodies(both, old.site, new.site, direction)
    answers.answers(both, old.site, new.site, direction)
    security.of_operations(both, old.site, new.site)
    servers.of_calls(both, old, new)
    _callbacks(both, old.site, new.site)


def _names(both: Comparison, old: Call, new: Call) -> None:
    one, other = old.site, new.site
    named = any("operationId" in node(site) for site in (one, other))
    if named and old.name != new.name:  # a name that we made of the path is nobody's word
        sites = (
            child(site, "operationId") if "operationId" in node(site) else site
            for site in (one, other)
        )
        both.add(API, made("operation-renamed", sites, (old.name, new.name)))
    found = [*notes.texts(one, other), *notes.marks(one, other), *notes.rest(one, other, _KNOWN)]
    if old.path == new.path:
        found += [*notes.texts(old.item, new.item), *notes.rest(old.item, new.item, _OF_ITEM)]
    for each in (*found, *_tags(one, other), *_samples(one, other)):
        both.add(API, each)


def _tags(old: Site, new: Site) -> Iterator[Found]:
    found = notes.said(old, new, "tags")
    if found is not None:
        yield ("tag-changed", *found[1:])


def _samples(old: Site, new: Site) -> Iterator[Found]:
    before, after = _by_edition(old), _by_edition(new)
    for edition in sorted({**before, **after}):
        one, other = before.get(edition), after.get(edition)
        if value_text(one and one.node) != value_text(other and other.node):
            yield within("sample-changed", edition, (one, other), (old, new))


def _by_edition(operation: Site) -> Mapping[str, Site]:
    return {
        str(node(one).get("x-edition") or node(one).get("lang") or index): one
        for index, one in enumerate(items(operation, "x-codeSamples"))
    }


def _callbacks(both: Comparison, old: Site, new: Site) -> None:
    before, after = children(old, "callbacks"), children(new, "callbacks")
    for name in {**before, **after}:
        one, other = before.get(name), after.get(name)
        if one is not None and other is not None:
            _messages(both, "callback", both.old.follow(one), both.new.follow(other))
        else:
            code = "callback-added" if one is None else "callback-removed"
            both.add(API, named(code, name, one, other))
