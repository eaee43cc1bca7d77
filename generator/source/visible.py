"""Text of documents made visible and harmless: control, bidirectional and other format characters.

Such characters can rewrite a terminal, end a line of a log early, or show a text in another order than it has
("Trojan Source", CVE-2021-42574). ZWJ and ZWNJ stay: scripts and emoji need them, and they move nothing.

Logs of CI take lines for commands to the runner: `::name::` at the begin of a line, blanks left out, and `##[name]`
anywhere (GitHub's runner, `ActionCommand.cs`), `##vso[` (Azure Pipelines), `##teamcity[`. They are broken the same way.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_UNSEEN: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
_KEPT: Final = frozenset("\u200c\u200d")
_COMMAND: Final = re.compile(r"(##\w*)\[")
_LINE: Final = re.compile(r"^(\s*):(?=:)")
_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str, most: int = 0) -> str:
    """The text on one line, with each unseen character spelled as an escape (its code in hexadecimal).

    With `most`, a text of more characters is cut there, and says so with an ellipsis.
    """
    cut = text[:most] if most and len(text) > most else text
    shown = cut if _is_plain(cut) else "".join(map(_spelled, cut))
    shown = _COMMAND.sub(r"\1\\x5b", shown) if "##" in shown else shown
    return shown if len(cut) == len(text) else f"{shown}…"


def harmless(text: str) -> str:
    """The text for a terminal and a log of CI: as it is, but each line visible, and no line a command. Tabs stay."""
    return "\n".join(map(_harmless, text.split("\n")))


def _harmless(line: str) -> str:
    shown = "\t".join(map(visible, line.split("\t")))
    return _LINE.sub(r"\1\\x3a", shown) if "::" in shown else shown


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


@lru_cache(maxsize=4096)
def is_unseen(character: str) -> bool:
    """Does the character change how others are shown, or show nothing itself?"""
    unseen = unicodedata.category(character) in _UNSEEN or _is_no_character(ord(character))
    return unseen and character not in _KEPT


def _is_no_character(code: int) -> bool:
    """The noncharacters of Unicode (section 23.7), which XML refuses in part."""
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


@lru_cache(maxsize=4096)
def _spelled(character: str) -> str:
    if not is_unseen(character):
        return character
    return _SHORT.get(character) or escaped(character)


def escaped(character: str) -> str:
    """The escape of a character as Python and C spell it."""
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
