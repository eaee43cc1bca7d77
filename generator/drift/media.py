"""Media types of bodies and answers, and how the parts of forms are spelled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Final

from generator.documents.sources import Target as Site
from generator.drift import notes
from generator.drift.change import API
from generator.drift.found import Found
from generator.drift.schemas import Comparison, Pair
from generator.drift.sides import child, children, node
from generator.model.spelling import value_text
from generator.model.wire import form

_JSON: Final = re.compile(r"(application|text)/([^;]*\+)?json\b")
_CHARSET: Final = re.compile(r";charset=[^;]*")
_KNOWN: Final = ("schema", "itemSchema", "encoding", "prefixEncoding", "itemEncoding")


def contents(both: Comparison, old: Site, new: Site, direction: str, word: str) -> None:
    """The content of two bodies or answers, by media type."""
    before, after = _by_media(old), _by_media(new)
    for name in (one for one in before if one in after):
        _media(both, before[name], after[name], direction, spoken=not _JSON.match(name))
    gone = {name: one for name, one in before.items() if name not in after}
    come = {name: one for name, one in after.items() if name not in before}
    at = child(old, "content"), child(new, "content")
    for found in _others(gone, come, at, word):
        both.add(API, found)


def _by_media(site: Site) -> Mapping[str, Site]:
    """By the media type; `charset` means nothing to JSON (RFC 8259, section 11)."""
    found: dict[str, Site] = {}
    for name, one in children(site, "content").items():
        found.setdefault(_plain(name), one)
    return found


def _plain(name: str) -> str:
    text = re.sub(r"\s*;\s*", ";", name.strip().lower())
    return _CHARSET.sub("", text) if _JSON.match(text) else text


def _others(
    gone: dict[str, Site], come: dict[str, Site], at: tuple[Site, Site], word: str
) -> Iterator[Found]:
    """Media types that are gone or came; one that holds another is wider."""
    for name in list(gone):
        for other in list(come):
            code = "widened" if _holds(other, name) else "narrowed" if _holds(name, other) else ""
            if code and name in gone:
                yield f"{word}-media-{code}", gone.pop(name), come.pop(other), name, other
    if len(gone) == len(come) == 1:
        (name, one), (other, site) = *gone.items(), *come.items()
        yield f"{word}-media-changed", one, site, name, other
        return
    for name, one in gone.items():
        yield f"{word}-media-removed", one, at[1], name, ""
    for name, one in come.items():
        yield f"{word}-media-added", at[0], one, "", name


def _holds(wide: str, name: str) -> bool:
    """`application/*` holds `application/json` (RFC 9110, section 12.5.1), a type its form with parameters."""
    plain = name.partition(";")[0]
    pattern = wide.replace("[", "[[]")
    return (wide != name) and (fnmatchcase(plain, pattern) if "*" in wide else wide == plain)


def _media(both: Comparison, old: Site, new: Site, direction: str, *, spoken: bool) -> None:
    for keyword in ("schema", "itemSchema"):
        one, other = child(old, keyword), child(new, keyword)
        has = keyword in node(old), keyword in node(new)
        if all(has):
            both.wait(Pair((one,), (other,), direction, spoken))
        elif any(has):
            code = "type-narrowed" if has[1] else "type-widened"
            both.add(direction, (code, one if has[0] else old, other if has[1] else new, "", ""))
    for found in (*notes.texts(old, new), *notes.rest(old, new, _KNOWN), *_encodings(old, new)):
        both.add(API, found)


def _encodings(old: Site, new: Site) -> Iterator[Found]:
    before, after = children(old, "encoding"), children(new, "encoding")
    for name in {**before, **after}:
        one, other = before.get(name), after.get(name)
        was, now = (_encoding(each) for each in (one, other))
        if was == now:
            continue
        code = "encoding-described" if not was or not now else "encoding-changed"
        yield code, one or old, other or new, was, now
    for keyword in _KNOWN[3:]:
        if (found := notes.said(old, new, keyword)) is not None:
            yield ("encoding-changed", *found[1:])


def _encoding(site: Site | None) -> str:
    if site is None:
        return ""
    said = node(site)
    style, explode = said.get("style"), said.get("explode")
    told = form(
        "query",
        style if isinstance(style, str) else "",
        explode if isinstance(explode, bool) else None,
    )
    more = {key: value for key, value in said.items() if key not in ("style", "explode")}
    return value_text([*told, more])
