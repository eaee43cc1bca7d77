"""Changes that somebody agreed to: a file of fingerprints, each with a reason and, if wanted, a last day.

    approvals:
      - fingerprint: 5f0c2e9a41d7
        change: removed operation getUser        # for people
        reason: nobody called it for a year
        expires: 2027-03-31

An approved change is told, and fails nothing; the version step that it needs stays. An approval that has expired
holds no more, and one that meets no change is told, so that the file does not outlive what it was written for.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.drift.change import Change
from generator.source import NOWHERE, Diagnostic, Span, diagnostic
from generator.yaml import Locator, parse_yaml, to_yaml

_FINGERPRINT: Final = re.compile(r"[0-9a-f]{12}")
_WANTED: Final = (
    "fingerprint (12 hexadecimal digits), reason (a text), expires (YYYY-MM-DD, or none)"
)
_KEYS: Final = frozenset(("fingerprint", "change", "reason", "expires"))


@dataclass(frozen=True, slots=True)
class Approval:
    """One agreement; `expires` is the last day on which it holds, None where there is none."""

    fingerprint: str
    reason: str
    change: str = ""
    expires: date | None = None
    place: Span = NOWHERE


def fingerprint(one: Change, client: str = "") -> str:
    """What a change is known by: of which client, what and where it is, never in which file or line."""
    parts = json.dumps([client, one.code, one.where, one.old, one.new], ensure_ascii=False)
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def read_approvals(text: str, file: str) -> tuple[list[Approval], list[Diagnostic]]:
    """The approvals of a file; what is none is a finding (D006), and approves nothing."""
    value, found = parse_yaml(text, file)
    if found:
        return [], found
    rows = value.get("approvals") if isinstance(value, dict) else None
    if not isinstance(rows, list):
        return [], [diagnostic("D006", Span(file), "no list `approvals`", f"entries of {_WANTED}")]
    locator, read = Locator(text, file), []
    for index, row in enumerate(rows):
        place = locator.span(("approvals", index))
        one = _approval(row, place) if isinstance(row, dict) else None
        if one is None:
            found.append(diagnostic("D006", place, f"entry {index + 1} of `approvals`", _WANTED))
        else:
            read.append(one)
    return read, found


def _approval(row: Mapping[str, object], place: Span) -> Approval | None:
    mark, reason, expires = str(row.get("fingerprint", "")), row.get("reason"), row.get("expires")
    known = _FINGERPRINT.fullmatch(mark) and isinstance(reason, str) and reason.strip()
    if not known or not _KEYS.issuperset(row):
        return None
    try:
        last = date.fromisoformat(str(expires)) if expires is not None else None
    except ValueError:
        return None
    return Approval(mark, str(reason).strip(), str(row.get("change", "")), last, place)


def print_approvals(approvals: Iterable[Approval]) -> str:
    """The file, sorted, so that a difference of versions can be read."""
    rows = [
        {
            "fingerprint": one.fingerprint,
            **({"change": one.change} if one.change else {}),
            "reason": one.reason,
            **({"expires": one.expires.isoformat()} if one.expires else {}),
        }
        for one in sorted(approvals, key=lambda one: (one.change, one.fingerprint))
    ]
    return to_yaml({"approvals": rows})


def holding(approvals: Sequence[Approval], today: date) -> dict[str, Approval]:
    """The approvals that hold on a day, by fingerprint."""
    return {
        one.fingerprint: one for one in approvals if one.expires is None or one.expires >= today
    }


def outlived(approvals: Sequence[Approval], met: Iterable[str], today: date) -> list[Diagnostic]:
    """What is to be told of approvals: those that have expired (D005), and those that meet no change (D007)."""
    known, found = set(met), []
    for one in approvals:
        if one.fingerprint not in known:
            seen = f"{one.fingerprint} {one.change}".strip()
            found.append(diagnostic("D007", one.place, f"no change has the fingerprint {seen}"))
        elif one.expires is not None and one.expires < today:
            seen = f"{one.fingerprint} {one.change}".strip()
            found.append(diagnostic("D005", one.place, f"{seen}: expired on {one.expires}"))
    return found
