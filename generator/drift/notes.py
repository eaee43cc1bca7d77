"""What documents say beside their demands: texts, examples, defaults, deprecation, extensions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from generator.documents.sources import Target as Site
from generator.drift.found import Found, made
from generator.drift.schemas import Both
from generator.drift.shapes import Shape
from generator.drift.sides import child, equal, node
from generator.model.spelling import value_text

TEXTS: Final = ("title", "summary", "description", "$comment", "externalDocs",
                "x-enum-descriptions", "x-notes")  # fmt: skip
EXAMPLES: Final = ("example", "examples")
OURS: Final = frozenset(("x-docs", "x-inferred", "x-name", "x-missing", "x-bases"))
"""What pages and inferences leave in a document of ours: nothing of the API."""
_STABILITY: Final = ("draft", "alpha", "beta", "stable")
SUNSET: Final = "x-sunset"


def said(old: Site, new: Site, keyword: str) -> Found | None:
    """The two values of a keyword in short, where they differ; without a code."""
    one, other = child(old, keyword), child(new, keyword)
    has = keyword in node(old), keyword in node(new)
    if has[0] == has[1] and equal(one.node, other.node):
        return None
    shown = (
        value_text(each.node) if there else ""
        for each, there in zip((one, other), has, strict=True)
    )
    return made("", (one if has[0] else old, other if has[1] else new), shown)


def texts(old: Site, new: Site) -> Iterator[Found]:
    """Texts and examples of two objects that are no schemas."""
    for keywords, code in ((TEXTS, "text-changed"), (EXAMPLES, "example-changed")):
        for keyword in keywords:
            if keyword in node(old) or keyword in node(new):
                found = said(old, new, keyword)
                if found is not None:
                    yield (code, *found[1:])


def rest(old: Site, new: Site, known: Iterable[str]) -> Iterator[Found]:
    """What no other rule judges: extensions, and keywords that nobody knows."""
    passed = {*known, *TEXTS, *EXAMPLES, *OURS, *JUDGED, "deprecated", "$ref"}
    for keyword in {**node(old), **node(new)}:
        if keyword not in passed and (found := said(old, new, keyword)) is not None:
            yield (_rest_code(keyword), *found[1:])


def _rest_code(keyword: str) -> str:
    return "extension-changed" if keyword.startswith("x-") else "details-changed"


def marks(old: Site, new: Site) -> Iterator[Found]:
    """Deprecation with its end (`x-sunset`, RFC 8594), and how settled a thing is (`x-stability-level`)."""
    was, now = (node(one).get("deprecated") is True for one in (old, new))
    if was != now:
        code = "deprecated" if now else "deprecation-lifted"
        places = (
            child(one, "deprecated") if "deprecated" in node(one) else one for one in (old, new)
        )
        yield made(code, places, (str(node(one).get(SUNSET, "")) for one in (old, new)))
    for keyword, judge in JUDGED.items():
        found = said(old, new, keyword)
        if found is not None:
            code = judge(node(old).get(keyword), node(new).get(keyword))
            yield (code, *found[1:])


def _sunset(old: object, new: object) -> str:
    if not old or not new:
        return "sunset-stated" if new else "sunset-withdrawn"
    # dates of RFC 3339 sort as texts
    return "sunset-earlier" if str(new) < str(old) else "sunset-later"


def _stability(old: object, new: object) -> str:
    before, after = (
        _STABILITY.index(str(one)) if str(one) in _STABILITY else len(_STABILITY) - 1
        for one in (old, new)
    )
    return "stability-lowered" if after < before else "stability-raised"


JUDGED: Final[Mapping[str, Callable[[object, object], str]]] = MappingProxyType(
    {SUNSET: _sunset, "x-stability-level": _stability}
)
"""Extensions that tell callers something: what a change of each is."""


def schema_texts(both: Both) -> Iterator[Found]:
    """Texts and examples of schemas: the outermost counts."""
    for keywords, code in ((TEXTS, "text-changed"), (EXAMPLES, "example-changed")):
        for keyword in keywords:
            if keyword in both.old.keywords or keyword in both.new.keywords:
                yield from _text(both, keyword, code)


def _text(both: Both, keyword: str, code: str) -> Iterator[Found]:
    old, new = both.old.first(keyword), both.new.first(keyword)
    has = [one is not None for one in (old, new)]
    if has[0] == has[1] and old is not None and new is not None and equal(old.node, new.node):
        return
    if _only_merged(both, keyword, old, new):
        return
    yield both.changed(code, keyword, *(value_text(one.node) if one else "" for one in (old, new)))


def _only_merged(both: Both, keyword: str, old: Site | None, new: Site | None) -> bool:
    """A schema made of fewer parts than before keeps one text of theirs, whichever."""
    if len(both.old.parts) == len(both.new.parts):
        return False
    before, after = both.old.texts(keyword), both.new.texts(keyword)
    return bool(old and new) and not before.isdisjoint(after)


def schema_marks(both: Both) -> Iterator[Found]:
    """Deprecation and stability of a schema."""
    old, new = both.old.true("deprecated"), both.new.true("deprecated")
    if old != new:
        sunsets = (one.first(SUNSET) for one in (both.old, both.new))
        shown = (value_text(one.node) if one else "" for one in sunsets)
        yield both.changed("deprecated" if new else "deprecation-lifted", "deprecated", *shown)
    for keyword, judge in JUDGED.items():
        before, after = (_value(one, keyword) for one in (both.old, both.new))
        if before != after:
            shown = (value_text(one) if one else "" for one in (before, after))
            yield both.changed(judge(before, after), keyword, *shown)


def _value(shape: Shape, keyword: str) -> object:
    found = shape.first(keyword)
    return None if found is None else found.node


def defaults(both: Both) -> Iterator[Found]:
    """What leaving a value out means; `x-default` is one that does not suit its type."""
    old, new = (one.first("default") or one.first("x-default") for one in (both.old, both.new))
    if (old is None and new is None) or (old and new and equal(old.node, new.node)):
        return
    code = "stated" if old is None else "withdrawn" if new is None else "changed"
    shown = (value_text(one.node) if one else "" for one in (old, new))
    yield made(f"default-{code}", (old or both.here[0], new or both.here[1]), shown)


def xml(both: Both) -> Iterator[Found]:
    """How XML is spelled; JSON does not care."""
    old, new = (_value(one, "xml") for one in (both.old, both.new))
    if not equal(old, new):
        code = "xml-changed" if both.pair.spoken else "text-changed"
        yield both.changed(code, "xml", *(value_text(one) if one else "" for one in (old, new)))
