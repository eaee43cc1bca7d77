"""The options that findings have on every command, and the arguments of commands that judge and write pages."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Final

from generator.spread.log import KINDS

FORMATS: Final = ("text", "json", "github", "sarif", "junit", "markdown")


def findings(
    parser: argparse.ArgumentParser,
    fail_on: str = "error",
    formats: Sequence[str] = FORMATS,
    further: Sequence[str] = (),
) -> None:
    """The options of each command that prints findings; `fail_on` is the default."""
    group = parser.add_argument_group("findings")
    group.add_argument("--format", choices=formats, default="text", help="default: text")
    group.add_argument(
        "--fail-on",
        choices=("note", "warning", "error", *further),
        default=fail_on,
        help=f"the least severity of a finding that gives exit code 1 (default: {fail_on})",
    )
    group.add_argument("--notes", action="store_true", help="print notes too")


def lint(parser: argparse.ArgumentParser) -> None:
    """The arguments of `lint`."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="pages, folders of pages or specs (default: specs)"
    )
    parser.add_argument("--fix", action="store_true", help="mend what can be mended for certain")
    parser.add_argument(
        "--like", metavar="PAGE", help="with --fix: give the twins of a page what it says, no more"
    )
    parser.add_argument("--config", metavar="FILE", help="a docs2sdk.yaml")
    parser.add_argument("--compile", action="store_true", help="compile the samples too")
    findings(parser, "warning")
    for name, about in (("select", "only"), ("ignore", "all but")):
        parser.add_argument(
            f"--{name}",
            action="append",
            default=[],
            metavar="CODES",
            help=f"{about} findings whose codes begin so (S022,A)",
        )
    parser.add_argument("--statistics", action="store_true", help="print counts by code instead")
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 despite findings")
    parser.add_argument("--output-file", metavar="FILE", help="write the findings there")
    parser.add_argument("--baseline", metavar="FILE", help="tell only what is not in this file")
    parser.add_argument(
        "--update-baseline", action="store_true", help="write what is found now into the baseline"
    )


def fmt(parser: argparse.ArgumentParser) -> None:
    """The arguments of `fmt`."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="pages, or folders of pages")
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--check", action="store_true", help="name the pages that would change; exit 1 then"
    )
    how.add_argument("--diff", action="store_true", help="print what would change; exit 1 then")
    how.add_argument(
        "-w", "--write", action="store_true", help="write the pages instead of printing them"
    )
    parser.add_argument(
        "--write-http",
        action="store_true",
        help="write HTTP sections into pages that stay as they are otherwise, where method and path are no guess",
    )
    parser.add_argument("--config", metavar="FILE", help="a docs2sdk.yaml, for --write-http")
    findings(parser)


def spread(parser: argparse.ArgumentParser) -> None:
    """The arguments of `spread`."""
    parser.add_argument("page", metavar="PAGE", help="the page that says it as it is meant")
    parser.add_argument("--specs", metavar="DIR", help="the specs folder (default: the page's)")
    parser.add_argument(
        "-o", "--out", metavar="DIR", help="the output folder (default: generated beside it)"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--diff", action="store_true", help="print what would change; exit 1 then")
    how.add_argument(
        "-w", "--write", "--yes", action="store_true", help="write the pages without asking"
    )
    parser.add_argument(
        "--only", action="append", choices=KINDS, metavar="KIND", help=f"one of {', '.join(KINDS)}"
    )
    findings(parser)
