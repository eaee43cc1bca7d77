"""A specs folder whose pages stay read: a build after a save reads again only what was saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from generator.build import Outcome, build
from generator.recall import Recall


@dataclass(slots=True)
class Session:
    """Builds of one specs folder in one process; what they write is what `docs2sdk build` would write."""

    root: Path
    out: Path
    recall: Recall = field(default_factory=Recall)

    made: int = 0
    """How many answers the last build had to make anew: pages that it read, what it put together of them."""

    def build(self, *, force: bool = False, validate: bool = False) -> Outcome:
        """Write what changed since the last build, by whomever it was made; OSError as `build` has it."""
        outcome = build(self.root, self.out, force=force, validate=validate, recall=self.recall)
        self.made = self.recall.made
        self.recall.turn()
        return outcome
