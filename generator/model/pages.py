"""How an operation stands on one page: the page's place, style and recorded exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.types import Json


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One page of an operation.

    `path` is relative to the pages folder, with forward slashes. `style` names a page style
    (compact, aligned, compact-2022). `exceptions` maps a block's id to what differs there from the
    canonical print: small values, never a table row, a heading or a paragraph. `variant` holds the facts
    that this page states otherwise than the model (`pages/variants.py`): data, by the ids of rows and texts.
    """

    path: str
    locale: str
    edition: str
    style: str
    exceptions: Mapping[str, Json] = field(default_factory=dict)
    variant: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """Documentation in Markdown that stands at an unusual place of a page.

    `after` is the id of the block that it follows; `text` is the Markdown itself (data, not an exception);
    `page` is the path of the page that has it.
    """

    after: str
    text: str
    page: str = ""
