"""RFC 9535 JSONPath by python-jsonpath, bounded for overlays from elsewhere.

A path of names and indexes alone, the form that our own overlays mostly have, is walked without the library.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from generator.model import Json

if TYPE_CHECKING:
    from jsonpath import JSONPathEnvironment

Parts = tuple[str | int, ...]

_STEP: Final = re.compile(
    r"\.([A-Za-z_][A-Za-z0-9_]*)|\['((?:[^'\\\x00-\x1f]|\\(?:[bfnrt/\\']|u00[01][0-9a-f]))*)'\]|\[(0|[1-9][0-9]{0,8})\]"
)
_ESCAPE: Final = re.compile(r"\\(u[0-9a-f]{4}|.)")
_ESCAPED: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LONGEST: Final = 2000
"""Characters of a path."""
_STEPS: Final = 1_000_000
_STEPS_PER_NODE: Final = 40
"""Steps that all paths of an overlay may take, a few seconds, and more in a large document: `$..*..*..*` would
look at many more nodes than there are."""


def measure(value: Json) -> tuple[int, int]:
    """How many nodes, and how deep."""
    inner = (
        value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    )
    sizes = [measure(one) for one in inner]
    return 1 + sum(size for size, _ in sizes), 1 + max((depth for _, depth in sizes), default=0)


class PathError(ValueError):
    """The text is no JSONPath, or one that is too costly."""


class Finder:
    """Finds places by paths; all its paths together may take a bounded number of steps.

    The larger the document that the first path looks at, the more.
    """

    def __init__(self) -> None:
        self._steps = _STEPS
        self._environment: JSONPathEnvironment | None = None

    def find(self, document: Json, path: str) -> list[Parts]:
        """The places of all nodes that the path selects; raises `PathError`."""
        steps = _singular(path)
        if steps is not None:
            return [steps] if exists(document, steps) else []
        from jsonpath import JSONPathError  # noqa: PLC0415 - slow to import

        if len(path) > _LONGEST:
            raise PathError(f"a path of {len(path)} characters")
        if self._environment is None:
            from generator.openapi.jsonpath_bounds import environment  # noqa: PLC0415 - slow

            self._environment = environment(self.spend)
            self._steps += _STEPS_PER_NODE * measure(document)[0]
        try:
            found = self._environment.finditer(path, document)  # type: ignore[arg-type]
            return [tuple(match.parts) for match in found]
        except PathError:
            raise
        except (JSONPathError, RecursionError, ValueError, TypeError) as error:
            raise PathError(str(error).splitlines()[0]) from error

    def spend(self, steps: int) -> None:
        """Count steps; raises `PathError` when there are too many."""
        self._steps -= steps
        if self._steps < 0:
            raise PathError("paths that look at too many nodes; name the place more exactly")


def _singular(path: str) -> Parts | None:
    """The steps of a path of names and indexes (RFC 9535, section 2.3.5.1), else None."""
    if not path.startswith("$"):
        return None
    steps: list[str | int] = []
    place = 1
    while place < len(path):
        step = _STEP.match(path, place)
        if step is None:
            return None
        name, quoted, index = step.groups()
        steps.append(int(index) if index is not None else name or _ESCAPE.sub(_unescape, quoted))
        place = step.end()
    return tuple(steps)


def _unescape(found: re.Match[str]) -> str:
    code = found[1]
    return chr(int(code[1:], 16)) if code[0] == "u" else _ESCAPED.get(code, code)


def exists(document: Json, steps: Sequence[str | int]) -> bool:
    """Does something stand at the place? (JSON null does.)."""
    for step in steps:
        keys = range(len(document)) if isinstance(document, list) else document
        if not isinstance(keys, range if isinstance(step, int) else dict) or step not in keys:
            return False
        document = document[step]  # type: ignore[index]
    return True


def quote(steps: Sequence[str | int]) -> str:
    """The path of a place: `$.paths['/a'].get`."""
    return "$" + "".join(_spelled(step) for step in steps)


_CONTROL: Final = re.compile(r"[\x00-\x1f]")
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def _spelled(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if _NAME.fullmatch(step) else f"[{literal(step)}]"


def literal(text: str) -> str:
    """A string literal in single quotes (RFC 9535, section 2.3.1.1)."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return "'" + _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped) + "'"
