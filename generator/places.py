"""Floor 7: where the page of each operation stands: a pattern filled with words of the operation.

A name follows from its operation alone, so that another operation does not move it. Where two fall together (systems
that know no capitals included), the one whose function is called like the file keeps the name, among equals the
one that reads, then the first by its function; the others get their method behind it, or else a short hash of method
and path.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from generator import files
from generator.model import Api, Json, Operation, PageRecord
from generator.model.editions import usual
from generator.model.profiles import Profile, recognised
from generator.naming import kebab
from generator.pages.edits import listed
from generator.pages.registry import further
from generator.pages.shared import shared
from generator.pages.variants import names_variant, own_names
from generator.pages.vocabulary import dialect, usual_style, vocabularies
from generator.pages.write import led_to, page_schemas

_FIELD: Final = re.compile(r"\{([a-z]*)\}")
_UNSAFE: Final = re.compile(
    r'[\x00-\x1f\x7f<>:"|?*\\/\u0080-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+'
)
_LONGEST: Final = 80
"""Bytes of a name: with all folders of a checkout before it a path stays below 260, the limit of older Windows."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is wished of pages; what is None is as recorded, and of a new page as `layout` has it."""

    locale: str | None = None
    edition: str | None = None
    style: str | None = None
    profile: Profile | None = None
    pattern: str | None = None
    http: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Locale, edition and style of new pages, the profile they follow and the pattern of their names."""

    locale: str
    edition: str
    style: str
    profile: Profile
    pattern: str
    http: bool


def layout(api: Api, wishes: Wishes) -> Layout:
    """How new pages of an Api are: as wished, else as the profile has it that its document is recognised by."""
    profile = wishes.profile or recognised(api)
    locale = wishes.locale or (api.locale if api.locale in vocabularies() else "en")
    edition, style = wishes.edition or usual(), wishes.style or usual_style()
    return Layout(locale, edition, style, profile, wishes.pattern or profile.pages, wishes.http)


_WORDS: Final[Mapping[str, Callable[[Operation, str], str]]] = MappingProxyType(
    {
        "operation": lambda one, _: kebab(one.id),
        "path": lambda one, prefix: kebab(one.path.removeprefix(prefix)),
        "method": lambda one, _: one.method.lower(),
        "tag": lambda one, _: one.tag,
        "group": lambda one, _: re.sub(r"\s+", "-", one.tag.partition("/")[0].strip().lower()),
    }
)
"""What stands for each field of a pattern: `path` is below the profile's prefix, `group` the first part of a tag."""


def misfit(pattern: str) -> str:
    """Why a pattern can not be one, empty where it can."""
    unknown = [f"{{{name}}}" for name in _FIELD.findall(pattern) if name not in _WORDS]
    if unknown or re.search(r"[{}]", _FIELD.sub("", pattern)):
        return f"{pattern!r:.60}, {unknown[0] if unknown else 'a brace'} is no field of a pattern"
    last = pattern.rpartition("/")[2]
    return "" if _FIELD.search(last) else f"{pattern!r:.60} gives every page one file name"


FIELDS: Final = ", ".join(f"{{{name}}}" for name in _WORDS)
"""The fields of a pattern, for whoever writes one."""


def records(api: Api, new: Layout) -> Mapping[str, PageRecord]:
    """The new page of each operation, by id."""
    head = f"{new.locale}/{new.edition}/{api.client}"
    omit: dict[str, Json] = {"omit": list(new.profile.omit)} if new.profile.omit else {}
    places = _places(api.operations, new.pattern, new.profile.prefix)
    pages = {
        id_: PageRecord(f"{head}/{place}.md", new.locale, new.edition, new.style, {**omit})
        for id_, place in places.items()
    }
    if new.http:
        pages = {one.id: with_further(api, one, pages[one.id]) for one in api.operations}
    return shared(api, pages) if new.profile.shares else pages


def with_further(api: Api, operation: Operation, record: PageRecord) -> PageRecord:
    """The record of the page with the sections that not all pages have, and the data structures that they name."""
    known = listed(record.exceptions.get("with"))
    kinds = [
        kind for kind in further() if kind.pieces(operation, dialect(record.locale, record.style))
    ]
    more = [kind.role for kind in kinds if kind.role not in known]
    usual = page_schemas(api, operation)
    own = own_names(usual, "schemas", record.variant)
    named = led_to(api, (name for kind in kinds for name in kind.named(operation)))
    added = [name for name in named if name not in own and name in api.schemas]
    variant = names_variant([*own, *added], usual, "schemas") if added else {}
    exceptions = {**record.exceptions, "with": [*known, *more]}
    return replace(record, exceptions=exceptions, variant={**record.variant, **variant})


def _places(operations: Sequence[Operation], pattern: str, prefix: str) -> dict[str, str]:
    """Folder and name of each page below its client; no two have one name, whatever their folders."""
    wanted = {one.id: _filled(one, pattern, prefix) for one in operations}
    taken: set[str] = set()
    found: dict[str, str] = {}
    for one in sorted(operations, key=lambda one: _rank(one, wanted[one.id][-1])):
        *folders, name = wanted[one.id]
        own = next(each for each in _names(name, one) if _key(each) not in taken)
        taken.add(_key(own))
        found[one.id] = "/".join([*folders, own])
    return {one.id: found[one.id] for one in operations}


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _rank(operation: Operation, name: str) -> tuple[bool, bool, bool, str]:
    reads = operation.method.lower() == "get"
    return not operation.pages, kebab(operation.id) != name, not reads, operation.id


def _filled(operation: Operation, pattern: str, prefix: str) -> list[str]:
    """The parts of the place, each safe on every system; the name that other pages have of the operation stays."""

    def word(match: re.Match[str]) -> str:
        return _UNSAFE.sub("-", _WORDS[match[1]](operation, prefix))

    *folders, name = _FIELD.sub(word, pattern).split("/")
    if operation.pages:
        name = _UNSAFE.sub("-", operation.pages[0].path.rpartition("/")[2].removesuffix(".md"))
    return [*(folder(one) for one in folders), _safe(name, "operation")]


def _names(name: str, operation: Operation) -> Iterator[str]:
    yield name
    yield f"{name}-{_safe(operation.method.lower(), 'method')}"
    for salt in range(1_000_000):
        yield f"{name}-{_hash(f'{operation.method} {operation.path} {operation.id} {salt}')}"


def folder(tag: str) -> str:
    """The folder of a tag; `api` where there is no tag."""
    return _safe(_UNSAFE.sub("-", tag), "api")


def _safe(name: str, instead: str) -> str:
    """A file's or folder's name that every system can store; of a long one the end becomes a hash."""
    text = name.strip(". -")
    if len(text.encode()) > _LONGEST:
        text = f"{text.encode()[: _LONGEST - 7].decode(errors='ignore').strip('. -')}-{_hash(name)}"
    for candidate in (text, f"{text}-{instead}"):
        try:
            return files.safe(f"{candidate}.md").removesuffix(".md") if candidate else instead
        except files.UnsafePathError:
            continue
    return instead


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:6]
