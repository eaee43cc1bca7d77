"""Texts and values of three versions: as a page said them before, as it says them now, as a twin says them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from generator.assembly.vote import flat
from generator.model import UNSET, Json
from generator.pages.bullets import bullet_members

_GONE: Final = object()


def alike(one: object, other: object) -> bool:
    """Do two pages say the same? `1` and `true`, which Python calls equal, are not; white space in texts is no word."""
    return repr(flat(one)) == repr(flat(other))


def members(text: str) -> dict[str, str]:
    """The lines of a text that list enum members, by the member."""
    found = {}
    for line in text.split("\n"):
        for one in bullet_members(line, plain=True):
            found[str(one.value)] = line
    return found if {str(m.value) for m in bullet_members(text, plain=True)} == set(found) else {}


def with_members(text: str, before: str, mine: str, *, words: bool) -> str:
    """A twin's text with the enum members that a page's text got, and without those that it lost.

    `words`: with what the page says of them, too.
    """
    old, new, own = members(before), members(mine), members(text)
    gone = {own[value] for value in own if value in old and value not in new}
    lines = [line for line in text.split("\n") if line not in gone]
    bullets = [at for at, line in enumerate(lines) if line in own.values()]
    added = [
        line if words else _bare(value, line)
        for value, line in new.items()
        if value not in old and value not in own
    ]
    at = bullets[-1] + 1 if bullets else len(lines)
    return "\n".join([*lines[:at], *added, *lines[at:]]).lstrip("\n")


def only_members(text: str) -> str:
    """What a text says in any language: its enum members."""
    return "\n".join(_bare(value, line) for value, line in members(text).items())


def _bare(value: str, line: str) -> str:
    """A member's line without its meaning; one without backticks must have some."""
    lead = line[: line.index("-")]
    return f"{lead}- `{value}`" if f"`{value}`" in line else f"{lead}- {value}: {value}"


def merged(before: Json, mine: Json, own: Json) -> Json:
    """A twin's JSON value with what changed on a page; where the twin says it in its own way, its own stays."""
    if alike(before, mine) or alike(own, mine):
        return own
    if alike(before, own):
        return mine
    match before, mine, own:
        case dict(), dict(), dict():
            return _objects(before, mine, own)
        case list(), list(), list() if len(before) == len(mine) == len(own):
            return [merged(*three) for three in zip(before, mine, own, strict=True)]
        case _:
            return own


def _objects(
    before: Mapping[str, Json], mine: Mapping[str, Json], own: Mapping[str, Json]
) -> dict[str, Json]:
    found = {
        key: merged(before.get(key, _GONE), mine[key], value) if key in mine else value
        for key, value in own.items()
        if key in mine or key not in before or not alike(before[key], value)
    }
    for key in mine:
        if key not in before and key not in own:
            found = inserted(found, key, mine[key], mine)
    return found


def inserted(found: dict[str, Json], key: str, value: Json, like: Iterable[str]) -> dict[str, Json]:
    """An object with one more key, which stands behind the key that it stands behind in another object."""
    names = list(like)
    above = [name for name in names[: names.index(key)] if name in found]
    if not above:
        return {key: value, **found}
    rows = list(found.items())
    at = list(found).index(above[-1]) + 1
    return dict([*rows[:at], (key, value), *rows[at:]])


def nothing(value: Json) -> bool:
    """Does a page say nothing there?"""
    return value is UNSET or value in ("", None)
