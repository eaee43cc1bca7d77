"""Facts of many pages become one Api a client, and for each further locale the same Api with its texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.assembly.groups import Group, group_pages, rank
from generator.assembly.infer.constants import Use, uses_in, with_constants
from generator.assembly.infer.types import Hints, unknown_items
from generator.assembly.operations import OperationMaker
from generator.assembly.records import with_records
from generator.assembly.schemas import SchemaBook, off_the_page
from generator.assembly.settings import Settings
from generator.model import ANY, Api, Array, Operation, Scalar, Type
from generator.naming import kebab
from generator.pages.facts import PageFacts
from generator.source import Diagnostic, diagnostic


@dataclass(frozen=True, slots=True)
class Assembled:
    """An Api in its primary locale, and the same in each other locale that has pages."""

    api: Api
    localized: Mapping[str, Api]


def assemble(
    pages: Iterable[PageFacts], settings: Settings
) -> tuple[list[Assembled], list[Diagnostic]]:
    """One Api for each client that pages call, sorted by client."""
    readable = [page for page in pages if page.locale]
    clients, found = group_pages(readable, settings)
    made = [_client(name, groups, settings, found) for name, groups in clients.items()]
    return made, found


def _client(
    name: str, groups: Sequence[Group], settings: Settings, found: list[Diagnostic]
) -> Assembled:
    members = sorted((p for g in groups for p in g.pages), key=lambda p: rank(p, settings))
    locales = list(dict.fromkeys(page.locale for page in members))
    primary = locales[0]
    base = _localized(name, groups, members, primary, settings, found)
    found += unknown_items(base)
    found += off_the_page(members)
    others = {  # what is found here was told of the primary locale
        locale: _localized(name, groups, members, locale, settings, []) for locale in locales[1:]
    }
    by_id = {group.id: group.pages for group in groups}
    base, *localized = with_records({primary: base, **others}, by_id)
    return Assembled(base, {api.locale: api for api in localized})


def _localized(
    name: str,
    groups: Sequence[Group],
    pages: Sequence[PageFacts],
    locale: str,
    settings: Settings,
    found: list[Diagnostic],
) -> Api:
    hints = _hints(pages)
    types = settings.client(name).types
    schemas = SchemaBook(pages).merge(locale, hints, types, found)
    maker = OperationMaker(settings, locale, hints, found)
    operations = sorted((maker.make(group) for group in groups), key=lambda op: op.id)
    api = Api(
        client=name,
        operations=_apart(operations, settings.prefix, found),
        schemas=schemas,
        locale=locale,
    )
    return with_constants(api, {group.id: _uses(group) for group in groups})


def _uses(group: Group) -> tuple[Use, ...]:
    """The members of enums that the samples of all pages of an operation name, whatever their locale."""
    return uses_in(page.samples.source or "" for page in group.pages)


def _hints(pages: Sequence[PageFacts]) -> Hints:
    """Item types that request tables state, by name, where they agree."""
    votes: dict[str, Counter[Type]] = defaultdict(Counter)
    seen: set[int] = set()
    for page in pages:
        if id(page.parameters) in seen:
            continue
        seen.add(id(page.parameters))
        for row in page.parameters.rows:
            kind = row.view.field.type
            if isinstance(kind, Array) and isinstance(kind.item, Scalar) and kind.item != ANY:
                votes[row.view.field.name][kind.item] += 1
    return Hints({name: counts.most_common(1)[0][0] for name, counts in sorted(votes.items())})


def _apart(
    operations: Sequence[Operation], prefix: str, found: list[Diagnostic]
) -> tuple[Operation, ...]:
    """No two operations share a method and path: a later one gets its function's name as path."""
    taken: dict[tuple[str, str], Operation] = {}
    kept = []
    for operation in operations:
        moved = operation
        if (moved.method, moved.path) in taken:
            other = taken[moved.method, moved.path]
            seen = f"{moved.method} {moved.path} is `{other.id}` too"
            span, related = moved.origin.span, (other.origin.span,)
            found.append(diagnostic("A104", span, seen, related=related))
            moved = replace(moved, path=f"{prefix}{kebab(moved.id)}")
        while (moved.method, moved.path) in taken:
            moved = replace(moved, path=f"{moved.path}-2")
        taken[moved.method, moved.path] = moved
        kept.append(moved)
    return tuple(kept)
