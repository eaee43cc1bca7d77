"""Does a row that has another number of cells than its header still stand in its columns?

A pipe that is missing in the middle moves all cells behind it one column to the left: what such a row says of a
column is another column's, so the row is not read. A row whose last cells are missing is only short (GFM, 4.10).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from generator.pages import cells
from generator.pages.vocabulary import Dialect

NAME: Final = re.compile(r"[\w$.@\[\]-]{1,80}")
_DEFAULT: Final = re.compile(r"\S*|\[.*\]|\{.*\}")
_CODE: Final = re.compile(r"`[^`]*`")


def fits(values: Mapping[str, str], dialect: Dialect) -> bool:
    """Can every cell be what its column holds?"""
    return all(_FITS[role](cell, dialect) for role, cell in values.items() if role in _FITS)


def _type(cell: str, dialect: Dialect) -> bool:
    return cells.read_type(cell) is not None and cells.required(cell, dialect) is None


def _required(cell: str, dialect: Dialect) -> bool:
    return cells.required(cell, dialect) is not None


_FITS: Final[Mapping[str, Callable[[str, Dialect], bool]]] = MappingProxyType(
    {
        "name": lambda cell, _: bool(NAME.fullmatch(cell)),
        "type": _type,
        "required": _required,
        "default": lambda cell, _: bool(_DEFAULT.fullmatch(cell)),
        "description": lambda cell, _: cell != "-" and not _CODE.fullmatch(cell),
    }
)
