"""Floor 7: which files an invocation reads: pages of a specs folder or of paths that are given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from generator import files
from generator.files import SourceFile
from generator.pages.facts import PageFacts
from generator.pages.place import CLIENTS, EDITIONS
from generator.pages.read import PageReader
from generator.pages.vocabulary import vocabularies
from generator.source import Diagnostic, Span, diagnostic

PAGE: Final = ".md"


@dataclass(slots=True)
class Pages:
    """Pages that were read: their facts, their bytes and the findings; `unreadable` counts files that gave nothing."""

    facts: list[PageFacts] = field(default_factory=list)
    data: dict[str, bytes] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    unreadable: int = 0

    @property
    def failed(self) -> bool:
        """Is there nothing at all to work on?"""
        return not any(page.locale for page in self.facts)


def read_pages(sources: Iterable[SourceFile]) -> Pages:
    """Read the pages of some source files."""
    pages, reader = Pages(), PageReader()
    for source in sources:
        if source.error:
            seen = f"{source.path}: {source.error}"
            pages.found.append(
                diagnostic("B001", Span(source.path), seen, "a file that can be read")
            )
            pages.unreadable += 1
            continue
        facts = reader.read(source.data, source.path)
        pages.unreadable += not facts.locale
        pages.facts.append(facts)
        pages.data[source.path] = source.data
        pages.found += facts.diagnostics
    return pages


def collect(arguments: Sequence[str]) -> tuple[list[SourceFile], list[Diagnostic]]:
    """The page files that paths on the command line name: files, or all pages below folders."""
    sources: dict[str, SourceFile] = {}
    found: list[Diagnostic] = []
    for argument in arguments:
        path = Path(argument)
        if path.is_dir():
            tree = files.read_tree(path, PAGE)
            if not tree:
                found.append(diagnostic("B002", Span(argument), f"no page below {argument}"))
            prefix = _folder_name(argument)
            for source in tree:
                name = f"{prefix}{source.path}"
                sources.setdefault(name, SourceFile(name, source.data, source.error))
        elif path.exists():
            name = _file_name(argument)
            sources.setdefault(name, files.read_file(path, name))
        else:
            found.append(diagnostic("B001", Span(argument), f"no file or folder {argument}"))
    return list(sources.values()), found


def _known() -> frozenset[str]:
    return frozenset({*EDITIONS, *CLIENTS, *vocabularies()})


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
