"""P050: a header cell whose `div` is closed before its label and again behind it; `pages/sections/rows.py` finds it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.rules.rule import PAGE, Rule
from generator.source.severity import WARNING

if TYPE_CHECKING:
    from generator.pages.facts import PageFacts

_CLOSED_EARLY: Final = re.compile(rb'(<div style="width:\d+px ?">)</div>([^<|\n]+)</div>')


def _fix(page: PageFacts, data: bytes) -> bytes:
    del page
    return _CLOSED_EARLY.sub(rb"\1\2</div>", data)


RULE = Rule(
    (
        "P050",
        "header-not-closed",
        WARNING,
        "A cell of a table's header closes its `div` twice or never; a site can not be built of it.",
        "run `docs2sdk lint --fix`, or `docs2sdk fmt --write`",
    ),
    PAGE,
    fix=_fix,
)
