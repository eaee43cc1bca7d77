"""What a page states, before pages are put together: facts with their lines, and how the page differs from print.

Facts of a section are shared by all pages that have the same text there, so lines count from the section's start.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from generator.model import UNSET, Json, Note, Unset
from generator.pages.tables import Exceptions, RowView
from generator.source import Diagnostic, Span


@dataclass(frozen=True, slots=True)
class RowFacts:
    """A table row: the field, whether it stood as a query row, and its line."""

    view: RowView
    line: int
    columns: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """Title and description, Markdown."""

    title: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class MethodFacts:
    """The class and the function that a page calls, as spelled there; what stands between them is only form."""

    client: str = ""
    function: str = ""
    between: str = field(default=".", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TableFacts:
    """The rows of the request table."""

    rows: tuple[RowFacts, ...] = ()
    present: bool = False


@dataclass(frozen=True, slots=True)
class SampleFacts:
    """Sample code: the fence's info word and the code."""

    lang: str = ""
    source: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class ResponseFacts:
    """The response type's name, its fields and the example (JSON, or text when it is no JSON).

    `typed`: the type line stands there; without a name it says that nothing is answered.
    """

    name: str = ""
    typed: bool = False
    rows: tuple[RowFacts, ...] = ()
    example: Json | Unset = UNSET
    include: str = ""
    example_line: int = 0
    present: bool = False


@dataclass(frozen=True, slots=True)
class SchemaFacts:
    """One data structure of a page."""

    name: str
    line: int
    rows: tuple[RowFacts, ...] = ()
    include: str = ""
    present: bool = True


F = TypeVar("F")
_HEAD: Final = HeadFacts()
_METHOD: Final = MethodFacts()
_TABLE: Final = TableFacts()
_SAMPLE: Final = SampleFacts()
_RESPONSE: Final = ResponseFacts()
_SCHEMAS: Final[tuple[SchemaFacts, ...]] = ()
_IN_GUIDES: Final = frozenset({"head", "method", "parameters", "samples", "response", "schemas"})
"""Sections that guides have too, empty or with words alone."""


@dataclass(frozen=True, slots=True)
class Section:
    """What one section of a page holds. `blocks` lists the ids of the blocks that stand there, in order.

    Places of `findings` have no file and count lines from the section's start: pages share sections.
    """

    role: str
    facts: object
    blocks: tuple[str, ...]
    exceptions: Exceptions
    notes: tuple[Note, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class PageFacts:
    """All that one page states; `sections` by role, as their readers have it."""

    path: str
    locale: str
    style: str
    edition: str
    client: str = ""
    function: str = ""
    tag: str = ""
    sections: dict[str, object] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)
    exceptions: Exceptions = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    size: int = 0
    whole: bool = True
    """Was all of the page read? No finding about it is a loss."""

    def of(self, role: str, empty: F) -> F:
        """What the section of a role states; `empty` where the page has none."""
        found = self.sections.get(role)
        return found if isinstance(found, type(empty)) else empty

    def saying(self, role: str, facts: object) -> PageFacts:
        """The page with another section of a role."""
        return replace(self, sections={**self.sections, role: facts})

    @property
    def head(self) -> HeadFacts:
        """What stands above the first section."""
        return self.of("head", _HEAD)

    @property
    def method(self) -> MethodFacts:
        """Which function the page is about."""
        return self.of("method", _METHOD)

    @property
    def parameters(self) -> TableFacts:
        """The request table."""
        return self.of("parameters", _TABLE)

    @property
    def samples(self) -> SampleFacts:
        """The sample code."""
        return self.of("samples", _SAMPLE)

    @property
    def response(self) -> ResponseFacts:
        """The response."""
        return self.of("response", _RESPONSE)

    @property
    def schemas(self) -> tuple[SchemaFacts, ...]:
        """The data structures."""
        return self.of("schemas", _SCHEMAS)

    @property
    def is_reference(self) -> bool:
        """Is it a page of the reference? It says what is called or what is answered; a guide does not.

        A guide may have a table of parameters and sample code, as in `Step 2: call it`.
        """
        answered = bool(self.response.present or self.schemas)
        more = {*self.sections} - _IN_GUIDES
        return not self.locale or bool(self.method.function) or answered or bool(more)

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".md")

    def span(self, role: str, line: int = 0, column: int = 1) -> Span:
        """The place of a line of a section in the file."""
        return Span(self.path, self.lines.get(role, 0) + line + 1, column)
