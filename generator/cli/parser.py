"""The arguments of every command."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Final

from generator import __version__
from generator.cli.options import findings, fmt, lint, spread
from generator.cli.usage import Parser, Styles, epilog
from generator.files import template_names
from generator.registry import names

Add = Callable[[argparse.ArgumentParser], None]
SHELLS: Final = ("bash", "zsh", "fish")


def _specs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--specs", default="specs", metavar="DIR", help="the specs folder")
    parser.add_argument("-o", "--out", default="generated", metavar="DIR", help="the output folder")


def _build(parser: argparse.ArgumentParser) -> None:
    _specs(parser)
    parser.add_argument(
        "--force", action="store_true", help="overwrite files that were changed by hand"
    )
    parser.add_argument(
        "--validate",
        action="store_true",
        help="judge the documents that are written by the OpenAPI specification",
    )
    findings(parser)


def _check(parser: argparse.ArgumentParser) -> None:
    _specs(parser)
    parser.add_argument(
        "--full", action="store_true", help="build in memory even when no hash has changed"
    )
    findings(parser, "warning")


def _parse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="pages, or folders of pages")
    parser.add_argument("-o", "--out", metavar="DIR", help="write <client>.yaml there")
    parser.add_argument("--config", metavar="FILE", help="a docs2sdk.yaml")
    findings(parser)


def _profiles() -> tuple[str, ...]:
    """By their files: to read them, as `model.profiles` does, costs more than a clean `check`."""
    return tuple(PurePosixPath(name).stem for name in template_names("profiles", "*.yaml"))


def _layout(parser: argparse.ArgumentParser) -> None:
    """How pages are that are not recorded in a document."""
    parser.add_argument(
        "--locale", help="the human language of the pages (recorded pages: only this)"
    )
    parser.add_argument("--edition", help="the programming language (recorded pages: only this)")
    parser.add_argument(
        "--style", choices=Styles(), metavar="STYLE", help="another layout: %(choices)s"
    )
    parser.add_argument("--profile", choices=_profiles(), help="what new pages have at their head")
    parser.add_argument(
        "--pages",
        metavar="PATTERN",
        help="names of new pages, such as {tag}/{operation}, of the fields operation, path, method, tag, group"
        " (the first part of the tag)",
    )

    parser.add_argument(
        "--http", action="store_true", help="write HTTP sections: method, path, places, media types"
    )


def _render(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("openapi", metavar="OPENAPI", help="an OpenAPI file, YAML or JSON")
    parser.add_argument("-o", "--out", required=True, metavar="DIR", help="the output folder")
    _layout(parser)
    parser.add_argument(
        "--overlay", action="append", default=[], metavar="FILE", help="a locale's overlay"
    )
    parser.add_argument(
        "--samples", action="store_true", help="write sample code where there is none"
    )
    findings(parser)


def _generate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("openapi", nargs="+", metavar="OPENAPI", help="OpenAPI files, one a client")
    parser.add_argument("--target", required=True, choices=names("targets"))
    parser.add_argument("-o", "--out", required=True, metavar="DIR", help="the output folder")
    parser.add_argument("--config", metavar="FILE", help="a docs2sdk.yaml")
    parser.add_argument("--package", help="the name of the package")
    findings(parser)


def _roundtrip(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="pages, or folders of pages")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _diff(parser: argparse.ArgumentParser) -> None:
    versions = "OpenAPI file, or folder of pages or specs"
    parser.add_argument("old", metavar="OLD", nargs="?", help=versions)
    parser.add_argument("new", metavar="NEW", nargs="?", help="the same, newer")
    parser.add_argument("--base", metavar="REV", help="a git revision: diff --base REV [PATH]")
    findings(parser, further=("breaking", "any"))
    group = parser.add_argument_group("approvals")
    group.add_argument("--approvals", metavar="FILE", help="changes that are agreed to")
    group.add_argument(
        "--approve", metavar="REASON", help="write the breaking changes into that file"
    )
    group.add_argument("--until", metavar="DATE", help="the last day of what --approve writes")


def _explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="CODE | OPERATION | SCHEMA.FIELD")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="pages or specs (default: specs)")
    findings(parser, formats=("text",))


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
    findings(parser)


def _site(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--specs", default="specs", metavar="DIR", help="the specs folder")
    parser.add_argument(
        "-o", "--out", default="generated/site", metavar="DIR", help="the folder of the site"
    )
    findings(parser)


def _preview(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--specs", default="specs", metavar="DIR", help="the specs folder")
    parser.add_argument("--port", type=int, default=4011, help="0 for a free one (default: 4011)")


def _init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("openapi", nargs="+", metavar="OPENAPI|PAGES_DIR", help="OpenAPI, or pages")
    parser.add_argument("-o", "--out", default="specs", metavar="DIR", help="the new specs folder")
    _layout(parser)
    findings(parser)


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help="bash, zsh or fish")


COMMANDS: Final[dict[str, tuple[str, Add, tuple[str, ...]]]] = {
    "build": (
        "specs -> generated, only what changed is written, stale files go",
        _build,
        ("build", "build --specs docs/api -o sdk"),
    ),
    "check": (
        "exit 1 and a diff when generated is not what build would write",
        _check,
        ("check --full", "check --format github"),
    ),
    "parse": (
        "pages -> OpenAPI, one YAML a client",
        _parse,
        ("parse specs/pages -o openapi", "parse specs/pages/en/node/management/users/get-user.md"),
    ),
    "render": (
        "OpenAPI -> pages",
        _render,
        ("render api.yaml -o pages --locale en --edition python --samples",),
    ),
    "generate": (
        "OpenAPI -> a typed client",
        _generate,
        ("generate api.yaml --target python -o client --package my_api",),
    ),
    "roundtrip": (
        "page -> OpenAPI text -> page, compared byte for byte",
        _roundtrip,
        ("roundtrip specs/pages --format json",),
    ),
    "lint": (
        "every finding about pages, samples, examples and configuration",
        lint,
        ("lint", "lint specs --fix", "lint specs/pages/en --format github --notes"),
    ),
    "fmt": ("canonical form of pages", fmt, ("fmt specs/pages --diff", "fmt specs/pages --write")),
    "spread": (
        "carry an edit of one page to the other pages of its operation and data structures",
        spread,
        (
            "spread specs/pages/en/node/management/users/get-user.md",
            "spread specs/pages/en/node/management/users/get-user.md --only rows --write",
        ),
    ),
    "diff": (
        "what changed for callers, and the version bump it needs",
        _diff,
        ("diff old.yaml new.yaml", "diff --base origin/main specs --fail-on any"),
    ),
    "explain": (
        "what a code means, or where a fact comes from",
        _explain,
        ("explain S022", "explain getUser", "explain UserDto.status"),
    ),
    "mock": (
        "a loopback server that answers with the documented examples",
        _mock,
        ("mock", "mock api.yaml --port 8080 --fault slow"),
    ),
    "site": (
        "a VitePress site of the pages",
        _site,
        ("site", "site --specs docs/api -o site"),
    ),
    "preview": (
        "the pages in a browser, with their findings, anew on every save",
        _preview,
        ("preview", "preview --port 8000"),
    ),
    "init": ("a specs folder from OpenAPI or pages", _init, ("init api.yaml", "init docs/api")),
    "watch": ("build on save", _build, ("watch",)),
    "completion": ("a script that completes command lines", _completion, ("completion bash",)),
}


def parser() -> Parser:
    """The parser of the whole command line."""
    top = Parser(
        prog="docs2sdk",
        description="Markdown API reference pages in; OpenAPI, typed clients and the same pages out.",
        epilog=epilog("build", "lint", "COMMAND --help"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"docs2sdk {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for name, (about, add, examples) in COMMANDS.items():
        form = argparse.RawDescriptionHelpFormatter
        one = commands.add_parser(
            name, help=about, description=about, epilog=epilog(*examples), formatter_class=form
        )
        add(one)
    return top
