"""Which locale and which style a page is in, by what the vocabularies and the styles say of themselves."""

from __future__ import annotations

import re
from typing import Final

from generator.pages.place import place
from generator.pages.vocabulary import Style, Vocabulary, styles, usual_style, vocabularies

_COMPACT: Final = re.compile(r"^\| ---- \|(?: +---- \|)+$", re.MULTILINE)
_DELIMITED: Final = re.compile(r"^\|[ :]*-{2,}[-: |]*\|\s*$", re.MULTILINE)
_SIZED: Final = '<div style="width'
_HEADING: Final = re.compile(r"(\n+)(?:## (.*)|### <a)")


def locale_of(text: str, path: str) -> Vocabulary:
    """The locale with the most of its headings on the page; else the path's; else that of its letters."""
    known = vocabularies()
    counts = {name: len(words.headings_pattern.findall(text)) for name, words in known.items()}
    best = max(sorted(counts), key=lambda name: counts[name])
    return known[best if counts[best] else place(path).locale or _by_letters(text)]


def _by_letters(text: str) -> str:
    """The locale of which most letters stand there; else the first that has none of its own."""
    known = sorted(vocabularies().values(), key=lambda words: (bool(words.letters), words.locale))
    counts = {one.locale: len(re.findall(one.letters, text)) if one.letters else 0 for one in known}
    return max(counts, key=lambda name: counts[name])


def style_of(text: str) -> str:
    """The style that lays tables out so: compact delimiters have four dashes, and some styles size their headers.

    Of several the one that has most of the page's gaps, and among equals the first.
    """
    compact, all_ = len(_COMPACT.findall(text)), len(_DELIMITED.findall(text))
    aligned = (compact * 2 <= all_ and compact < all_) or (not all_ and not text.endswith("\n\n"))
    sized = _SIZED in text or not all_
    laid = [one for one in styles().values() if one.aligned == aligned]
    fitting = [one for one in laid if one.div == sized] or laid
    if len(fitting) > 1:
        return max(fitting, key=lambda one: _gaps(text, one)).name
    return fitting[0].name if fitting else usual_style()


def _gaps(text: str, style: Style) -> int:
    """How many of the page's gaps are those of the style."""
    roles = {key: role for one in vocabularies().values() for key, role in one.section_of.items()}
    found = 0
    for match in _HEADING.finditer(text):
        key = "schema" if match[2] is None else roles.get(match[2].strip().casefold(), "")
        found += len(match[1]) - 1 == style.gap(key)
    return found + (len(text) - len(text.rstrip("\n")) - 1 == style.gap("end"))
