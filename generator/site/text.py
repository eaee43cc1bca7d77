"""The one place where the text of a page becomes Markdown of the site: nothing of it can run or break the build.

What comes out has no HTML but `<br>` and the comment that parts two braces. Formatting that people write as HTML
(links, anchors, bold, code) becomes Markdown, layout goes, all other tags are text; braces are never two in a row
outside code (Vue's interpolation), and what VitePress reads besides Markdown (front matter, includes, snippets,
attributes of fences, containers that it does not know) is taken out. The site's own parser
(`runtimes/site/vitepress/safe.mjs`) refuses HTML once more, by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from types import MappingProxyType
from typing import Final

from generator.markdown.fences import CODE, PROSE, parts

Link = Callable[[str], str | None]
"""Where a link of the page leads on the site; None for nowhere."""

PARTED: Final = "{<!-- -->{"
_MATTER: Final = re.compile(r"---[ \t]*\w*[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|$)")
_INCLUDE: Final = re.compile(r"<!--(?=\s*@include:)")
_BROKEN: Final = "<!--\u2060"
_FENCE: Final = re.compile(r"([\s>*+\d.)-]*)(`{3,}|~{3,})[ \t]*([^\n]*)")
_LANGUAGE: Final = re.compile(r"[A-Za-z0-9+#_.-]{1,30}")
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u2028-\u202e\u2066-\u2069\ufeff]"
)
_HEADING: Final = re.compile(r"(#{1,6}[ \t]+)<a\s+id=\"([^\"<>\n]*)\"\s*>\s*</a>[ \t]*(.*)")
_CONTAINER: Final = re.compile(r"[ ]{0,3}(:{3,})[ \t]*([\w-]*)(.*)")
_KNOWN: Final = frozenset({"tip", "info", "warning", "danger", "details"})
_DEFINITION: Final = re.compile(r"([ ]{0,3}\[[^\]\n]+\]:[ \t]*)<?([^\s<>]+)>?.*")
_RULER: Final = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_CELL: Final = re.compile(r"((?<!\\)\|)")
_LEFT_OUT: Final = re.compile(r"\s*(\[\[toc\]\]|!!!\s*include\(.*\)!*)\s*", re.IGNORECASE)
_LAYOUT: Final = "center|details|div|font|LastUpdated|ol|p|section|small|span|sub|summary|sup|u|ul"
_INLINE: Final = re.compile(
    r"(?P<pair>\\[\\`\[\]()*_#!~|-])"
    r"|(?P<code>(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<tick>`)"
    r"|(?P<break><br\s*/?>)"
    r"|(?P<anchor><a\s+href=\"(?P<href>[^\"\s<>]*)\"[^<>]*>(?P<label>[^<>\n]*)</a>)"
    r"|(?P<bold><(?P<b>b|strong)>(?P<strong>[^\s<>*`](?:[^<>*`\n]*[^\s<>*`])?)</(?P=b)>)"
    r"|(?P<verbatim><code>(?P<literal>[^<>`\n]+)</code>)"
    r"|(?P<item><li>)"
    rf"|(?P<layout></?(?:{_LAYOUT}|li|a|b|strong|i|em|code)(?:\s[^<>\n]*)?/?>)"
    r"|(?P<auto><(?P<url>https?://[^\s<>]+)>)"
    r"|(?P<link>(?P<bang>!?)\[(?P<text>(?:[^\[\]\n\\]|\\.|\[[^\[\]\n]*\])*)\]"
    r"\(\s*<?(?P<dest>[^\s()<>]*)>?(?:\s+\"[^\"\n]*\")?\s*\))"
    r"|(?P<image>!\[)"
    r"|(?P<less>\\?<)"
    r"|(?P<brace>\\?\{|&(?:#0*123|#[xX]0*7[bB]|lbrace|lcub);)",
    re.IGNORECASE,
)


def page_text(text: str, link: Link) -> str:
    """The Markdown of a page for the site; a page that cannot be made harmless so is shown as code."""
    whole = _CONTROL.sub("\ufffd", text.removeprefix("\ufeff").replace("\r\n", "\n"))
    whole = _MATTER.sub("", whole.replace("\r", "\n"), count=1) if whole[:3] == "---" else whole
    said = "".join(_uncommented(one) if kind == PROSE else one for kind, one in parts(whole))
    found = [
        (kind, _prose(one, link) if kind == PROSE else _fence(one))
        for kind, one in parts(said, html=False)
    ]
    made = "".join(one for _, one in found)
    code = [one for kind, one in found if kind == CODE]
    return made if code == [one for kind, one in parts(made) if kind == CODE] else as_code(said)


def _uncommented(text: str) -> str:
    """The text without comments; one that is never closed is text."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        code = text[start - 1 : start] == "`"
        kept.append(text[at : end + 3 if code else start])
        at = end + 3
    return "".join([*kept, text[at:]])


def as_code(text: str, language: str = "") -> str:
    """A text in a fence that it cannot close."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{_INCLUDE.sub(_BROKEN, text).rstrip()}\n{fence}\n"


def inline(text: str) -> str:
    """A text in one line of Markdown that has no links of its own."""
    return _line(" ".join(_CONTROL.sub("\ufffd", text).split()), lambda _: None)


def plain(text: str) -> str:
    """A text as data of the site: no markup, and nothing that ends the script which holds it."""
    return re.sub("<(?=[/!])", "<\u2060", " ".join(_CONTROL.sub("\ufffd", text).split()))


def _fence(text: str) -> str:
    """A fence with a language and nothing else; includes of VitePress work inside code too, so they are broken."""
    first, end, rest = text.partition("\n")
    if opened := _FENCE.fullmatch(first):
        words = opened[3].split("{")[0].split()
        language = words[0] if words and _LANGUAGE.fullmatch(words[0]) else ""
        first = opened[1] + opened[2] + re.sub(r"-vue$", "", language)
    return first + end + _INCLUDE.sub(_BROKEN, rest)


def _prose(text: str, link: Link) -> str:
    lines = text.split("\n")
    rows, open_containers = _rows(lines), list[bool]()
    made = (
        _block(line, link, row=row, containers=open_containers)
        for line, row in zip(lines, rows, strict=True)
    )
    return "\n".join(line for line in made if line is not None)


def _rows(lines: list[str]) -> list[bool]:
    """Which lines are rows of a table: there a code span ends with its cell."""
    found, table = [], False
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        starts = "|" in line and "-" in following and bool(_RULER.fullmatch(following))
        table = bool(line.strip()) and (table or starts or line.lstrip().startswith("|"))
        found.append(table)
    return found


def _block(line: str, link: Link, *, row: bool, containers: list[bool]) -> str | None:
    """One line; None where it is left out."""
    if found := _CONTAINER.fullmatch(line):
        return _container(found, link, containers)
    if _LEFT_OUT.fullmatch(line):
        return ""
    if heading := _HEADING.fullmatch(line):
        return f"{heading[1]}{_line(heading[3], link)} {{#{anchor(heading[2])}}}"
    if defined := _DEFINITION.fullmatch(line):
        to = link(defined[2])
        return defined[1] + to if to else ""
    if row:
        cells = _CELL.split(line)
        return "".join(cell if cell == "|" else _line(cell, link) for cell in cells)
    made = _line(line, link)
    return made.lstrip().removeprefix("<br>") if made.lstrip().startswith("<br>") else made


def _container(found: re.Match[str], link: Link, containers: list[bool]) -> str | None:
    """Containers that VitePress knows stay; the tabs of others become their titles."""
    if not found[2]:
        kept = containers.pop() if containers else False
        return found[1] if kept else None
    kept = found[2] in _KNOWN
    containers.append(kept)
    title = _line(found[3].split(":options")[0], link).strip()
    if kept:
        return f"{found[1]} {found[2]} {title}".rstrip()
    return f"\n**{title}**\n" if title and "*" not in title else None


def anchor(name: str) -> str:
    """The anchor of a name, as it stands in ids and links."""
    return re.sub(r"[^\w.-]+", "-", unescape(name))


def _line(text: str, link: Link) -> str:
    """A part of a line; nowhere in it but in code spans two braces stand in a row."""
    made, run, at = list[str](), list[str](), 0
    for found in _INLINE.finditer(text):
        run.append(text[at : found.start()])
        at = found.end()
        piece = _WAYS.get(found.lastgroup or "", _as_it_is)(found, link)
        if piece[:1] == "`":
            made += [_apart("".join(run)), piece]
            run.clear()
        else:
            run.append(piece)
    return "".join([*made, _apart("".join([*run, text[at:]]))])


def _apart(text: str) -> str:
    return re.sub(r"\{(?=\{)", PARTED[:-1], text)


def _anchor(found: re.Match[str], link: Link) -> str:
    label = re.sub(r"(?<!\\)([\[\]])", r"\\\1", _line(found["label"], link))
    return _linked(label, link(unescape(found["href"])))


def _link(found: re.Match[str], link: Link) -> str:
    """A link; an image only from a host: VitePress would look for one that is beside the page."""
    label, to = _line(found["text"], link), found["dest"]
    if not found["bang"]:
        return _linked(label, link(to))
    return f"![{label}]({to})" if to.startswith("https://") else label


def _linked(label: str, to: str | None) -> str:
    return f"[{label}]({to})" if to and label.strip() else label


def _verbatim(text: str) -> str:
    """HTML's `code` as a code span; as text where no span can hold it."""
    if "`" in text or "|" in text or not text.strip():
        return _line(text.replace("`", "&#96;").replace("|", "&#124;"), lambda _: None)
    return f"`{text}`"


def _as_it_is(found: re.Match[str], _: Link) -> str:
    return found[0]


_WAYS: Final[Mapping[str, Callable[[re.Match[str], Link], str]]] = MappingProxyType(
    {
        "tick": lambda *_: "&#96;",
        "break": lambda *_: "<br>",
        "anchor": _anchor,
        "bold": lambda found, link: f"**{_line(found['strong'], link)}**",
        "verbatim": lambda found, _: _verbatim(unescape(found["literal"])),
        "item": lambda *_: "<br>• ",
        "layout": lambda *_: "",
        "auto": lambda found, link: _linked(_line(found["url"], link), link(found["url"])),
        "link": _link,
        "image": lambda *_: "&#33;[",
        "less": lambda *_: "&lt;",
        "brace": lambda *_: "{",
    }
)
"""What becomes of each piece of markup; escapes and code spans stay."""
