"""What a preview knows of a specs folder: pages as they are saved, at once, and a moment later what `lint` finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition
from typing import Final

from generator.findings import Baseline, Choice, settle
from generator.findings.settle import raw
from generator.pages.place import place
from generator.pipeline import Specs, make, read_specs
from generator.recall import Recall
from generator.rules import run as rules
from generator.site.pages import GUIDES, Links, Page, title_of
from generator.site.shown import contents_html, page_html
from generator.source import Diagnostic, Severity

_SHOWN: Final = Choice(fail_on=Severity.WARNING)
"""What `lint` tells when it is told nothing else."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One moment: the pages and their bytes, the findings, and whether these are all."""

    specs: Specs = field(default_factory=Specs)
    pages: dict[str, Page] = field(default_factory=dict)
    found: Sequence[Diagnostic] = ()
    done: bool = False


@dataclass(slots=True)
class Preview:
    """The pages of a specs folder; readers wait for `version` to change."""

    root: Path
    now: Shown = field(default_factory=Shown)
    version: int = 0
    changed: Condition = field(default_factory=Condition)
    _recall: Recall = field(default_factory=Recall)

    def read(self) -> None:
        """Read what was saved; the findings of before stay but for those of pages, which are known at once."""
        specs = read_specs(self.root, recall=self._recall)
        self._recall.turn()
        locale = specs.config.locales[0]
        pages = {path: _page(path, data, locale) for path, data in specs.pages.data.items()}
        self._show(Shown(specs, pages, _told(specs, specs.found)))

    def judge(self, known: Baseline) -> None:
        """Find all that `lint` finds in what was read last."""
        shown = self.now
        made, problems = make(shown.specs.pages, shown.specs.config, shown.specs.overlays)
        found = rules.check([one.api for one in made], shown.specs.pages.facts)
        every = [*shown.specs.found, *problems, *found]
        told = _told(shown.specs, every, known)
        self._show(Shown(shown.specs, shown.pages, told, done=True))

    def page(self, source: str) -> str | None:
        """A page as HTML; the list of all for an empty name; None for a page that is not there."""
        shown = self.now
        if not source:
            return contents_html(shown.pages.values(), shown.found)
        page = shown.pages.get(source)
        if page is None:
            return None
        data = shown.specs.pages.data[source]
        return page_html(page, data, Links(shown.pages), shown.found, done=shown.done)

    def wait(self, version: int, seconds: float) -> int:
        """The version, as soon as it is another one, or after some seconds."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != version, seconds)
            return self.version

    def _show(self, shown: Shown) -> None:
        with self.changed:
            self.now = shown
            self.version += 1
            self.changed.notify_all()


def _page(path: str, data: bytes, locale: str) -> Page:
    told = place(path)
    title = title_of(data, path.rpartition("/")[2].removesuffix(".md"))
    return Page(path, path, title, told.locale or locale, told.edition or GUIDES)


def _told(
    specs: Specs, found: Sequence[Diagnostic], known: Baseline | None = None
) -> list[Diagnostic]:
    every = raw(found, specs.pages.data, specs.config.rules, complete=known is not None)
    return settle(every, _SHOWN, known or {})
