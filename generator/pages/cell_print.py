"""What stands in the cells of a printed row: descriptions with what follows them, samples, defaults."""

from __future__ import annotations

import re
from typing import Final

from generator.model import UNSET, Array, Field, Json, Nullable, OpenEnum, Unset
from generator.pages.cells import link, nested_ref, read_description, spell, unquote
from generator.pages.escape import cell_text, is_code, sample_text, spelled
from generator.pages.vocabulary import Dialect


def description_cell(field: Field, kind: str, dialect: Dialect, *, query: bool) -> tuple[str, str]:
    """The canonical description cell and its layout case (plain, suffix, enum, sample)."""
    words, style = dialect.words.words, dialect.style
    ref = nested_ref(field.type) if kind == "schema" else ""
    limit = field.limits.max_items
    nested = words["nested"].format(link=link(ref)) if ref else ""
    bound = words["limit"].format(limit=limit) if limit is not None and kind != "response" else ""
    members = sample = ""
    if not style.sample_column:
        members = _members(field, words["enum"])
        if kind == "schema" and not members and field.example is not UNSET:
            sample = words["sample_suffix"].format(sample=_spelled(field.example))
    said = cell_text(field.description.rstrip("\n"), breaks=True)  # a cell has no last line break
    if kind == "response":
        return said, "plain"
    text = style.description["query" if query else kind].format(
        text=_apart(said, dialect),
        stop=words["stop"], nested=nested, limit=bound, enum=members, sample=sample,
    )  # fmt: skip
    case = "sample" if sample else "enum" if members else "suffix" if nested or bound else ""
    return text.rstrip(), case or ("query" if query and not style.sample_column else "plain")


def _apart(text: str, dialect: Dialect) -> str:
    """The text of a description, so that its end is not taken for what follows the text (a nested type, a limit)."""
    last = text.rstrip(" .。")[-1:]
    if "<a" not in text and not last.isdigit() and last != "`":
        return text
    said = read_description(text, dialect.words, generation_2022=not dialect.style.sample_column)
    if not said.ref and said.limit is None and not said.members and said.sample is None:
        return text
    return _COLON.sub(lambda match: spelled(match[0]), text)


_COLON: Final = re.compile(r"[:：,](?=\s*(?:<a|\d|`))")


def _members(field: Field, pattern: str) -> str:
    members = members_of(field)
    return pattern.format(members=",".join(f"`{spell(m)}`" for m in members)) if members else ""


def _spelled(value: Json | Unset) -> str:
    return "" if value is UNSET else spell(value)


def members_of(field: Field) -> tuple[Json, ...]:
    """The members of a field's enumeration, or of its items'; none where it has no such type."""
    inner = field.type.inner if isinstance(field.type, Nullable) else field.type
    inner = inner.item if isinstance(inner, Array) else inner
    return tuple(one.value for one in inner.members) if isinstance(inner, OpenEnum) else ()


def sample_cell(field: Field, kind: str) -> tuple[str, str]:
    """The canonical sample cell and its layout case (plain, bare, empty)."""
    if field.example is UNSET:
        return "", "empty"
    text = spell(field.example)
    inner = field.type.inner if isinstance(field.type, Nullable) else field.type
    if kind == "schema" and isinstance(inner, OpenEnum):
        return _bare(text), "bare"
    return f"`{text}`" if is_code(text) else sample_text(text), "plain"


def safe_sample(field: Field) -> str:
    """The sample cell of a text that would break its row."""
    return sample_text(_spelled(field.example))


def _bare(text: str) -> str:
    """A sample without backticks, also where it has some of its own."""
    marked = unquote(text)
    return spelled(text[0]) + cell_text(text[1:]) if marked and marked[1] else cell_text(text)


def default_cell(field: Field) -> str:
    """The canonical default cell."""
    if field.default is UNSET:
        return "-"
    text = _spelled(field.default)
    return spelled("-") if text == "-" else cell_text(text)
