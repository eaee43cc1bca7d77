"""Entry point: parse arguments, run the command, turn its outcome into an exit code. A failure never looks clean."""

from __future__ import annotations

import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Final

from generator import files
from generator.cli.output import closed, prepare, say
from generator.cli.parser import parser
from generator.cli.report import ToolError, fail, refused

Command = Callable[[Namespace], int]

MODULE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "build": "building",
        "check": "building",
        "watch": "building",
        "parse": "reading",
        "roundtrip": "reading",
        "lint": "linting",
        "fmt": "formatting",
        "spread": "spreading",
        "explain": "linting",
        "render": "documents",
        "generate": "generating",
        "diff": "comparing",
        "init": "documents",
        "mock": "serving",
        "site": "sites",
        "preview": "sites",
        "completion": "completion",
    }
)
"""Where each command is; only the module of the chosen one is imported, which keeps small commands quick."""


def command(name: str) -> Command:
    """The function of a command."""
    found: Command = getattr(import_module(f"generator.cli.{MODULE[name]}"), name)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `docs2sdk`; the exit code is 0 (clean), 1 (findings or drift) or 2 (could not do its work)."""
    prepare()
    chosen = parser().parse_args(arguments)
    try:
        code = command(chosen.command)(chosen)
        sys.stdout.flush()
    except ToolError as error:
        return fail(error)
    except BrokenPipeError:
        return closed()
    except KeyboardInterrupt:
        return 2
    except (OSError, files.UnsafePathError) as error:
        return fail(refused(error))
    except Exception as error:  # noqa: BLE001 - says what happened and exits with 2
        said = f"docs2sdk: internal error: {error}; please report it with the lines above"
        say(f"{traceback.format_exc()}{said}")
        return 2
    return code
