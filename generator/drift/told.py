"""What a comparison gives to whoever prints it: each change with its finding, by client."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.drift.approvals import Approval
from generator.drift.change import Change
from generator.drift.steps import Step
from generator.source import Diagnostic


@dataclass(frozen=True, slots=True)
class Told:
    """A change, what it is known by, the approval that it has, and the finding that tells it."""

    change: Change
    fingerprint: str
    approval: Approval | None
    finding: Diagnostic


@dataclass(frozen=True, slots=True)
class ClientChanges:
    """What changed for one client; `step` is what its version went up by."""

    client: str
    step: Step
    told: Sequence[Told]
