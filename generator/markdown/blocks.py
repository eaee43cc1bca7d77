"""The blocks of a piece of Markdown by markdown-it, with one rule of ours: tables are taken from raw lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from generator.markdown.tables import is_row, starts_table, table_end


@dataclass(frozen=True, slots=True)
class Block:
    """A top-level block: `kind` is markdown-it's token type without `_open`; lines count from 0, end excluded."""

    kind: str
    start: int
    end: int
    level: int = 0
    info: str = ""


def _table_rule(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    lines = state.env["lines"]
    if start >= len(lines) or not is_row(lines[start]):
        return False
    whole = starts_table(lines, start)
    if silent:
        return bool(whole)
    stop = table_end(lines, start) if whole else _loose_end(lines, start)
    token = state.push("docs_table" if whole else "loose_rows", "", 0)
    token.map = [start, stop]
    state.line = stop
    return True


def _loose_end(lines: Sequence[str], at: int) -> int:
    """Rows without a header and delimiter of their own: the run of row-like lines."""
    end = at + 1
    while end < len(lines) and is_row(lines[end]) and not starts_table(lines, end):
        end += 1
    return end


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    parser.core.ruler.enableOnly(["block"])
    parser.block.ruler.disable(["code", "reference", "lheading"])
    alt = {"alt": ["paragraph", "blockquote", "list"]}
    parser.block.ruler.before("fence", "docs_table", _table_rule, alt)  # type: ignore[arg-type]
    return parser


_PARSER: Final = _parser()


def blocks(lines: Sequence[str]) -> list[Block]:
    """The top-level blocks of the lines, in order; blank lines lie between them."""
    env = {"lines": lines}
    found: list[Block] = []
    for token in _PARSER.parse("\n".join(lines), env):
        if token.level or token.map is None or token.type.endswith("_close"):
            continue
        kind = token.type.removesuffix("_open")
        level = int(token.tag[1:]) if kind == "heading" else 0
        found.append(Block(kind, token.map[0], _trim(lines, *token.map), level, token.info))
    return found


def _trim(lines: Sequence[str], start: int, end: int) -> int:
    """A block ends with its last line that is not blank (markdown-it counts some trailing blanks in)."""
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return end
