"""What became of a change: the fact changed and no other, a finding stands at its line, or it was lost."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.openapi import export
from generator.pages.facts import PageFacts
from generator.pages.read import PageReader
from generator.rules import run as rules
from generator.source import Diagnostic
from tests.onefact.document import Path, changed, facts
from tests.onefact.kinds import KINDS, Change

_UNLIKE = frozenset({"A101", "A108"})
"""That a page says something otherwise than its twins may have been so before."""


@dataclass
class Group:
    """Pages of one operation, and what they give."""

    pages: Mapping[str, bytes]
    reader: PageReader = field(default_factory=PageReader)
    before: tuple[dict[Path, Any], set[tuple[object, ...]]] | None = None

    def told(self, pages: Mapping[str, bytes]) -> tuple[dict[Path, Any], list[Diagnostic]]:
        """The facts of the documents, and all findings."""
        read = [self.reader.read(data, path) for path, data in pages.items()]
        made, found = assemble(read, Settings())
        apis = [one.api for one in made]
        found = [*found, *(one for page in read for one in page.diagnostics)]
        found += rules.check(apis, read)
        every: dict[Path, Any] = {}
        for one in made:
            every |= facts(export(one.api))
            for locale, api in one.localized.items():
                every |= {(locale, *path): v for path, v in facts(export(api)).items()}
        return every, found

    def judged(self, path: str, change: Change, newline: str) -> str:
        """Nothing where the change is as it should be, else what is wrong."""
        if self.before is None:
            known, found = self.told(self.pages)
            self.before = known, {(one.code, one.span.file, one.seen) for one in found}
        before, old = self.before
        data = newline.join(change.lines).encode()
        after, found = self.told({**self.pages, path: data})
        unlike = {_plain(one) for one in changed(before, after)}
        new = [
            one
            for one in found
            if one.code in _UNLIKE or (one.code, one.span.file, one.seen) not in old
        ]
        here = any(
            place.file == path and place.line in change.near
            for one in new
            for place in (one.span, *one.also, *one.related)
        )
        others = sorted(one for one in unlike if not change.own(one))
        if here:
            return ""
        if others:
            return f"changes {len(others)} other facts: {'/'.join(others[0])}"
        return "" if unlike else "is lost"


def _plain(path: Path) -> Path:
    """The path without the locale of a further document."""
    return path if path[0] in {"paths", "components", "info", "tags", "openapi"} else path[1:]


def changes(data: bytes, rng: random.Random, kinds: Sequence[int]) -> Iterator[Change]:
    """One change of each of some kinds, where the page has a place for it."""
    lines = data.decode("utf-8").replace("\r\n", "\n").split("\n")
    for number in kinds:
        change = next(KINDS[number % len(KINDS)](lines, rng), None)
        if change is not None:
            yield change


def sound(page: PageFacts) -> bool:
    return bool(page.locale) and page.whole
