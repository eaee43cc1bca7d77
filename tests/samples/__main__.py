"""Compile every TypeScript sample of specs/ against generated/typescript, type-check every Python sample.

usage: python -m tests.samples
Exit 1 with page, line and the compiler's message. Without Node only Python samples are checked.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.config import Config
from generator.pages.facts import PageFacts
from generator.pipeline import read_specs

PROJECT = Path(__file__).resolve().parents[2]
TSC = PROJECT / "tests" / "typescript_client" / "node_modules" / ".bin" / "tsc"
OPTIONS = {
    "strict": True,
    "exactOptionalPropertyTypes": True,
    "noUncheckedIndexedAccess": True,
    "noEmit": True,
    "target": "es2022",
    "lib": ["es2022", "dom", "dom.iterable"],
    "types": [],
    "module": "esnext",
    "moduleResolution": "bundler",
    "moduleDetection": "force",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A sample as a file, and where its first line stands on the page."""

    file: str
    page: PageFacts

    def place(self, line: int) -> str:
        return str(self.page.span("samples", self.page.samples.line + line - 1))


def sources(pages: list[PageFacts], edition: str, ending: str) -> dict[str, Source]:
    found = (page for page in pages if page.edition == edition and page.samples.source is not None)
    named = ((f"sample_{number}{ending}", page) for number, page in enumerate(found))
    return {file: Source(file, page) for file, page in named}


def write(folder: Path, known: Mapping[str, Source]) -> None:
    for file, source in known.items():
        (folder / file).write_text(f"{source.page.samples.source}\n", encoding="utf-8")


def typescript(folder: Path, known: Mapping[str, Source], config: Config) -> str:
    write(folder, known)
    package = str(PROJECT / "generated" / "typescript" / "src" / "index.ts")
    options = {**OPTIONS, "paths": {config.packages["typescript"]["package"]: [package]}}
    (folder / "tsconfig.json").write_text(
        json.dumps({"compilerOptions": options, "include": ["*.ts"]})
    )
    command = [str(TSC), "-p", str(folder), "--pretty", "false"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def python(folder: Path, known: Mapping[str, Source]) -> str:
    write(folder, known)
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--config-file=",
        *sorted(known),
    ]
    environment = {"MYPYPATH": str(PROJECT / "generated" / "python"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=folder, env=environment, check=False
    )
    return done.stdout + done.stderr if done.returncode else ""


def told(output: str, known: Mapping[str, Source]) -> Iterator[str]:
    """The compiler's messages at the places of the pages."""
    for line in output.splitlines():
        match = re.match(r"(?:.*/)?(sample_\d+\.\w+)[:(](\d+)(?:[,:]\d+)?\)?:?\s*(.*)", line)
        if match and match[1] in known:
            yield f"{known[match[1]].place(int(match[2]))}: {match[3]}"
        elif line.strip():
            yield line


def main() -> int:
    specs = read_specs(PROJECT / "specs")
    messages: list[str] = []
    counts = {}
    for edition, ending in (("node", ".ts"), ("python", ".py")):
        known = sources(specs.pages.facts, edition, ending)
        if edition == "node" and not (TSC.exists() and shutil.which("node")):
            print(
                "samples: Node.js is not there, TypeScript samples are not compiled",
                file=sys.stderr,
            )
            continue
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            output = (
                python(folder, known)
                if ending == ".py"
                else typescript(folder, known, specs.config)
            )
        messages += told(output, known)
        counts[edition] = len(known)
    print(
        "\n".join(messages) or f"samples: {counts} compile",
        file=sys.stderr if not messages else sys.stdout,
    )
    return 1 if messages else 0


if __name__ == "__main__":
    raise SystemExit(main())
