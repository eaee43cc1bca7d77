"""Floor 7: pages from an Api: those that are recorded in it, or new ones for a locale, edition and style."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from generator import files
from generator.customs import customary
from generator.inputs import unsafe_name
from generator.model import Api, Operation, PageRecord
from generator.model.profiles import NEUTRAL, profiles
from generator.pages.edits import listed
from generator.pages.ids import STRUCTURE
from generator.pages.read import read_page
from generator.pages.readback import lost_on
from generator.pages.registry import further
from generator.pages.vocabulary import has_dialect
from generator.pages.write import print_page
from generator.places import Wishes, layout, records, with_further
from generator.samples import with_samples
from generator.source import Diagnostic, Span, diagnostic

_NO_HEAD: Final = list(profiles()[NEUTRAL].omit)
"""Parts of a page that say nothing of the API."""
_FURTHER: Final = frozenset(kind.role for kind in further())


@dataclass(slots=True)
class Rendered:
    """Pages by path, what was found, and how many operations have a page."""

    tree: dict[str, bytes] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    operations: int = 0


def render_tree(api: Api, wishes: Wishes, *, samples: bool) -> Rendered:
    """Recorded pages that fit the wishes; for an operation without one, a new page."""
    chosen = layout(api, wishes)
    if samples:
        api = with_samples(api, chosen.edition)
    new, made = records(api, chosen), Rendered()
    for operation in api.operations:
        fresh = new[operation.id]
        fresh = fresh if chosen.http else customary(api, operation, fresh, chosen.profile)
        printed = [
            _print(api, operation, record, made, samples=samples)
            for record in _wished(api, operation, fresh, wishes)
        ]
        made.operations += any(printed)
    return made


def _print(
    api: Api, operation: Operation, record: PageRecord, made: Rendered, *, samples: bool
) -> bool:
    """Was the page printed into the tree? If not, why is found."""
    name = _safe(record.path, made.found)
    if name in made.tree:
        made.found.append(diagnostic("B004", Span(name), f"a second page {name}"))
    elif name and not has_dialect(record.locale, record.style):
        made.found.append(without_template(record))
    elif name:
        made.tree[name] = print_page(api, operation, record, samples=samples)
        made.found += _read_again(made.tree[name], api, operation, record)
        return True
    return False


def _read_again(
    data: bytes, api: Api, operation: Operation, record: PageRecord
) -> Iterator[Diagnostic]:
    """What the page does not say as the document does, and what a browser would run of it."""
    page = read_page(data, record.path)
    yield from (one for one in page.diagnostics if one.code == "P046")
    form = (_NO_HEAD, [one for one in listed(record.exceptions.get("with")) if one in _FURTHER])
    left = {key: value for key, value in record.exceptions.items() if value not in form}
    own = any(key in STRUCTURE or key.endswith(".columns") for key in left)
    own = own or bool(operation.pages and {*record.variant} - {"schemas.rows"})
    if not own and (lost := lost_on(page, api, operation, record)):
        yield diagnostic("B026", page.span("head"), f"{record.path}: {lost}")


def without_template(record: PageRecord) -> Diagnostic:
    """The finding about a page that can not be printed."""
    seen = f"locale {record.locale!r:.40}, style {record.style!r:.40}"
    return diagnostic("B007", Span(record.path), seen, "a locale and style with a template")


def _wished(api: Api, operation: Operation, new: PageRecord, wishes: Wishes) -> list[PageRecord]:
    """The recorded pages that fit, or the new one."""
    known = [
        record
        for record in operation.pages
        if wishes.locale in {None, record.locale} and wishes.edition in {None, record.edition}
    ]
    styled = [_restyled(record, wishes.style) for record in known or [new]]
    return [with_further(api, operation, one) for one in styled] if wishes.http else styled


def _restyled(record: PageRecord, style: str | None) -> PageRecord:
    """The record in another style: exceptions of form belong to the old one."""
    if style in {None, record.style} or style is None:
        return record
    kept = {
        key: value
        for key, value in record.exceptions.items()
        if key in {*STRUCTURE} - {"omit", "with"}
    }
    roles = {kind.role for kind in further()}
    if more := [name for name in listed(record.exceptions.get("with")) if name in roles]:
        kept["with"] = more
    return replace(record, style=style, exceptions=kept)


def _safe(path: str, found: list[Diagnostic]) -> str:
    try:
        return files.safe(path)
    except files.UnsafePathError:
        found.append(unsafe_name(path))
        return ""
