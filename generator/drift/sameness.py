"""Which objects of two documents are the same, with all that they refer to: those are passed over as a whole."""

from __future__ import annotations

from collections import defaultdict

from generator.documents.sources import Source
from generator.documents.sources import Target as Site
from generator.drift.sides import Side, equal, references

Key = tuple[str, str]
"""The file that refers, and the reference."""


class Sameness:
    """Asked by places of both documents; what references lead to is compared once."""

    def __init__(self, old: Side, new: Side) -> None:
        self._sides = old, new
        self._inner: dict[Key, set[Key]] = {}
        self._changed: set[Key] = set()
        waiting = [(new.sources.main, key) for key in _keys(new.root)]
        while waiting:
            base, key = waiting.pop()
            if key not in self._inner:
                waiting += self._look(base, key)
        self._spread()

    def _look(self, base: Source, key: Key) -> list[tuple[Source, Key]]:
        """Compare what a reference leads to, and give the references in it."""
        old, new = self._sides
        found = new.sources.target(key[1], base)
        # the old side's file of this name is known once a reference of its own led there
        home = old.sources.known(base.path)
        before = old.sources.target(key[1], home) if home is not None else None
        inner = _keys(found) if found is not None else set()
        self._inner[key] = inner
        if found is None or before is None or not equal(before.node, found.node):
            self._changed.add(key)
        return [(found.source, one) for one in inner] if found is not None else []

    def _spread(self) -> None:
        """What refers to something changed is changed."""
        users: dict[Key, list[Key]] = defaultdict(list)
        for key, inner in self._inner.items():
            for one in inner:
                users[one].append(key)
        waiting = list(self._changed)
        while waiting:
            for user in users[waiting.pop()]:
                if user not in self._changed:
                    self._changed.add(user)
                    waiting.append(user)

    def same(self, old: Site, new: Site) -> bool:
        """Do both say the same, and does all that they refer to?"""
        return self.written_alike(old, new) and self.clean(new)

    def written_alike(self, old: Site, new: Site) -> bool:
        """Do both say the same, whatever becomes of what they refer to?"""
        return old.source.path == new.source.path and equal(old.node, new.node)

    def clean(self, new: Site) -> bool:
        """Has nothing changed that an object of the new document refers to?"""
        return not self._changed or self._changed.isdisjoint(_keys(new))


def _keys(site: Site) -> set[Key]:
    return {(site.source.path, one) for one in references(site.node)}
