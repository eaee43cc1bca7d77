"""What is wrong with a request, and the answer that says so."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final

from generator.mock.codes import NAMES, STATUS
from generator.model import Json, Origin

MOST: Final = 100
"""Findings that one answer carries."""
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where in the request, what was seen and expected, and the row of the page.

    `where` begins with path, query, header, cookie or body (`body.options.ids[0]`). `page` is
    `path:line:column` of what documents it, or empty where nothing does.
    """

    code: str
    where: str
    seen: str
    expected: str
    page: str = ""

    @property
    def message(self) -> str:
        """The finding in one line."""
        place = f" ({self.page})" if self.page else ""
        return f"{self.code} {self.where}: {self.seen}; expected {self.expected}{place}"


def finding(
    code: str, where: str, seen: str, expected: str, origin: Origin | None = None
) -> Finding:
    """Make a finding; a code that is not in the table is a programming error (KeyError)."""
    assert NAMES[code]  # noqa: S101 - the table is complete
    return Finding(code, where, seen, expected, page_row(origin))


def page_row(origin: Origin | None) -> str:
    """`path:line:column` of an origin, empty where it has no file."""
    return str(origin.span) if origin is not None and origin.span.file else ""


def shown(value: Json) -> str:
    """A value as JSON in a line, cut where it is long; ASCII only, so lone surrogates do no harm."""
    try:
        text = json.dumps(value)
    except (TypeError, ValueError, RecursionError):
        text = type(value).__name__
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def status_of(findings: Sequence[Finding]) -> int:
    """The HTTP status that answers them: the first one with its own, else 422."""
    return next((STATUS[one.code] for one in findings if one.code in STATUS), 422)


def envelope(status: int, message: str, request_id: str, data: Json = None) -> dict[str, Json]:
    """An error in the shape of the API family's answers."""
    return {
        "statusCode": status,
        "message": message,
        "apiCode": status * 100,
        "requestId": request_id,
        "data": data,
    }


def refusal(findings: Sequence[Finding], request_id: str) -> dict[str, Json]:
    """The body of the answer to a wrong request."""
    told = findings[:MOST]
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return envelope(
        status_of(findings),
        f"mock: {told[0].message}{more}",
        request_id,
        {"findings": [asdict(one) for one in told]},
    )
