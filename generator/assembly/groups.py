"""Pages of one operation belong together: same client, same file name, in any locale and edition."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.assembly.settings import Settings
from generator.naming import camel, free
from generator.pages.facts import PageFacts
from generator.pages.place import place
from generator.source import Diagnostic, diagnostic


@dataclass(slots=True)
class Group:
    """The pages of one operation, the primary page first."""

    client: str
    stem: str
    pages: list[PageFacts]
    id: str = ""

    @property
    def first(self) -> PageFacts:
        """The page that stands for the operation in findings."""
        return self.pages[0]


def rank(page: PageFacts, settings: Settings) -> tuple[int, int, str]:
    """Primary locale first, then editions in order, then by path."""
    locales, editions = settings.locales, settings.editions
    locale = locales.index(page.locale) if page.locale in locales else len(locales)
    edition = editions.index(page.edition) if page.edition in editions else len(editions)
    return locale, edition, page.path


def group_pages(
    pages: Iterable[PageFacts], settings: Settings
) -> tuple[dict[str, list[Group]], list[Diagnostic]]:
    """Groups of pages by client; a second page of the same place is reported."""
    found: list[Diagnostic] = []
    by_key: dict[tuple[str, str], list[PageFacts]] = defaultdict(list)
    for page in sorted(pages, key=lambda p: rank(p, settings)):
        by_key[page.client, page.stem].append(page)
    clients: dict[str, list[Group]] = defaultdict(list)
    for (client, stem), members in sorted(by_key.items()):
        for group in _parted(members):
            clients[client].append(Group(client, stem, group))
            found += _twice(group)
    for groups in clients.values():
        _name(groups, settings, found)
    return dict(sorted(clients.items())), found


def _parted(pages: Sequence[PageFacts]) -> list[list[PageFacts]]:
    """Pages of one file name are several operations where one edition has several functions for it."""
    places = Counter((page.locale, page.edition) for page in pages)
    functions = {page.function for page in pages if page.function}
    if max(places.values()) < 2 or len(functions) < 2:
        return [list(pages)]
    parts: dict[str, list[PageFacts]] = defaultdict(list)
    for page in pages:
        parts[page.function].append(page)
    return list(parts.values())


def _twice(pages: Sequence[PageFacts]) -> Iterator[Diagnostic]:
    """Pages of one locale and edition that say that they are one operation: each is printed as it stands."""
    kept: dict[tuple[str, str], PageFacts] = {}
    for page in pages:
        first = kept.setdefault((page.locale, page.edition), page)
        if first is page:
            continue
        related = (first.span("head"),)
        if folder := _strange_folder(page, first):
            seen = f"the folder `{folder}`, where {first.path} has its locale"
            found = diagnostic("A111", page.span("head"), seen, related=related)
            yield replace(found, hint=_EXCLUDED.format(folder))
        else:
            seen = f"{page.path} and {first.path} are the same operation"
            yield diagnostic("A102", page.span("head"), seen, related=related)


def _strange_folder(page: PageFacts, other: PageFacts) -> str:
    """The folder of a page that stands where its twin's path has the locale; empty for any other difference."""
    own, twin = page.path.split("/"), other.path.split("/")
    differ = [(a, b) for a, b in zip(own, twin, strict=False) if a != b]
    alone = len(own) == len(twin) and len(differ) == 1 and differ[0][1] == place(other.path).locale
    return differ[0][0] if alone else ""


_EXCLUDED: Final = (
    "leave the folder out (`exclude: [/{}/**]` in docs2sdk.yaml), or write a vocabulary of that locale"
)


def _name(groups: Sequence[Group], settings: Settings, found: list[Diagnostic]) -> None:
    """Give each group its operation id, unique in the client."""
    taken: dict[str, Group] = {}
    for group in sorted(groups, key=lambda g: (not _stated(g), g.stem)):
        override = settings.client(group.client).operations.get(group.stem)
        wanted = (override.id if override else None) or _stated(group) or camel(group.stem)
        if not _stated(group):
            seen = f"no function; `{wanted}` by the file's name"
            found.append(diagnostic("A106", group.first.span("head"), seen))
        if wanted in taken:
            other = taken[wanted].first
            seen = f"`{wanted}` is the function of {other.path} too"
            span, hint = group.first.span("method"), _one_name(group, taken[wanted])
            found.append(diagnostic("A103", span, seen, "", hint, (other.span("method"),)))
            wanted = free(camel(group.stem), taken.__contains__)
        taken[wanted] = group
        group.id = wanted
        found += _other_functions(group)


def _one_name(group: Group, other: Group) -> str:
    """What to do where two groups can be one operation, whose files are called differently; else nothing."""
    pages = (*group.pages, *other.pages)
    if len({(page.locale, page.edition) for page in pages}) < len(pages):
        return ""
    few, many = sorted((group, other), key=lambda one: len(one.pages))
    return f"call {few.first.path} {many.stem}.md, as the other pages of `{few.first.function}` are called"


def _other_functions(group: Group) -> Iterator[Diagnostic]:
    """Pages that name another function, capitals apart: editions differ in those."""
    usual = _stated(group)
    for page in group.pages:
        if page.method.function and page.function.casefold() != usual.casefold():
            seen = f"`{page.method.client}.{page.method.function}`"
            other = next(p for p in group.pages if p.function == usual)
            place = page.span("method")
            yield diagnostic("A110", place, seen, f"`{usual}`", related=(other.span("method"),))


def _stated(group: Group) -> str:
    names = Counter(page.function for page in group.pages if page.function)
    return names.most_common(1)[0][0] if names else ""
