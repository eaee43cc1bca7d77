"""Floor 7: pages from an Api: those that are recorded in it, or new ones for a locale, edition and style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from generator import files
from generator.configure import names_of
from generator.inputs import unsafe_name
from generator.model import Api, Operation, PageRecord
from generator.model.profiles import NEUTRAL, Profile, profiles, recognised
from generator.naming import kebab
from generator.pages.ids import STRUCTURE, STRUCTURE_STEPS
from generator.pages.read import read_page
from generator.pages.readback import lost_on
from generator.pages.vocabulary import has_dialect, vocabularies
from generator.pages.write import print_page
from generator.rules import with_generated_samples
from generator.source import Diagnostic, Span, diagnostic

DEFAULT_EDITION = "node"
DEFAULT_STYLE = "aligned"
_NO_HEAD: Final = list(profiles()[NEUTRAL].omit)
"""Parts of a page that say nothing of the API."""


def render_tree(
    api: Api,
    *,
    locale: str | None,
    edition: str | None,
    style: str | None,
    samples: bool,
    profile: Profile | None = None,
) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """Pages by path. Recorded pages that fit the wishes; for an operation without one, a new page of the profile.

    Without a `profile` the document's own is recognised.
    """
    found: list[Diagnostic] = []
    if samples:
        api = with_generated_samples(api, (edition or DEFAULT_EDITION,), names_of([api]))
    omitted = (profile or recognised(api)).omit
    tree: dict[str, bytes] = {}
    for operation in api.operations:
        for record in _records(api, operation, (locale, edition, style), omitted):
            name = _safe(record.path, found)
            if name in tree:
                found.append(diagnostic("B004", Span(name), f"a second page {name}"))
            elif name and has_dialect(record.locale, record.style):
                tree[name] = print_page(api, operation, record, samples=samples)
                found += _read_again(tree[name], api, operation, record)
            elif name:
                found.append(without_template(record))
    return tree, found


def _read_again(
    data: bytes, api: Api, operation: Operation, record: PageRecord
) -> Iterator[Diagnostic]:
    """What the page does not say as the document does, and what a browser would run of it."""
    page = read_page(data, record.path)
    yield from (one for one in page.diagnostics if one.code == "P046")
    left = {key: value for key, value in record.exceptions.items() if value != _NO_HEAD}
    own = any(key in STRUCTURE or key.endswith(STRUCTURE_STEPS) for key in left)
    if not own and (lost := lost_on(page, api, operation)):
        yield diagnostic("B026", page.span("head"), f"{record.path}: {lost}")


def without_template(record: PageRecord) -> Diagnostic:
    """The finding about a page that can not be printed."""
    seen = f"locale {record.locale!r:.40}, style {record.style!r:.40}"
    return diagnostic("B007", Span(record.path), seen, "a locale and style with a template")


def _records(
    api: Api,
    operation: Operation,
    wishes: tuple[str | None, str | None, str | None],
    omitted: Sequence[str],
) -> list[PageRecord]:
    locale, edition, style = wishes
    known = [
        record
        for record in operation.pages
        if locale in {None, record.locale} and edition in {None, record.edition}
    ]
    if not known:
        new = _new(api, operation, locale or _locale(api), edition or DEFAULT_EDITION)
        exceptions = {"omit": list(omitted)} if omitted else {}
        known = [replace(new, style=style or DEFAULT_STYLE, exceptions=exceptions)]
    return [_restyled(record, style) for record in known]


def _locale(api: Api) -> str:
    return api.locale if api.locale in vocabularies() else "en"


def _new(api: Api, operation: Operation, locale: str, edition: str) -> PageRecord:
    """The record of a page that no one has written yet."""
    stem = operation.path.rstrip("/").rpartition("/")[2]
    usual = operation.pages[0].path.rpartition("/")[2] if operation.pages else ""
    name = usual or f"{kebab(stem) or kebab(operation.id)}.md"
    tag = operation.tag.replace("/", "-") or "api"
    return PageRecord(
        f"{locale}/{edition}/{api.client}/{tag}/{name}", locale, edition, DEFAULT_STYLE
    )


def _restyled(record: PageRecord, style: str | None) -> PageRecord:
    """The record in another style: exceptions of form belong to the old one."""
    if style in {None, record.style} or style is None:
        return record
    kept = {
        key: value
        for key, value in record.exceptions.items()
        if key in {*STRUCTURE} - {"omit", "with"}
    }
    return replace(record, style=style, exceptions=kept)


def _safe(path: str, found: list[Diagnostic]) -> str:
    try:
        return files.safe(path)
    except files.UnsafePathError:
        found.append(unsafe_name(path))
        return ""
