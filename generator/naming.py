"""Floor 1: words of a name and the case styles; what is reserved is each language's own affair."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from itertools import chain, count
from typing import Final, TypeVar

T = TypeVar("T")
_INNER_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OTHER: Final = re.compile(r"[^A-Za-z0-9]+")
_EMPTY: Final = re.compile(r"(?i)\b(?:open ?api|rest|api|specification|v?\d+(?:\.\d+)*)\b")
"""Words of a title that name nothing."""
_WORD: Final = re.compile(
    r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+(?:\d+[a-z]*)*|\d+|[^\W\d_A-Za-z]+"
)


def words(name: str) -> tuple[str, ...]:
    """The words of an identifier or a label, as they stand: `getUserIDs` is get, User, IDs.

    Digits stay with the letters before them (`oauth2`, `i18n`).
    """
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", name)))


def snake(name: str) -> str:
    """`getUserId` -> `get_user_id`; empty when the name holds no letter or digit."""
    return "_".join(word.lower() for word in words(name))


def kebab(name: str) -> str:
    """`getUserId` -> `get-user-id`."""
    return "-".join(word.lower() for word in words(name))


def pascal(name: str) -> str:
    """`get-user-id` -> `GetUserId`; inner capitals stay as they are (`OIDCToken`)."""
    return "".join(word[:1].upper() + word[1:] for word in words(name))


def camel(name: str) -> str:
    """`get_user_id` -> `getUserId`; a leading run of capitals is lowered as one word."""
    head, *rest = words(name) or ("",)
    return head.lower() + "".join(word[:1].upper() + word[1:] for word in rest)


def constant(text: str) -> str:
    """A value as samples of clients name it: `appUser` -> `APP_USER`."""
    name = _OTHER.sub("_", _INNER_CAPITAL.sub("_", text)).upper()
    return f"_{name}" if name[:1].isdigit() else name


def plain(title: str) -> str:
    """A title's own words in ASCII, `like-this`; empty where it has none."""
    ascii_words = kebab(_EMPTY.sub(" ", title)).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", ascii_words).strip("-")
    return name[:60].strip("-") if name[:1].isalpha() else ""


def free(name: str, taken: Callable[[str], bool], mark: str = "") -> str:
    """The name, or with the lowest number from 2 on that makes it free, after a mark."""
    numbered = (f"{name}{mark}{number}" for number in count(2))
    return next(one for one in chain((name,), numbered) if not taken(one))


def unique(names: Iterable[T], spell: Callable[[T], str]) -> Mapping[T, str]:
    """Spell each name, keeping spellings apart: a clash gets `_2`, `_3` in the order given."""
    taken: set[str] = set()
    result: dict[T, str] = {}
    for name in names:
        spelling = free(spell(name), taken.__contains__, "_")
        taken.add(spelling)
        result[name] = spelling
    return result
