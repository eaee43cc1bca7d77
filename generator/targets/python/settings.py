"""What no page says about the Python package: what pip installs, and what is imported."""

from __future__ import annotations

import keyword
import sys
from dataclasses import dataclass
from typing import Final

from generator.naming import snake
from generator.targets.settings import PUBLISHED, VERSION, Option, Settings, Wanted

ABOUT: Final = "The Python distribution."
OPTIONS: Final = {
    "distribution": Option("What pip installs.", r"^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$"),
    "package": Option("What is imported.", r"^[a-z_][a-z0-9_]*$"),
    "version": VERSION,
    **PUBLISHED,
}
_NEEDED: Final = (
    "annotated_types anyio certifi h11 httpcore httpcore2 httpx httpx2 idna pydantic pydantic_core sniffio truststore"
    " typing_extensions typing_inspection"
)
"""What the generated client imports, and what that imports."""


@dataclass(frozen=True, slots=True)
class PythonSettings(Settings):
    """The package (what is imported), and the distribution (what pip installs)."""

    package: str = "identity_sdk"
    distribution: str = "identity-sdk"


def settings(wanted: Wanted) -> PythonSettings:
    """The settings; a name on the command line is that of the distribution, which the package is called after."""
    own = {} if wanted.chosen else wanted.own
    package = own.get("package", "")
    distribution = wanted.chosen or own.get("distribution") or package or wanted.usual
    return PythonSettings(
        package or snake(distribution),
        wanted.own.get("version", wanted.version),
        wanted.clients,
        distribution.replace("_", "-"),
        **wanted.published,
    )


def refused(package: str) -> str:
    """Why a package can not have the name; empty when it can."""
    if not package.isidentifier():
        return "no name of a module"
    if keyword.iskeyword(package) or keyword.issoftkeyword(package):
        return "a keyword of Python"
    if package in sys.stdlib_module_names or package in _NEEDED.split():
        return "a module that the generated client needs, or may need"
    return ""
