"""The twins of a page, as they are to be written: each is printed from its facts and read again before it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from generator.assembly.assemble import assemble
from generator.assembly.groups import group_pages
from generator.assembly.settings import Settings
from generator.inputs import Pages
from generator.model import OpenEnum
from generator.pages.facts import PageFacts, RowFacts
from generator.pages.ids import STRUCTURE, STRUCTURE_STEPS
from generator.pages.read import read_page
from generator.pages.same import refusal
from generator.pages.vocabulary import styles
from generator.pages.write import print_page
from generator.source import Diagnostic, diagnostic
from generator.spread.log import KINDS, Log
from generator.spread.merge import Merge


@dataclass(slots=True)
class Spread:
    """The bytes of twins by path, what was carried by kind, why others stay, and what is left to a person by path."""

    written: dict[str, bytes] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    refused: list[Diagnostic] = field(default_factory=list)
    unwritten: dict[str, list[str]] = field(default_factory=dict)
    left: dict[str, list[str]] = field(default_factory=dict)


def spread(
    page: PageFacts,
    before: PageFacts | None,
    pages: Pages,
    settings: Settings,
    kinds: Iterable[str] = KINDS,
) -> Spread:
    """Carry what changed on a page since `before` to its twins; without that, all facts in which they differ.

    Nothing is written: a twin is refused where something of it could not be read, or where what would be written
    reads otherwise than it is meant.
    """
    done, wanted = Spread(), frozenset(kinds)
    if why := refusal(page, page):
        done.refused.append(why)
        return done
    for twin, close in twins(page, before or page, pages, settings):
        log = Log(wanted, twin.locale == page.locale, before is not None)
        if close and (why := refusal(twin, twin)):
            done.refused.append(why)
            continue
        meant = Merge(before or twin, page, twin, close, log).page()
        if log.carried:
            _put(done, twin, meant, pages.data[twin.path])
        if log.carried and twin.path in done.written:
            done.kinds.update(kind for kind, _ in log.carried)
            done.unwritten |= {twin.path: log.unwritten} if log.unwritten else {}
        done.left |= {twin.path: log.left} if log.left and before is not None else {}
    return done


def reached(page: PageFacts, before: PageFacts, pages: Pages, settings: Settings) -> list[str]:
    """The paths of the twins that an edit would be carried to; nothing is printed to know it."""
    found = []
    for twin, close in twins(page, before, pages, settings):
        log = Log(frozenset(KINDS), twin.locale == page.locale, known=True)
        Merge(before, page, twin, close, log).page()
        found += [twin.path] if log.carried else []
    return found


def twins(
    page: PageFacts, before: PageFacts, pages: Pages, settings: Settings
) -> Iterator[tuple[PageFacts, bool]]:
    """Other pages of the operation, and other pages of the client that have a data structure of the page."""
    clients, _ = group_pages([one for one in pages.facts if one.locale], settings)
    own = next(g.pages for g in clients[page.client] if page in g.pages)
    shown = {one.name for each in (page, before) for one in each.schemas}
    answers = {page.response.name, before.response.name} - {""}
    for group in clients[page.client]:
        for one in group.pages:
            has = not shown.isdisjoint(schema.name for schema in one.schemas)
            close = any(one is each for each in own)
            if one is not page and (close or has or one.response.name in answers):
                yield one, close


def _put(done: Spread, twin: PageFacts, meant: PageFacts, data: bytes) -> None:
    """The twin's new bytes; or why it stays as it is."""
    if why := refusal(twin, twin):
        done.refused.append(why)
        return
    if _printed(twin) != data:
        seen = f"{twin.path} is left as it is: not all of it can be printed back"
        done.refused.append(diagnostic("P045", twin.span("head"), seen))
        return
    new = _printed(meant)
    why = _unlike(meant, new)
    if why is not None:
        kept = {key: v for key, v in meant.exceptions.items() if _carries(key)}
        new = _printed(replace(meant, exceptions=kept))
        why = _unlike(meant, new)
    if why is not None:
        done.refused.append(why)
    elif new != data:
        done.written[twin.path] = new


def _carries(key: str) -> bool:
    return key in (*STRUCTURE, "newline", "bom", "spelling", "comment") or key.endswith(
        STRUCTURE_STEPS
    )


def _printed(page: PageFacts) -> bytes:
    """The page alone, printed from its facts and exceptions."""
    made, _ = assemble([page], Settings())
    operation = made[0].api.operations[0]
    return print_page(made[0].api, operation, operation.pages[0])


def _unlike(meant: PageFacts, new: bytes) -> Diagnostic | None:
    """Why the new bytes are not what is meant."""
    return refusal(_listed(meant), _listed(read_page(new, meant.path)))


def _listed(page: PageFacts) -> PageFacts:
    """The page with enums as its style tells them: where descriptions list the members, they count there."""
    if not styles()[page.style].sample_column:
        return page

    def rows(found: Iterable[RowFacts]) -> tuple[RowFacts, ...]:
        return tuple(map(_memberless, found))

    response = replace(page.response, rows=rows(page.response.rows))
    schemas = tuple(replace(one, rows=rows(one.rows)) for one in page.schemas)
    parameters = replace(page.parameters, rows=rows(page.parameters.rows))
    found = page.saying("parameters", parameters).saying("response", response)
    return found.saying("schemas", schemas)


def _memberless(row: RowFacts) -> RowFacts:
    kind = row.view.field.type
    if not isinstance(kind, OpenEnum):
        return row
    field = replace(row.view.field, type=OpenEnum(kind.base))
    return replace(row, view=replace(row.view, field=field))
