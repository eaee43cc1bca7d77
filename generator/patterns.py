"""Does a text match a regular expression of a document, in bounded time? The one answer for all who ask.

A pattern of a document is a program (CWE-1333), so none runs in Python's `re`: RE2 takes time linear in the text.
ECMA-262 expressions, the dialect of JSON Schema, are spelled as RE2's. Lookaround, back references and
repeats above 1,000 are beyond RE2: such a pattern is not judged at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

_LONGEST: Final = 10_000
"""Characters of a pattern."""
_MEMORY: Final = 1 << 21
"""Bytes that RE2 may use for one pattern; it refuses what needs more."""
_WORK: Final = 50_000_000
"""Instructions of the pattern times characters of the text: RE2's worst case, about a second."""

_TOKEN: Final = re.compile(
    r"\\u\{(?P<code>[0-9A-Fa-f]{1,6})\}"
    r"|\\u(?P<high>[dD][89abAB][0-9A-Fa-f]{2})\\u(?P<low>[dD][c-fC-F][0-9A-Fa-f]{2})"
    r"|\\[ux](?P<hex>(?<=u)[0-9A-Fa-f]{4}|(?<=x)[0-9A-Fa-f]{2})"
    r"|\\c(?P<control>[A-Za-z])"
    r"|\\(?P<sign>[pP])\{(?:(?:gc|General_Category|sc|Script)=)?(?P<property>\w+)\}"
    r"|\\(?P<escaped>.)"
    r"|(?P<whole>\[\^?\])"
    r"|(?P<plain>[\[\].])",
    re.DOTALL,
)
_CATEGORIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Letter": "L", "Lowercase_Letter": "Ll", "Uppercase_Letter": "Lu", "Titlecase_Letter": "Lt",
        "Modifier_Letter": "Lm", "Other_Letter": "Lo", "Mark": "M", "Nonspacing_Mark": "Mn",
        "Spacing_Mark": "Mc", "Enclosing_Mark": "Me", "Number": "N", "Decimal_Number": "Nd",
        "Letter_Number": "Nl", "Other_Number": "No", "Punctuation": "P", "Symbol": "S",
        "Math_Symbol": "Sm", "Currency_Symbol": "Sc", "Separator": "Z", "Space_Separator": "Zs",
        "Other": "C", "Control": "Cc", "Format": "Cf",
    }
)  # fmt: skip
"""The long names of Unicode's categories that ECMA-262 knows beside RE2's short ones."""

_WHITE: Final = ((9, 13), (32, 32), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A),
                 (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000),
                 (0xFEFF, 0xFEFF))  # fmt: skip
"""White space and line ends of ECMA-262, sections 12.2 and 12.3; RE2's `\\s` is ASCII alone."""
_INK: Final = tuple(
    (before[1] + 1, after[0] - 1)
    for before, after in pairwise(((0, -1), *_WHITE, (0x110000, 0x110000)))
    if before[1] + 1 < after[0]
)
_ALL: Final = "\\x{0}-\\x{10ffff}"


def _ranges(ranges: tuple[tuple[int, int], ...]) -> str:
    return "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in ranges)


_SPACES: Final = MappingProxyType({"s": _ranges(_WHITE), "S": _ranges(_INK)})
_SAME: Final = frozenset("dDwWnrtfv123456789k")
"""Letters and digits that mean the same after a backslash in RE2, or that it refuses: back references."""


def matches(pattern: str, text: str) -> bool | None:
    """Does an ECMA-262 pattern match anywhere in the text (JSON Schema, 6.3.3)? None: nobody can say."""
    return _run(pattern, text, "[^\\n\\r\\x{2028}\\x{2029}]")


@lru_cache(maxsize=512)
def is_regex(text: str) -> bool:
    """Does it compile? JSON Schema wants ECMA-262; validators written in Python check with `re`."""
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def matches_i_regexp(pattern: str, text: str, *, whole: bool) -> bool | None:
    """The same for an I-Regexp (RFC 9485) of a JSONPath, anywhere in the text or as a whole."""
    return _run(f"^(?:{pattern})$" if whole else pattern, text, "[^\\n\\r]")


def _run(pattern: str, text: str, dot: str) -> bool | None:
    program = _compiled(pattern, dot)
    if program is None or program.programsize * len(text) > _WORK:
        return None
    try:
        return program.search(text) is not None
    except UnicodeEncodeError:  # half a surrogate pair
        return None


@lru_cache(maxsize=512)
def _compiled(pattern: str, dot: str) -> Any:  # google-re2 has no types
    """RE2's program, or None."""
    import re2  # noqa: PLC0415 - slow to import

    if len(pattern) > _LONGEST:
        return None
    options = re2.Options()
    options.max_mem, options.log_errors = _MEMORY, False
    try:
        return re2.compile(_spelled(pattern, dot), options)
    except (re2.error, UnicodeEncodeError, OverflowError, ValueError):
        return None


def _spelled(pattern: str, dot: str) -> str:
    """An ECMA-262 pattern in RE2's spelling."""
    inside = False

    def token(found: re.Match[str]) -> str:
        nonlocal inside
        kind = found.lastgroup or ""
        if kind == "plain":
            text, inside = _plain(found[0], dot, inside=inside)
            return text
        if kind == "whole" and inside:
            inside = False
            return "\\[\\^]" if "^" in found[0] else "\\[]"
        return _ESCAPES[kind](found, inside)

    return _TOKEN.sub(token, pattern)


def _plain(sign: str, dot: str, *, inside: bool) -> tuple[str, bool]:
    """A bracket or a dot, and whether a class is open after it."""
    if sign == ".":
        return ("." if inside else dot), inside
    if sign == "[":
        return ("\\[" if inside else "["), True
    return ("]" if inside else "\\]"), False


def _point(code: int) -> str:
    return f"\\x{{{code:x}}}"


def _pair(found: re.Match[str], _: bool) -> str:
    high, low = int(found["high"], 16), int(found["low"], 16)
    return _point(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _escaped(found: re.Match[str], inside: bool) -> str:
    letter = found["escaped"]
    if letter in _SPACES:
        return _SPACES[letter] if inside else f"[{_SPACES[letter]}]"
    if letter in "bB":
        return "\\x08" if inside and letter == "b" else found[0]
    if letter == "0":
        return "\\x00"
    return found[0] if letter in _SAME else _point(ord(letter))


def _property(found: re.Match[str], _: bool) -> str:
    name = found["property"]
    return f"\\{found['sign']}{{{_CATEGORIES.get(name, name)}}}"


_ESCAPES: Final[Mapping[str, Callable[[re.Match[str], bool], str]]] = MappingProxyType(
    {
        "code": lambda found, _: _point(int(found["code"], 16)),
        "low": _pair,
        "hex": lambda found, _: _point(int(found["hex"], 16)),
        "control": lambda found, _: _point(ord(found["control"]) % 32),
        "property": _property,
        "escaped": _escaped,
        "whole": lambda found, _: f"[{_ALL}]" if "^" in found[0] else f"[^{_ALL}]",
    }
)
