"""The arguments of every command."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Final

from generator import __version__

Add = Callable[[argparse.ArgumentParser], None]
FORMATS: Final = ("text", "json", "github", "sarif", "junit")


def _specs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--specs", default="specs", metavar="DIR", help="the specs folder")
    parser.add_argument("-o", "--out", default="generated", metavar="DIR", help="the output folder")


def _build(parser: argparse.ArgumentParser) -> None:
    _specs(parser)
    parser.add_argument(
        "--force", action="store_true", help="overwrite files that were changed by hand"
    )


def _check(parser: argparse.ArgumentParser) -> None:
    _specs(parser)
    parser.add_argument(
        "--full", action="store_true", help="build in memory even when no hash has changed"
    )


def _parse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="pages, or folders of pages")
    parser.add_argument("-o", "--out", metavar="DIR", help="write <client>.yaml there")
    parser.add_argument("--config", metavar="FILE", help="a docs2sdk.yaml")


def _render(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("openapi", metavar="OPENAPI", help="an OpenAPI file, YAML or JSON")
    parser.add_argument("-o", "--out", required=True, metavar="DIR", help="the output folder")
    parser.add_argument(
        "--locale", help="only this locale; made of the model where no page is recorded"
    )
    parser.add_argument("--edition", help="only this programming language")
    parser.add_argument(
        "--style", choices=("compact", "aligned", "compact-2022"), help="another layout"
    )
    parser.add_argument(
        "--overlay", action="append", default=[], metavar="FILE", help="a locale's overlay"
    )
    parser.add_argument(
        "--samples", action="store_true", help="write sample code where there is none"
    )


def _generate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("openapi", nargs="+", metavar="OPENAPI", help="OpenAPI files, one a client")
    parser.add_argument("--target", required=True, choices=("python", "typescript"))
    parser.add_argument("-o", "--out", required=True, metavar="DIR", help="the output folder")
    parser.add_argument("--config", metavar="FILE", help="a docs2sdk.yaml")
    parser.add_argument("--package", help="the name of the package")


def _roundtrip(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="pages, or folders of pages")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _lint(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="pages, or folders of pages or specs"
    )
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--fix", action="store_true", help="mend what can be mended for certain")
    parser.add_argument("--config", metavar="FILE", help="a docs2sdk.yaml")


def _fmt(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="pages, or folders of pages")
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--check", action="store_true", help="name the pages that would change; exit 1 then"
    )
    how.add_argument("--diff", action="store_true", help="print what would change; exit 1 then")
    how.add_argument(
        "-w", "--write", action="store_true", help="write the pages instead of printing them"
    )


def _diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="OpenAPI file, or folder of pages or specs")
    parser.add_argument("new", metavar="NEW")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="CODE | OPERATION | SCHEMA.FIELD")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="pages or specs (default: specs)")


def _mock(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="*", metavar="SPECS | OPENAPI", default=["specs"])
    parser.add_argument("--port", type=int, default=4010)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--allow-remote", action="store_true", help="listen beyond this machine")
    parser.add_argument("--auth", choices=("auto", "required", "off"), default="auto")
    parser.add_argument(
        "--fault", action="append", default=[], help="a fault to inject into every answer"
    )
    parser.add_argument(
        "--secret",
        action="append",
        default=[],
        metavar="ID=SECRET",
        help="an access key that is known",
    )


def _init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("openapi", nargs="+", metavar="OPENAPI", help="OpenAPI files, one a client")
    parser.add_argument("-o", "--out", default="specs", metavar="DIR", help="the new specs folder")


COMMANDS: Final[dict[str, tuple[str, Add]]] = {
    "build": ("specs -> generated, only what changed is written, stale files go", _build),
    "check": ("exit 1 and a diff when generated is not what build would write", _check),
    "parse": ("pages -> OpenAPI, one YAML a client", _parse),
    "render": ("OpenAPI -> pages", _render),
    "generate": ("OpenAPI -> a typed client", _generate),
    "roundtrip": ("page -> OpenAPI text -> page, compared byte for byte", _roundtrip),
    "lint": ("every diagnostic of pages, samples and examples", _lint),
    "fmt": ("canonical form of pages", _fmt),
    "diff": ("what changed for callers, and the version bump it needs", _diff),
    "explain": ("what a code means, or where a fact comes from", _explain),
    "mock": ("a loopback server that answers with the documented examples", _mock),
    "init": ("a specs folder from an OpenAPI file", _init),
    "watch": ("build on save", _build),
}


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="docs2sdk",
        description="Markdown API reference pages in; OpenAPI, typed clients and the same pages out.",
        epilog="exit codes: 0 clean, 1 findings or drift, 2 the tool could not do its work",
    )
    top.add_argument("--version", action="version", version=f"docs2sdk {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (about, add) in COMMANDS.items():
        add(commands.add_parser(name, help=about, description=about))
    return top
