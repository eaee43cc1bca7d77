"""Entry point: parse arguments, run the command, turn its outcome into an exit code. A failure never looks clean."""

from __future__ import annotations

import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from generator.cli import commands, reading
from generator.cli.parser import parser
from generator.cli.report import ToolError, fail

Command = Callable[[Namespace], int]

RUN: Final[Mapping[str, Command]] = MappingProxyType(
    {
        "build": commands.build,
        "check": commands.check,
        "parse": reading.parse,
        "render": commands.render,
        "generate": commands.generate,
        "roundtrip": reading.roundtrip,
        "lint": reading.lint,
        "fmt": reading.fmt,
        "diff": commands.diff,
        "explain": reading.explain,
        "mock": commands.mock,
        "init": commands.init,
        "watch": commands.watch,
    }
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `docs2sdk`; the exit code is 0 (clean), 1 (findings or drift) or 2 (could not do its work)."""
    chosen = parser().parse_args(arguments)
    try:
        code = RUN[chosen.command](chosen)
        sys.stdout.flush()
    except ToolError as error:
        return fail(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except KeyboardInterrupt:
        return 2
    except (
        Exception
    ) as error:  # noqa: BLE001 - the last line of defence says what happened and exits with 2
        traceback.print_exc()
        print(
            f"docs2sdk: internal error: {error}; please report it with the lines above",
            file=sys.stderr,
        )
        return 2
    return code
