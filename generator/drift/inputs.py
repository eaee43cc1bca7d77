"""What requests hold: parameters and bodies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol

from generator.documents.sources import Target as Site
from generator.drift import notes
from generator.drift.change import API, REQUEST
from generator.drift.media import contents
from generator.drift.schemas import Comparison, Pair
from generator.drift.shapes import Shape
from generator.drift.sides import Side, child, children, items, node
from generator.drift.spelled import spelled
from generator.model.wire import form

_KNOWN: Final = (
    "name", "in", "required", "style", "explode", "allowReserved", "allowEmptyValue", "schema",
    "content",
)  # fmt: skip
Key = tuple[str, str]


class Called(Protocol):
    """An operation as it is called."""

    @property
    def path(self) -> str:
        """Its path."""

    @property
    def site(self) -> Site:
        """The operation."""

    @property
    def item(self) -> Site:
        """The path item that holds it."""


def parameters(both: Comparison, old: Called, new: Called, direction: str) -> None:
    """Parameters by place and name; those of the path by their turn in it, since their names are not sent."""
    before, after = _parameters(both.old, old), _parameters(both.new, new)
    gone = {key: one for key, one in before.items() if key not in after}
    come = {key: one for key, one in after.items() if key not in before}
    for key in (one for one in before if one in after):
        _parameter(both, both.old.follow(before[key]), both.new.follow(after[key]), direction)
    for key, one in gone.items():
        moved = next((other for other in come if other[1].lower() == key[1].lower()), None)
        if moved is not None:
            sites = both.old.follow(one), both.new.follow(come.pop(moved))
            both.add(API, ("input-moved", *sites, key[0], moved[0]))
        else:
            both.add(API, ("input-removed", one, None, _summary(both.old, one), ""))
    for one in come.values():
        both.add(API, (_added(both.new.follow(one)), None, one, "", _summary(both.new, one)))


def _parameters(side: Side, call: Called) -> Mapping[Key, Site]:
    """Those of the operation and of its path, where they are given; the operation's count where both have one."""
    found: dict[Key, Site] = {}
    for holder in (call.item, call.site):
        for one in items(holder, "parameters"):
            said = side.follow(one)
            found[_key(node(said).get("in"), node(said).get("name"), call.path)] = one
    return found


def _key(place: object, name: object, path: str) -> Key:
    if place == "path":
        before, found, _ = path.partition(f"{{{name}}}")
        return ("path", f"{{{before.count('{')}}}" if found else str(name))
    return (str(place), str(name).lower() if place == "header" else str(name))


def _parameter(both: Comparison, old: Site, new: Site, direction: str) -> None:
    was, now = (
        node(one).get("required") is True or node(one).get("in") == "path" for one in (old, new)
    )
    if was != now:
        code = "became-required" if now else "became-optional"
        both.add(REQUEST, (code, old, new, _summary(both.old, old), _summary(both.new, new)))
    for found in (*notes.texts(old, new), *notes.marks(old, new), *notes.rest(old, new, _KNOWN)):
        both.add(API, found)
    _spelling(both, old, new)
    _value(both, old, new, direction)


def _spelling(both: Comparison, old: Site, new: Site) -> None:
    before, after = spelling(old), spelling(new)
    if before != after:
        both.add(API, ("parameter-spelling-changed", old, new, before, after))


def spelling(site: Site) -> str:
    """How a parameter's or header's value is written: its media type, or style and explode."""
    said = node(site)
    if media := next(iter(node(child(site, "content"))), ""):
        return media
    style, explode = said.get("style"), said.get("explode")
    told, exploded = form(
        str(said.get("in", "header")),
        style if isinstance(style, str) else "",
        explode if isinstance(explode, bool) else None,
    )
    reserved = ", reserved characters as they are" if said.get("allowReserved") is True else ""
    empty = ", empty values" if said.get("allowEmptyValue") is True else ""
    return f"{told}{', exploded' if exploded else ''}{reserved}{empty}"


def _value(both: Comparison, old: Site, new: Site, direction: str) -> None:
    """What the value may be; that of a media type is no text of a parameter."""
    one, other = (schema_of(site) for site in (old, new))
    if one is not None and other is not None:
        spoken = "schema" in node(old) and "schema" in node(new)
        both.wait(Pair((one,), (other,), direction, spoken))
    elif one is not other:
        code = "type-narrowed" if one is None else "type-widened"
        both.add(direction, (code, one or old, other or new, "", ""))


def schema_of(site: Site) -> Site | None:
    """The schema of a parameter or header, wherever it stands."""
    if "schema" in node(site):
        return child(site, "schema")
    media = next(iter(children(site, "content").values()), None)
    return child(media, "schema") if media is not None and "schema" in node(media) else None


def _summary(side: Side, site: Site) -> str:
    said = side.follow(site)
    return f"{kind_of(side, said)} in the {node(said).get('in')}"


def kind_of(side: Side, site: Site) -> str:
    """The type of a parameter or header in short."""
    schema = schema_of(site)
    return spelled(Shape(side, (schema,))) if schema is not None else "any"


def _added(site: Site) -> str:
    if node(site).get("required") is not True and node(site).get("in") != "path":
        return "optional-input-added"
    default = "default" in node(schema_of(site))
    return f"required-input-added{'-with-default' if default else ''}"


def bodies(both: Comparison, old: Site, new: Site, direction: str) -> None:
    """The bodies of two operations."""
    one, other = (
        child(site, "requestBody") if "requestBody" in node(site) else None for site in (old, new)
    )
    if one is not None and other is not None:
        _body(both, both.old.follow(one), both.new.follow(other), direction)
    elif one is not None:
        both.add(API, ("body-removed", one, None, _media(both.old.follow(one)), ""))
    elif other is not None:
        said = both.new.follow(other)
        must = "required" if node(said).get("required") is True else "optional"
        both.add(API, (f"{must}-body-added", None, other, "", _media(said)))


def _body(both: Comparison, old: Site, new: Site, direction: str) -> None:
    was, now = (node(one).get("required") is True for one in (old, new))
    if was != now:
        if direction == REQUEST:
            code = "body-required" if now else "body-optional"
            both.add(API, (code, old, new, "", ""))
        else:
            both.add(direction, ("became-required" if now else "became-optional", old, new, "", ""))
    for found in (*notes.texts(old, new), *notes.rest(old, new, ("content", "required"))):
        both.add(API, found)
    contents(both, old, new, direction, "body")


def _media(site: Site) -> str:
    return ", ".join(node(child(site, "content")))
