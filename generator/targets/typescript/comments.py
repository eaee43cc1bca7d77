"""Comments of TypeScript. Text of a document can not end one, nor become a directive or a tag in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from generator.rendering.characters import hidden
from generator.rendering.fragments import Comment

_BREAKS: Final = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# `@` before a word would be a tag, or a directive such as @ts-ignore, @license or @__PURE__
_TAG: Final = re.compile(r"(?<![\w.])@(?=[A-Za-z_])|@(?=license|preserve|cc_on|__)")
_WIDTH: Final = 100


def _visible(line: str) -> str:
    if line.isascii() and line.isprintable():
        return line
    return "".join("\ufffd" if hidden(char) and char != "\t" else char for char in line)


def _escaped(line: str) -> str:
    """What ends a comment, or speaks to a tool, spelled so that it only reads like it."""
    if "*/" in line:
        line = line.replace("*/", "*\\/")
    return _TAG.sub("&#64;", line) if "@" in line else line


def lines_of(text: str) -> list[str]:
    """The lines of a text as they may stand in a comment; no empty line at either end.

    Escaping comes last: a character that is replaced or cut off afterwards could make what was escaped whole again.
    """
    lines = [_escaped(_visible(line).rstrip()) for line in _BREAKS.split(text)]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        del lines[0]
    return lines


def doc(paragraphs: Iterable[str], tags: Sequence[str] = (), indent: str = "") -> Comment:
    """A doc comment with its final line break, or nothing. `tags` are ours and stand as they are."""
    lines: list[str] = []
    for paragraph in paragraphs:
        more = lines_of(paragraph)
        if more and lines:
            lines.append("")
        lines += more
    if tags and lines:
        lines.append("")
    lines += tags
    return Comment(_frame(lines, indent))


def _frame(lines: Sequence[str], indent: str) -> str:
    if not lines:
        return ""
    if len(lines) == 1 and len(indent) + len(lines[0]) + 7 <= _WIDTH and lines[0][-1] != "\\":
        return f"{indent}/** {lines[0].lstrip()} */\n"
    body = "".join(f"{indent} * {line}".rstrip() + "\n" for line in lines)
    return f"{indent}/**\n{body}{indent} */\n"


def tag(name: str, value: str = "") -> str:
    """A tag of ours on one line (`@defaultValue`); the value is text of a document."""
    text = " ".join(lines_of(value))
    return f"@{name} {text}".rstrip()


def line_comment(text: str) -> Comment:
    """A `//` comment of one line."""
    return Comment(f"// {' '.join(lines_of(text))}")
