"""Floor 7: which files an invocation reads: pages of a specs folder or of paths that are given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from generator import files
from generator.files import SourceFile
from generator.findings import matches
from generator.model.editions import editions
from generator.naming import free
from generator.pages.facts import PageFacts
from generator.pages.place import CLIENTS
from generator.pages.read import PageReader
from generator.pages.vocabulary import vocabularies
from generator.recall import Recall
from generator.source import Diagnostic, Span, diagnostic

PAGE: Final = ".md"


@dataclass(slots=True)
class Pages:
    """Pages that were read: facts and bytes by path, findings; where all that was read stands on disk.

    `others` are paths of Markdown that is no page of the reference; a build carries it on as it is.
    """

    facts: list[PageFacts] = field(default_factory=list)
    data: dict[str, bytes] = field(default_factory=dict)
    places: dict[str, Path] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    @property
    def sources(self) -> dict[str, SourceFile]:
        """All inputs by the names that findings give them."""
        return {
            name: SourceFile(name, self.data.get(name, b""), "", place)
            for name, place in self.places.items()
        }

    @property
    def failed(self) -> bool:
        """Is there nothing at all to work on?"""
        return not any(page.locale for page in self.facts)


def read_pages(
    sources: Iterable[SourceFile], exclude: Iterable[str] = (), recall: Recall | None = None
) -> Pages:
    """Read the pages of some source files, but for those that patterns exclude, and those that `recall` knows."""
    pages, reader, known = Pages(), PageReader(), recall or Recall()
    for source in sources:
        if matches(source.path, exclude):
            continue
        if source.place is not None:
            pages.places[source.path] = source.place
        if source.error:
            pages.found.append(unreadable(source))
            continue
        if files.unsafe(source.path):
            pages.found.append(unsafe_name(source.path))
        read = partial(reader.read, source.data, source.path)
        facts = known.of(("page", source.path), (source.data,), read)
        pages.data[source.path] = source.data
        if not facts.is_reference:
            pages.others.append(source.path)
            continue
        pages.facts.append(facts)
        pages.found += facts.diagnostics
    if pages.others:
        pages.found.append(_guides(pages.others))
    return pages


def _guides(paths: Sequence[str]) -> Diagnostic:
    """The one finding about all Markdown that is no page of the reference."""
    first, *more = map(Span, paths)
    found = diagnostic("P019", first, "no function and no response")
    return replace(found, also=tuple(more))


def unsafe_name(path: str) -> Diagnostic:
    """The finding about a path that no file can have on every system: a build will not write it."""
    return diagnostic("B005", Span(path), f"{path!r}", "a file name that is safe")


def unreadable(source: SourceFile) -> Diagnostic:
    """The finding about an input that can not be read."""
    seen = f"{source.path}: {source.error}"
    return diagnostic("B008", Span(source.path), seen, "a file or folder that can be read")


def collect(arguments: Sequence[str]) -> tuple[list[SourceFile], list[Diagnostic]]:
    """The page files that paths on the command line name: files, or all pages below folders."""
    found: list[Diagnostic] = []
    roots = [(argument, _sources(argument, found)) for argument in dict.fromkeys(arguments)]
    taken: dict[str, SourceFile] = {}
    for argument, sources in roots:
        prefix = _free_prefix(argument, [source.path for source in sources], taken)
        for source in sources:
            name = prefix + source.path
            taken[name] = replace(source, path=name)
    return list(taken.values()), found


def _sources(argument: str, found: list[Diagnostic]) -> list[SourceFile]:
    path = Path(argument)
    if path.is_dir():
        tree = files.read_tree(path, PAGE)
        if not tree:
            found.append(diagnostic("B002", Span(argument), f"no page below {argument}"))
        prefix = _folder_name(argument)
        return [replace(one, path=f"{prefix}{one.path}") for one in tree]
    if files.exists(path):
        return [files.read_file(path, _file_name(argument))]
    found.append(diagnostic("B001", Span(argument), f"no file or folder {argument}"))
    return []


def _free_prefix(argument: str, paths: Sequence[str], taken: Mapping[str, SourceFile]) -> str:
    """Nothing, or the folder above (then a number), where another argument has pages of the same names."""
    if not any(path in taken for path in paths):
        return ""
    parts = [part for part in PurePosixPath(argument).parts if part not in {"/", "..", "."}]
    above = [part for part in parts[:-1] if part not in _known()] or parts[:1] or ["more"]

    def clashes(one: str) -> bool:
        return any(f"{one}/{path}" in taken for path in paths)

    return f"{free(above[-1], clashes, '-')}/"


def _known() -> frozenset[str]:
    return frozenset({*editions(), *CLIENTS, *vocabularies()})


def _folder_name(argument: str) -> str:
    """The folders at the end of a path that say locale, edition or client, as a prefix of page paths."""
    run: list[str] = []
    for part in reversed(PurePosixPath(argument).parts):
        if part not in _known():
            break
        run.insert(0, part)
    return "".join(f"{part}/" for part in run)


def _file_name(argument: str) -> str:
    """A page's path from the first of the folders that say locale, edition or client; else its name."""
    *folders, name = PurePosixPath(argument).parts
    tag = [] if not folders or folders[-1] in _known() else [folders[-1]]
    above = PurePosixPath(*folders[: len(folders) - len(tag)]) if folders else PurePosixPath()
    prefix = _folder_name(str(above))
    return "/".join([prefix.rstrip("/"), *tag, name]) if prefix.count("/") > len(tag) else name
