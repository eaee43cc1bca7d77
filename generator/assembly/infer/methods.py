"""The HTTP method, which no page states.

Compact templates print rows of query parameters with other spaces than rows of the body; a formatter erases
that, and then names and types are the evidence. Measured on 500 operations: see CONTRIBUTING.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from generator.model import STRING, Array, Field, Inference, Map, Ref, Scalar
from generator.naming import kebab, words
from generator.pages.facts import PageFacts
from generator.pages.vocabulary import styles

_READS: Final = frozenset({"get", "list"})
_ASKS: Final = frozenset(
    {"is", "has", "check", "find", "search", "query", "export", "preview", "download", "count"}
)
_WRITES: Final = frozenset(
    {
        "add", "assign", "associate", "association", "authorize", "bind", "cancel", "change", "create",
        "deauthorize", "delete", "deny", "disable", "enable", "execute", "import", "invite", "kick", "link",
        "logout", "move", "publish", "refresh", "remove", "reset", "resign", "revoke", "rotate", "save", "send",
        "set", "sign", "signin", "signup", "submit", "suspend", "switch", "sync", "trigger", "unassign",
        "unassociate", "unbind", "unlink", "update", "upload", "verify",
    }
)  # fmt: skip
_DONE: Final = re.compile(r"^(IsSuccess|Common|Boolean|Empty)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the pages of one operation show."""

    id: str
    pages: Sequence[PageFacts]
    fields: Sequence[Field]
    stem: str = ""
    response: str = ""

    @property
    def first_word(self) -> str:
        """The function's first word, lower case."""
        return (words(self.id) or ("",))[0].lower()

    @property
    def arrays(self) -> list[Field]:
        """Parameters that are lists."""
        return [field for field in self.fields if isinstance(field.type, Array)]

    @property
    def paged(self) -> bool:
        """Does the call take a page number and a page size?"""
        return {"page", "limit"} <= {field.name for field in self.fields}

    @property
    def own_name(self) -> bool:
        """Does the file's name say what the function's name says?"""
        return self.stem.endswith(kebab(self.id))

    @property
    def compact(self) -> list[PageFacts]:
        """Pages whose spaces tell query rows from body rows."""
        return [
            page
            for page in self.pages
            if not styles()[page.style].aligned and page.parameters.present
        ]


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


def no_input(evidence: Evidence) -> tuple[str, Inference] | None:
    """A call without parameters has no body: all such operations are GET where the truth is known."""
    if evidence.fields:
        return None
    return _answer("GET", "no-input", 0.95, "it takes no parameters")


def read_name(evidence: Evidence) -> tuple[str, Inference] | None:
    """A function or file named `get*` or `list*` reads; a list that it can not do without needs a body."""
    stem_word = evidence.stem.partition("-")[0]
    word = evidence.first_word if evidence.first_word in _READS else stem_word
    if word not in _READS:
        return None
    batch = "batch" in evidence.stem or "batch" in evidence.id.lower()
    if not batch and any(field.required for field in evidence.arrays):
        return _answer("POST", "read-name", 0.6, f"named `{word}…`, but it needs a list")
    doubt = next((text for known, text in _doubts(evidence) if known), "")
    reason = f"named `{word}…`" + (f", but {doubt}" if doubt else ", all parameters fit a query")
    return _answer("GET", "read-name", 0.65 if doubt else 0.93, reason)


def _doubts(evidence: Evidence) -> list[tuple[bool, str]]:
    texts = [f for f in evidence.fields if f.type == STRING and re.search(r"(List|Ids)$", f.name)]
    return [
        (bool(evidence.arrays), "it takes a list"),
        (bool(texts), "a text parameter is named as a list"),
        (not evidence.own_name, "function and file have different names"),
        (evidence.paged and "Paginated" not in evidence.response, "it pages in an unusual way"),
    ]


def question_name(evidence: Evidence) -> tuple[str, Inference] | None:
    """`check*`, `find*`, `search*` and the like may be either."""
    word = evidence.first_word
    if word not in _ASKS:
        return None
    last = (words(evidence.id) or ("",))[-1].lower()
    if not evidence.arrays and (evidence.paged or last == "exists" or word in {"is", "has"}):
        return _answer("GET", "question-name", 0.65, f"named `{word}…`, all parameters fit a query")
    return _answer("POST", "question-name", 0.65, f"named `{word}…`")


def write_name(evidence: Evidence) -> tuple[str, Inference] | None:
    """A verb that changes something."""
    word = evidence.first_word
    if word not in _WRITES:
        return None
    if word in {"delete", "remove"} and not evidence.own_name:
        return _answer("POST", "write-name", 0.7, f"named `{word}…`, which DELETE would fit too")
    return _answer("POST", "write-name", 0.96, f"named `{word}…`")


def any_name(evidence: Evidence) -> tuple[str, Inference] | None:
    """A name without a known verb: by what the call answers."""
    word = evidence.first_word
    if _DONE.match(evidence.response):
        return _answer("POST", "response-name", 0.9, f"it answers `{evidence.response}`, no data")
    if "Paginated" in evidence.response and not evidence.arrays:
        return _answer("GET", "response-name", 0.6, f"it answers `{evidence.response}`")
    return _answer("POST", "response-name", 0.7, f"`{word}…` is no known verb")


RULES: Final[tuple[Rule, ...]] = (
    row_spaces,
    no_input,
    nested_input,
    read_name,
    question_name,
    write_name,
    any_name,
)


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
        parts = stem[1:].split("-")
        doubt = ", but a dash may stand for itself" if len(parts) > 2 else ""
        reason = f"the name starts with `-`{doubt}"
        # `-oidc-token` is /oidc/token, but `-get-row-batch` is /get-row-batch: names with more dashes are a guess
        sure = 0.7 if doubt else 0.85
        return "/" + "/".join(parts), Inference("path", "leading-dash", sure, reason)
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
