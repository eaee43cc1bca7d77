"""Texts of documents as content of a page: they stay text, whatever stands in them.

What a browser, Vue or the reader of pages would take for more than text is spelled as a decimal character reference
(HTML, 13.1.4; CommonMark 0.31, 6.2: a reference can never be markup) or, for `{{`, parted: tags that are no plain
formatting, handlers, destinations of links with another scheme than the usual ones, `{{ }}` outside fenced code (Vue's
interpolation), control characters, and in the frame of a page what would be its structure. `decode` leads back: for
every text, `decode(cell_text(text)) == text`. A page that has such things itself keeps them; that is an exception of
its record.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from generator.markdown.fences import CODE, OPEN, PROSE, parts
from generator.pages.vocabulary import vocabularies

_JOINT: Final = "<!-- -->"
"""Parts two braces: a character reference would not, since Vue reads the HTML that Markdown makes of it."""
_REFERENCE: Final = re.compile(r"&#(\d{1,7});")
_SPELLED: Final = re.compile(rf"&#(\d{{1,7}});|(?<=\{{){_JOINT}(?=\{{)")
_CONTROL = "\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"
_SUSPECT: Final = re.compile(
    rf"[<`{_CONTROL}]|\{{\{{|&#|\]\s*[(:]|[a-z]\s*:\s*[a-z]|#{{2}}|!!!", re.IGNORECASE
)
_URL: Final = r"(?:https?://|mailto:|#|\.{0,2}/)[^\s\"'<>{}&`]*(?:&(?!#)[^\s\"'<>{}&`]*)*"
_ATTRIBUTE: Final = (
    rf"\s+(?:(?:id|name|title|alt|class|align|width|height|colspan|rowspan)=\"[^\"<>{{}}&]*\"|open"
    rf"|(?:href|src)=\"{_URL}\")"
)
_FORMATTING: Final = (
    r"a|b|br|code|dd|del|details|dl|dt|em|h[1-6]|hr|i|img|kbd|li|ol|p|s|small|strong|sub|summary|sup"
    r"|table|tbody|td|th|thead|tr|u|ul"
)
_MARKUP: Final = (
    r"(?P<pair>\\[\\`])"
    r"|(?P<code>(?<!`)(?P<ticks>`+)(?!`)CODE*?(?<!`)(?P=ticks)(?!`))"
    rf"|(?P<tag></?(?:{_FORMATTING})(?:{_ATTRIBUTE})*\s*/?>)"
    rf"|(?P<joint>(?<=\{{)<(?=!-- -->\{{))"
    r"|(?P<comment><!--(?!-?>)(?:(?!--!?>|\{\{)[\s\S])*-->)"
    r"|(?P<markup><(?=[A-Za-z/!?]))"
    r"|(?P<vue>\{(?=\{))"
    rf"|(?P<link>(?<=\])\((?!\s*<?{_URL}[)\s>]|[\w.-]+(?:/[\w./-]*)?(?:#[\w-]*)?\)|\s*\)))"
    r"|(?P<definition>^ {0,3}\[(?=[^\]\n]+\]:))"
    r"|(?P<scheme>(?<=script):|(?<=script)\s+(?=:))"
    r"|(?P<reference>&(?=#))"
    rf"|(?P<control>[{_CONTROL}MORE])"
)


def _markup(code: str, more: str) -> re.Pattern[str]:
    pattern = _MARKUP.replace("CODE", code).replace("MORE", more)
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


_BLOCK: Final = _markup(r"[^\n]", "")
_LINE: Final = _markup(r"[\s\S]", r"\n")
"""In a line of a page no line break is left, so code spans reach over them."""


def spelled(text: str) -> str:
    """Each character as a decimal reference; a brace with what parts it from the next."""
    if text == "{":
        return text + _JOINT
    return "".join(f"&#{ord(character)};" for character in text)


def decode(text: str) -> str:
    """The text that one of the functions here made this of; also references that a page has itself."""
    return _SPELLED.sub(_character, text) if "&#" in text or _JOINT in text else text


def _character(match: re.Match[str]) -> str:
    if match[1] is None:
        return ""
    number = int(match[1])
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else match[0]


def _inline(text: str, markup: re.Pattern[str], newline: str) -> str:
    def one(match: re.Match[str]) -> str:
        return newline if match[0] == "\n" else spelled(match[0])

    def part(match: re.Match[str]) -> str:
        if match["code"]:
            return (_CODE if markup is _BLOCK else _LINE_CODE).sub(one, match[0])
        if match["tag"] and newline and _BREAK.fullmatch(match[0]):
            return spelled("<") + match[0][1:]
        if match["pair"] or match["tag"] or match["comment"]:
            return match[0].replace("\n", newline) if newline else match[0]
        return one(match)

    return markup.sub(part, text)


_CODE: Final = re.compile(rf"\{{(?=\{{)|(?<=\{{)<(?=!-- -->\{{)|&(?=#)|[{_CONTROL}]")
_LINE_CODE: Final = re.compile(rf"{_CODE.pattern}|\n|<(?=br\s*/?>)", re.IGNORECASE)
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_RAW: Final = re.compile(r"<(?!(?<=\{<)!-- -->\{)(?=[A-Za-z/!?])")
_HTML_LINE: Final = re.compile(r"^ {0,3}<", re.MULTILINE)
_EDGE: Final = re.compile(r"^\s+|\s+$")
_ROW: Final = re.compile(r"#(?=#{1,5}(?:\s|$))|(?<=!)!!(?=\s*include)", re.IGNORECASE)


def _one_line(text: str, newline: str) -> str:
    """A text inside a line of a page; a code span that is never closed would take what follows the text."""
    if text.count("`") % 2:
        made = spelled("`").join(_inline(part, _LINE, newline) for part in text.split("`"))
    else:
        made = _inline(text, _LINE, newline) if "\n" in text or _SUSPECT.search(text) else text
    return _EDGE.sub(lambda match: spelled(match[0]), made) if made != made.strip() else made


@lru_cache(maxsize=16384)  # editions and locales of a page share their texts
def cell_text(text: str, *, breaks: bool = False) -> str:
    """A text in a cell of a table; `breaks` where `<br>` stands for a line break."""
    if text.isalnum():
        return text
    made = _one_line(text, "<br>" if breaks else spelled("\n"))
    suspect = "#" in made or "!!!" in made
    return _ROW.sub(lambda match: spelled(match[0]), made) if suspect else made


def code_text(text: str) -> str:
    """A name inside a code span of a line."""
    made = _CODE.sub(lambda match: spelled(match[0]), text)
    return made.replace("`", spelled("`")).replace("\n", spelled("\n"))


def path_text(text: str) -> str:
    """The path of an include."""
    return _PATH.sub(lambda match: spelled(match[0]), text)


def sample_text(text: str) -> str:
    """A sample that no code span can hold: in HTML's `code`, with all that is no letter spelled."""
    return f"<code>{_SAMPLE.sub(lambda match: spelled(match[0]), text)}</code>"


@lru_cache(maxsize=16384)
def is_code(text: str) -> bool:
    """Can the text stand in a code span of a cell? Backticks and what readers of pages cut at can not."""
    return not _NO_CODE.search(text)


_PATH: Final = re.compile(r"[()\s<>{}`&]")
_SAMPLE: Final = re.compile(r"[^\w .,/{-]|\{(?=\{)|^ | $")
_NO_CODE: Final = re.compile(
    rf"[`{_CONTROL}]|\{{\{{|#{{2,6}}(?: |$)|!!!|<\s*(?:script|iframe|object|embed)|script\s*:|\son\w+\s*=",
    re.IGNORECASE | re.MULTILINE,
)


@cache
def _structure() -> re.Pattern[str]:
    """A section's heading, in a line of its own (also without its hashes), or in another line."""
    labels = {
        re.escape(label)
        for words in vocabularies().values()
        for all_ in words.headings.values()
        for label in all_.values()
    }
    known = "|".join(sorted(labels, key=len, reverse=True))
    return re.compile(
        rf"(?<!#)#(?=#\s+(?:{known})(?!\w))|^(?=(?:{known})[ \t]*$)\w|#(?=#{{1,5}} <a id=)|(?<=!)!!(?=\s*include)",
        re.IGNORECASE | re.MULTILINE,
    )


@lru_cache(maxsize=16384)
def title(text: str) -> str:
    """A text in a heading of one line."""
    return _structure().sub(lambda match: spelled(match[0]), _one_line(text, spelled("\n")))


@lru_cache(maxsize=16384)
def block(text: str) -> str:
    """Markdown between the blocks of a page; of its fenced code only what `decode` would change is spelled."""
    if not _SUSPECT.search(text) and not _structure().search(text):
        return text
    found = [(kind, _ESCAPES[kind](part)) for kind, part in parts(text)]
    made = "".join(part for _, part in found)
    code = [part for kind, part in found if kind == CODE]
    if code != [part for kind, part in parts(made) if kind != PROSE]:
        return _prose(text, strict=True)  # what was escaped made other lines code
    return made


def _code(text: str) -> str:
    return _REFERENCE.sub(r"&#38;#\1;", text).replace("{<!-- -->{", "{&#60;!-- -->{")


def _open(text: str) -> str:
    """A fence that is never closed would take the rest of the page; so it is none."""
    made = _prose(text, strict=True)
    return re.sub(r"[`~]", lambda match: spelled(match[0]), made, count=1)


def _prose(text: str, *, strict: bool = False) -> str:
    if "`" in text and "`" in _BLOCK.sub(_but_code, text):
        # a span that goes on in the next line pairs with what looks like the start of another: none is one
        return spelled("`").join(_prose(part, strict=strict) for part in text.split("`"))
    made = _inline(text, _BLOCK, "")
    if strict or _HTML_LINE.search(
        made
    ):  # no code span is one in an HTML block (CommonMark 0.31, 4.6)
        made = _BLOCK.sub(_raw, made)
    return _structure().sub(lambda match: spelled(match[0]), made)


def _but_code(match: re.Match[str]) -> str:
    return "" if match["code"] or match["pair"] else match[0]


_ESCAPES: Final = MappingProxyType({CODE: _code, PROSE: _prose, OPEN: _open})


def _raw(match: re.Match[str]) -> str:
    return _RAW.sub(lambda part: spelled(part[0]), match[0]) if match["code"] else match[0]
