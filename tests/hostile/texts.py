"""Texts whose danger is parted by a character that something may take away: `*<U+FEFF>/`, `"<NUL>""`, `$<ZWSP>{`.

Whoever escapes first and removes, replaces or cuts afterwards makes the dangerous sequence whole again. Each text
carries a word of its own, so a fault names the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

# what a language, a tool or Markdown reads as more than text, with something to run behind it
SEQUENCES: Final = {
    "the end of a block comment": "*/ {word}() /*",
    "the end of a docstring": '"""\n{word}()\n"""',
    "the other docstring": "'''\n{word}()\n'''",
    "the end of a string": '";{word}();"',
    "the end of the other string": "';{word}();'",
    "an escape": '\\"+{word}()+"',
    "a template literal": "`${{{word}()}}`",
    "a template": "{{{{ {word}() }}}}{{% raw %}}",
    "a directive": "@ts-nocheck {word}",
    "a tag": "@license {word}",
    "a reference": "/// <reference path='{word}' />",
    "a line comment": "// {word}\n{word}()",
    "a script": "</script><script>{word}()</script><!-- -->",
    "an object": "}}; {word}(); {{",
    "a call": "): void {{ {word}() }} x(",
}
PARTING: Final = tuple(
    map(
        chr,
        (
            *(
                0x00,
                0x07,
                0x08,
                0x09,
                0x0A,
                0x0B,
                0x0C,
                0x0D,
                0x1B,
                0x1C,
                0x1D,
                0x1E,
                0x1F,
                0x20,
                0x7F,
            ),
            *(0x80, 0x85, 0xA0, 0xAD, 0x307, 0x34F, 0x61C, 0x115F, 0x180E, 0x200B, 0x200C, 0x200D),
            *(
                0x200E,
                0x202A,
                0x2028,
                0x2029,
                0x202E,
                0x2060,
                0x2066,
                0x3000,
                0xD800,
                0xDFFF,
                0xE000,
            ),
            *(0xFE0F, 0xFEFF, 0xFFF9, 0xFFFD, 0xFFFE, 0xFFFF, 0xE0001, 0xE0041, 0x10FFFF),
        ),
    )
)


def parted(name: str) -> Iterator[str]:
    """The sequence with each parting character behind its first, and behind each of its first characters."""
    number = list(SEQUENCES).index(name)
    for count, char in enumerate(PARTING):
        text = SEQUENCES[name].format(word=f"marker{number}x{count}")
        yield text[0] + char + text[1:]
        yield char.join(text[:4]) + char + text[4:]
