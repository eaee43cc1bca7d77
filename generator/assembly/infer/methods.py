"""The HTTP method, which no page states.

Compact templates print rows of query parameters with other spaces than rows of the body; a formatter erases
that, and then names and types are the evidence. Measured on 500 operations: see CONTRIBUTING.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from generator.model import Array, Field, Inference, Map, Ref, Scalar
from generator.naming import words
from generator.pages.facts import PageFacts

_READS: Final = frozenset(
    {"get", "list", "is", "has", "check", "query", "find", "search", "export", "download"}
)
_SURE_READS: Final = frozenset({"get", "list"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the pages of one operation show."""

    id: str
    pages: Sequence[PageFacts]
    fields: Sequence[Field]

    @property
    def first_word(self) -> str:
        """The function's first word, lower case."""
        return (words(self.id) or ("",))[0].lower()

    @property
    def compact(self) -> list[PageFacts]:
        """Pages whose spaces tell query rows from body rows."""
        return [page for page in self.pages if page.style != "aligned" and page.parameters.present]


Rule = Callable[[Evidence], tuple[str, Inference] | None]


def _answer(method: str, rule: str, confidence: float, reason: str) -> tuple[str, Inference]:
    return method, Inference("method", rule, confidence, reason)


def row_spaces(evidence: Evidence) -> tuple[str, Inference] | None:
    """Compact rows: all led as query rows, or none at all, is GET; otherwise POST."""
    votes = [all(row.view.query for row in page.parameters.rows) for page in evidence.compact]
    if not votes:
        return None
    get = sum(votes) * 2 > len(votes)
    how = "all rows are printed as query rows" if get else "rows are printed as body rows"
    return _answer("GET" if get else "POST", "row-spaces", 0.99, f"{how} on a compact page")


def nested_input(evidence: Evidence) -> tuple[str, Inference] | None:
    """A nested structure can not be sent in a query."""
    nested = next((f for f in evidence.fields if _is_nested(f)), None)
    if nested is None:
        return None
    return _answer(
        "POST", "nested-input", 0.97, f"`{nested.name}` is a structure, which needs a body"
    )


def _is_nested(field: Field) -> bool:
    match field.type:
        case Ref() | Map() | Scalar("object") | Array(Ref() | Scalar("object")):
            return True
        case _:
            return False


def read_name(evidence: Evidence) -> tuple[str, Inference] | None:
    """`get*` and `list*` read; with arrays among the parameters that is less sure."""
    if evidence.first_word not in _SURE_READS:
        return None
    if unsure := _unsure_read(evidence):
        return _answer("GET", "read-name", 0.6, f"named `{evidence.first_word}…`, but {unsure}")
    return _answer(
        "GET", "read-name", 0.93, f"named `{evidence.first_word}…`, all parameters fit a query"
    )


def _unsure_read(evidence: Evidence) -> str:
    if any(isinstance(field.type, Array) for field in evidence.fields):
        return "it takes an array"
    if not evidence.fields:
        return ""
    return ""


def write_name(evidence: Evidence) -> tuple[str, Inference] | None:
    """Any other name writes."""
    word = evidence.first_word
    if not evidence.fields:
        return _answer("POST", "write-name", 0.5, f"named `{word}…` and without parameters")
    if word in _READS:
        return _answer("POST", "write-name", 0.6, f"named `{word}…`, which may read")
    return _answer("POST", "write-name", 0.95, f"named `{word}…`")


RULES: Final[tuple[Rule, ...]] = (row_spaces, nested_input, read_name, write_name)


def infer_method(evidence: Evidence) -> tuple[str, Inference]:
    """The method by the first rule that knows, and why."""
    for rule in RULES:
        if answer := rule(evidence):
            return answer
    raise AssertionError("the last rule always answers")  # pragma: no cover


_PATTERN: Final = re.compile(r"[^A-Za-z0-9._~/{}-]")


def infer_path(
    stem: str, function: str, prefix: str, segments: Sequence[str]
) -> tuple[str, Inference]:
    """The path from the file's name: a known first segment is split off, a leading dash means the root."""
    if stem.startswith("-"):
        return "/" + stem[1:].replace("-", "/"), Inference(
            "path", "leading-dash", 0.85, "the name starts with `-`"
        )
    clean = _PATTERN.sub("-", stem) or function
    head = next((s for s in segments if clean.startswith(f"{s}-")), "")
    if head:
        rest = clean[len(head) + 1 :]
        return f"{prefix}{head}/{rest}", Inference(
            "path", "segment", 0.97, f"`{head}-` is a known segment"
        )
    return f"{prefix}{clean}", Inference(
        "path", "file-name", 0.95, "the path ends with the file's name"
    )
