"""Floor 7: what a build holds back: a page that can no longer be read never replaces what its client gave before.

A page counts when a finding says that something of it was not read (`Diagnostic.loss`) and it is not the page that
the last build was made of: damage that was built once already (an old tree, adopted as it is) holds nothing back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator import surface
from generator.drift.manifest import Manifest
from generator.drift.trees import Plan
from generator.pages.facts import PageFacts
from generator.pages.place import place
from generator.pages.same import loss_of
from generator.pipeline import Specs
from generator.registry import names
from generator.source import Diagnostic, diagnostic

SHARED = (*(f"{name}/" for name in names("targets")), surface.NAME)
"""Targets that hold all clients in one package, and what tells of them."""


@dataclass(frozen=True, slots=True)
class Held:
    """Pages that hold their clients back, and the outputs that stay as they are."""

    pages: tuple[PageFacts, ...] = ()
    paths: frozenset[str] = frozenset()
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Hashes of the held pages' inputs as they were built last, and of all others as they are."""

    def found(self) -> Iterator[Diagnostic]:
        """One finding for each page that holds something back."""
        for page in self.pages:
            lost = loss_of(page)
            if lost is not None:
                what = f"the client {page.client}" if page.client else "all clients"
                seen = f"{page.path} can not be read ({lost.code}: {lost.seen}); {what} stays as built last"
                yield diagnostic("B027", lost.span, seen)

    def plan(self, todo: Plan) -> Plan:
        """The plan without what is held."""
        write = {path: data for path, data in todo.write.items() if path not in self.paths}
        remove = tuple(path for path in todo.remove if path not in self.paths)
        return replace(todo, write=write, remove=remove)

    def hashes(self, new: Mapping[str, str], before: Manifest) -> dict[str, str]:
        """The outputs' hashes: those of the last build where they are held."""
        kept = {path: digest for path, digest in before.files.items() if path in self.paths}
        return {path: digest for path, digest in new.items() if path not in self.paths} | kept


def held(specs: Specs, outputs: Iterable[str], before: Manifest) -> Held:
    """What must stay as it is, in view of the last build."""
    prefix = f"{specs.config.pages}/"
    pages = tuple(
        page
        for page in specs.pages.facts
        if before.files and loss_of(page) and _changed(f"{prefix}{page.path}", specs, before)
    )
    if not pages:
        return Held(inputs=specs.hashes)
    clients = {page.client or place(page.path).client for page in pages}
    own = {f"reference/{page.path}" for page in specs.pages.facts if page.client in clients}
    known = {*outputs, *before.files}
    paths = frozenset(path for path in known if path in own or _of(path, clients))
    mine = {f"{prefix}{page.path}" for page in pages}
    inputs = {path: digest for path, digest in specs.hashes.items() if path not in mine}
    return Held(pages, paths, inputs | {p: before.inputs[p] for p in mine if p in before.inputs})


def _changed(path: str, specs: Specs, before: Manifest) -> bool:
    return specs.hashes.get(path) != before.inputs.get(path)


def _of(path: str, clients: set[str]) -> bool:
    """Is it an output of one of the clients? An unknown client (a page that is no text) may be any."""
    if "" in clients or path.startswith(SHARED):
        return True
    folder, _, name = path.partition("/")
    if folder == "reference":
        return place(name).client in clients
    return folder == "openapi" and name.partition(".")[0] in clients
