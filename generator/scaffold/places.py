"""Where the page of each operation stands: folders and file names that are safe on every system."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator import files
from generator.model import Api, Operation, PageRecord
from generator.model.profiles import recognised
from generator.naming import free, kebab

_TAIL: Final = re.compile(r"(?:([a-z][a-z0-9-]*)/)?([a-z0-9]+(?:-[a-z0-9]+)*)")
_PREFIX: Final = re.compile(r"/([^\s?#{}]*/)?")
_UNSAFE: Final = re.compile(
    r'[\x00-\x1f\x7f<>:"|?*\\/\u0080-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+'
)
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Paths:
    """How HTTP paths are made of file names: `prefix` + file name, some first words being folders."""

    prefix: str
    segments: tuple[str, ...]

    def stem(self, path: str) -> str:
        """The file name that the path follows from, or empty."""
        match = _TAIL.fullmatch(path.removeprefix(self.prefix))
        if match is None or not path.startswith(self.prefix):
            return ""
        folder, rest = match[1], match[2]
        if folder is not None:
            return f"{folder}-{rest}" if folder in self.segments else ""
        return "" if any(rest.startswith(f"{one}-") for one in self.segments) else rest


def paths_of(apis: Iterable[Api]) -> Paths:
    """The prefix that lets most file names be the rest of their path, and folders below it."""
    paths = [operation.path for api in apis for operation in api.operations]
    parted = (path.rpartition("/") for path in paths)
    heads = (f"{head}/" for head, _, last in parted if _TAIL.fullmatch(last))
    counts = Counter(head for head in heads if _PREFIX.fullmatch(head))
    best = max(counts.values(), default=0)
    prefix = min((head for head, count in counts.items() if count == best), default="/")
    tails = (
        _TAIL.fullmatch(path.removeprefix(prefix)) for path in paths if path.startswith(prefix)
    )
    folders = {match[1] for match in tails if match is not None and match[1] is not None}
    return Paths(prefix, tuple(sorted(folders)))


@dataclass(frozen=True, slots=True)
class Layout:
    """Locale, edition and style of the pages."""

    locale: str = "en"
    edition: str = "node"
    style: str = "aligned"


def records(api: Api, paths: Paths, layout: Layout) -> Mapping[str, PageRecord]:
    """The page of each operation, by id."""
    stems = _stems(api.operations, paths)
    omitted = list(recognised(api).omit)
    return {
        one.id: PageRecord(
            f"{layout.locale}/{layout.edition}/{api.client}/{folder(one.tag)}/{stems[one.id]}.md",
            layout.locale,
            layout.edition,
            layout.style,
            {"omit": omitted} if omitted else {},
        )
        for one in api.operations
    }


def _stems(operations: Sequence[Operation], paths: Paths) -> Mapping[str, str]:
    """File names without ending, all apart: by the path where it follows from them, else by the function."""
    by_path = {one.id: paths.stem(one.path) for one in operations}
    counts = Counter(by_path.values())
    taken: set[str] = set()
    found = {}
    for one in sorted(
        operations, key=lambda one: (counts[by_path[one.id]] > 1 or not by_path[one.id], one.id)
    ):
        stem = by_path[one.id] if counts[by_path[one.id]] == 1 else kebab(one.id)
        found[one.id] = free(_safe(stem, "operation"), lambda one: one.casefold() in taken, "-")
        taken.add(found[one.id].casefold())
    return found


def folder(tag: str) -> str:
    """The folder of a tag; `api` where there is no tag."""
    return _safe(_UNSAFE.sub("-", tag), "api") if tag else "api"


def _safe(name: str, instead: str) -> str:
    """A file's or folder's name of at most 80 characters that every system can store."""
    text = name[:_LONGEST].strip(". -")
    for candidate in (text, f"{text}-{instead}"):
        try:
            return files.safe(f"{candidate}.md").removesuffix(".md") if candidate else instead
        except files.UnsafePathError:
            continue
    return instead
