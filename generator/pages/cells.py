"""Table cells and the facts in them: types, required, defaults, descriptions, samples; both directions."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from types import MappingProxyType
from typing import Final

from generator.model import (
    ANY,
    BOOLEAN,
    INTEGER,
    NUMBER,
    OBJECT,
    STRING,
    Array,
    EnumMember,
    Json,
    Map,
    Nullable,
    OpenEnum,
    Ref,
    Scalar,
    Tuple,
    Type,
    Union,
)
from generator.pages.escape import decode, spelled
from generator.pages.vocabulary import Dialect, Vocabulary

_LINK: Final = re.compile(r'<a\s+href\s*=\s*"#([^"]*)"\s*/?>([^<|]*?)(\[\])?(?:</a>)?')
_SCALARS: Final[Mapping[str, Scalar]] = MappingProxyType(
    {
        "string": STRING, "str": STRING, "date": STRING,
        "number": NUMBER, "integer": INTEGER, "int": INTEGER, "float": NUMBER,
        "boolean": BOOLEAN, "bool": BOOLEAN, "object": OBJECT, "any": ANY, "": ANY,
    }
)  # fmt: skip
_UNSAFE: Final = re.compile(r"[^\w.$@\[\] -]")
_HTML_CODE: Final = re.compile(r"<code>((?:[^<]|(?<=\{)<!-- -->)*)</code>")
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_BREAK: Final = re.compile(r"<br\s*/?>")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,15})(?:\.\d{1,16})?")


@dataclass(frozen=True, slots=True)
class Description:
    """A description cell taken apart; `text` has newlines for `<br>`."""

    text: str
    ref: str = ""
    many: bool = False
    limit: int | None = None
    members: tuple[str, ...] = ()
    sample: str | None = None


def read_type(cell: str) -> Type | None:
    """The type that a type cell states; ANY for an empty cell, None for a word that is no type."""
    if match := _LINK.fullmatch(cell):
        name = unescape(match[1] or match[2])
        kind: Type = Ref(name) if name else ANY
        return Array(kind) if match[3] else kind
    word, many = (cell[:-2], True) if cell.endswith("[]") else (cell, False)
    lower = word.lower()
    if lower in {"array", "list"}:
        return Array()
    if lower == "map":
        return Map()
    if lower == "enum":
        return OpenEnum(STRING)
    scalar: Type | None = _SCALARS.get(lower)
    if scalar is None and re.fullmatch(r"[A-Z]\w*", word):
        scalar = Ref(word)
    return Array(scalar) if many and scalar is not None else scalar


_WORDS: Final[Mapping[str, str]] = MappingProxyType({"integer": "number", "null": "object"})


def scalar_word(kind: Type) -> str:
    """The word that a page prints for a type in its type column, links aside."""
    match kind:
        case Scalar(name):
            return _WORDS.get(name, name)
        case OpenEnum(inner) | Nullable(inner):
            return scalar_word(inner)
        case Array() | Tuple():
            return "array"
        case Ref():
            return ""
        case Map() | Union():
            return "object"


def required(cell: str, dialect: Dialect) -> bool | None:
    """What a required cell says, also in other words; None when it is neither yes nor no."""
    known = dialect.stated.get(cell)
    return dialect.words.repairs.get(cell.lower()) if known is None else known


def link(name: str, suffix: str = "") -> str:
    """A link to a data structure of the page."""
    safe = anchor(name)
    return f'<a href="#{safe}">{safe}{suffix}</a>'


def anchor(name: str) -> str:
    """A name inside an anchor and as its text: what would be markup there is spelled (HTML, 13.1.4)."""
    return _UNSAFE.sub(lambda match: spelled(match[0]), name)


def cell(text: str, *, lines: bool = False) -> str:
    """A text inside a table cell: pipes are escaped (GFM, 4.10), line breaks only where `lines` may stand."""
    text = text.replace("|", "\\|") if "|" in text else text
    return text if lines or "\n" not in text else text.replace("\n", " ")


def uncell(text: str) -> str:
    """The text of a cell, the other way round."""
    return text.replace("\\|", "|") if "\\|" in text else text


def request_type(kind: Type) -> str:
    """The type cell of a request parameter."""
    match kind:
        case Ref(name):
            return link(name)
        case Array(Ref(name)):
            return link(name, "[]")
        case Array(item):
            return f"{scalar_word(item)}[]"
        case Nullable(inner):
            return request_type(inner)
        case _:
            return scalar_word(kind)


def response_type(kind: Type) -> str:
    """The type cell of a response field: an array prints `array` and nothing else."""
    match kind:
        case Ref(name):
            return link(name)
        case Nullable(inner):
            return response_type(inner)
        case _:
            return scalar_word(kind)


def nested_ref(kind: Type) -> str:
    """The schema that a data-structure field nests, or empty."""
    match kind:
        case Ref(name) | Array(Ref(name)):
            return name
        case Nullable(inner):
            return nested_ref(inner)
        case _:
            return ""


def read_description(cell: str, words: Vocabulary, *, generation_2022: bool) -> Description:
    """Take a description cell apart: suffixes from the end, then the text."""
    text, sample, members, limit, ref = cell, None, (), None, ""
    if generation_2022:
        if match := words.sample.search(text):
            text, sample = text[: match.start()].rstrip(), match["sample"]
        if match := words.enum.search(text):
            text = text[: match.start()].rstrip()
            members = tuple(re.findall(r"`([^`]*)`", match["members"]))
    tail = re.compile(r"\s*$")
    if (match := _last(words.limit, text)) and tail.match(text, match.end()):
        text, limit = text[: match.start()].rstrip(), int(match["limit"])
    many = False
    if (match := _last(words.nested, text)) and tail.match(text, match.end()):
        ref = unescape(match["ref"] or match["text"])
        many = ref.endswith("[]")
        text, ref = text[: match.start()].rstrip(), ref.removesuffix("[]")
    if generation_2022:
        text = text.rstrip().removesuffix(words.words["stop"])
    text = decode(_BREAK.sub("\n", text).strip())
    return Description(text, ref, many, limit, members, sample)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    matches = list(pattern.finditer(text))
    return matches[-1] if matches else None


def plain_text(cell: str) -> str:
    """A description cell without suffixes: `<br>` becomes a newline."""
    return decode(_BREAK.sub("\n", cell).strip())


def member(value: Json, description: str = "") -> EnumMember:
    """An enum member; what is no scalar stays as its text."""
    known = value if isinstance(value, str | int | float) else spell(value)
    return EnumMember(known, description)


def typed(text: str, kind: Type) -> Json:
    """A cell's value as JSON of the type where that prints back to the same text, else the text."""
    match kind:
        case Scalar("number" | "integer") if _NUMBER.fullmatch(text):
            return _same(json.loads(text), text)
        case Scalar("boolean") if text in {"true", "false"}:
            return text == "true"
        case Scalar("string") | OpenEnum(Scalar("string")):
            return text
        case Nullable(inner):
            return typed(text, inner)
        case _:
            return _json(text) if text[:1] in {"[", "{"} else text


def _json(text: str) -> Json:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return _same(value, text)


def _same(value: Json, text: str) -> Json:
    return value if spell(value) == text else text


def spell(value: Json) -> str:
    """How a page prints a sample or default."""
    if isinstance(value, str):
        return value
    try:
        return _JSON.encode(value)
    except (ValueError, RecursionError):
        return ""


def unquote(cell: str) -> tuple[str, bool] | None:
    """A sample cell's text and whether it stood in backticks; None for an empty cell."""
    if not cell:
        return None
    if match := _HTML_CODE.fullmatch(cell):
        return decode(match[1]), True
    if len(cell) >= 2 and cell[0] == cell[-1] == "`":
        return cell[1:-1], True
    return decode(cell), False
