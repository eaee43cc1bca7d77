"""The Python target beside openapi-python-client, on the same document and machine, in one run.

usage: python tests/bench/python_bench.py [OPENAPI]    (default: the real management document)
Prints medians and ratios; exit 1 when a target is missed, 2 when it can not measure.
The peer stands in `.venv-peers/python` (made when missing), or where DOCS2SDK_PEERS says.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PEERS = Path(os.environ.get("DOCS2SDK_PEERS") or ROOT / ".venv-peers" / "python")
TRUTH = ROOT.parent / "shared" / "corpus" / "truth" / "management-openapi.json"
PEER = "openapi-python-client==0.29.1"
RUNS = 5
TENFOLD = 10
MOST_OF_PEER = 0.5
MOST_IMPORT_OF_PEER = 0.3
MOST_GROWTH = 11.0
MOST_MEMORY = 700.0

IMPORT_ALL = """
import importlib, os, pkgutil, sys, time
root = sys.argv[1]
sys.path.insert(0, root)
name = next(n for n in sorted(os.listdir(root)) if os.path.exists(os.path.join(root, n, "__init__.py")))
start = time.perf_counter()
package = importlib.import_module(name)
for module in pkgutil.walk_packages(package.__path__, name + "."):
    importlib.import_module(module.name)
print(time.perf_counter() - start)
"""
IMPORT_OURS = """
import sys, time
sys.path.insert(0, sys.argv[1])
start = time.perf_counter()
import identity_sdk
client = getattr(identity_sdk, sys.argv[2])
client("ID", "SECRET", host="http://127.0.0.1:9")
print(time.perf_counter() - start)
"""


def peer() -> Path:
    """The peer's folder of commands, installed once into a folder that git ignores."""
    commands = PEERS / "bin"
    if not (commands / "openapi-python-client").exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
        subprocess.run([commands / "python", "-m", "pip", "install", "-q", PEER], check=True)
    return commands


def measure(command: Sequence[object], out: Path, cwd: Path) -> tuple[float, float]:
    """Wall seconds and megabytes (peak resident set) of one run into an empty folder."""
    shutil.rmtree(out, ignore_errors=True)
    environment = {**os.environ, "PATH": f"{PEERS / 'bin'}:{os.environ.get('PATH', '')}"}
    start = time.perf_counter()
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        error = process.stderr.read() if process.stderr is not None else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode not in {0, 1} or not any(out.rglob("*.py")):  # 1: with findings
        raise SystemExit(f"2: {command[0]} failed:\n{error.decode()[-2000:]}")
    return seconds, usage.ru_maxrss / 1024


def timed(python: Path, program: str, *arguments: object) -> float:
    """Seconds that a program prints, in a process of its own; the first run makes the .pyc files."""
    command = [str(python), "-c", program, *map(str, arguments)]
    runs = [
        subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(RUNS + 1)
    ]
    return statistics.median(float(run.stdout) for run in runs[1:])


def tenfold(document: dict[str, Any], target: Path) -> Path:
    """The document ten times over, under other names."""
    text = json.dumps(document, ensure_ascii=False)
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for n in range(TENFOLD):
        mark = "" if n == 0 else f"N{n}"
        copy = json.loads(text.replace('"#/components/schemas/', f'"#/components/schemas/{mark}'))
        schemas |= {f"{mark}{name}": s for name, s in copy["components"]["schemas"].items()}
        for path, item in copy["paths"].items():
            for operation in item.values():
                operation["operationId"] += mark
                operation["tags"] = [f"{mark}{tag}" for tag in operation.get("tags", [])]
            paths[f"/{mark}{path}" if mark else path] = item
    big = {**document, "paths": paths}
    big["components"] = {**document["components"], "schemas": schemas}
    target.write_text(json.dumps(big, ensure_ascii=False), encoding="utf-8")
    return target


class Report:
    """Prints each figure beside its target, and remembers what was missed."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    def say(self, what: str, value: float, most: float | None = None, unit: str = "") -> None:
        target = "" if most is None else f"  (at most {most:g}{unit})"
        print(f"{what:58} {value:8.2f}{unit}{target}")
        if most is not None and value > most:
            self.missed.append(what)


def ours(document: Path, out: Path) -> list[object]:
    """The command that generates our package."""
    base: list[object] = [sys.executable, "-m", "generator", "generate", document]
    return [*base, "--target", "python", "--package", "identity-sdk", "-o", out]


def generation(document: Path, work: Path, report: Report) -> float:
    """Wall time of both generators, in turn; the peer formats with ruff, as it does by itself."""
    theirs = [peer() / "openapi-python-client", "generate", "--path", document]
    theirs += ["--overwrite", "--output-path", work / "theirs"]
    pairs = [
        (
            measure(ours(document, work / "ours"), work / "ours", ROOT),
            measure(theirs, work / "theirs", work),
        )
        for _ in range(RUNS)
    ]
    mine = statistics.median(pair[0][0] for pair in pairs)
    other = statistics.median(pair[1][0] for pair in pairs)
    report.say("openapi-python-client: generate", other, unit=" s")
    report.say("docs2sdk: generate", mine, unit=" s")
    report.say("docs2sdk / openapi-python-client: generate", mine / other, MOST_OF_PEER)
    return mine


def imports(work: Path, report: Report) -> None:
    """Import of all of the peer's modules; import and construction of our client."""
    other = timed(peer() / "python", IMPORT_ALL, work / "theirs")
    name = next(
        p.stem for p in (work / "ours" / "identity_sdk").glob("*/client.py") for p in [p.parent]
    )
    client = "".join(word.capitalize() for word in name.split("_")) + "Client"
    mine = timed(Path(sys.executable), IMPORT_OURS, work / "ours", client)
    report.say("openapi-python-client: import all modules", other, unit=" s")
    report.say("docs2sdk: import and construct a client", mine, unit=" s")
    report.say("docs2sdk / openapi-python-client: import", mine / other, MOST_IMPORT_OF_PEER)
    every = timed(Path(sys.executable), IMPORT_ALL, work / "ours")
    report.say("docs2sdk / openapi-python-client: import everything", every / other)


def growth(document: Path, work: Path, one: float, report: Report) -> None:
    """Time and memory on a document ten times as big."""
    big = tenfold(json.loads(document.read_text(encoding="utf-8")), work / "big.json")
    seconds, megabytes = measure(ours(big, work / "big"), work / "big", ROOT)
    report.say("docs2sdk: generate, ten-fold document", seconds, unit=" s")
    report.say("docs2sdk: ten-fold / one-fold", seconds / one, MOST_GROWTH)
    report.say("docs2sdk: memory, ten-fold document", megabytes, MOST_MEMORY, " MB")


def main(arguments: Sequence[str]) -> int:
    """Measure, print, judge."""
    document = Path(arguments[0]).resolve() if arguments else TRUTH
    if not document.is_file():
        print(f"no document at {document}", file=sys.stderr)
        return 2
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        one = generation(document, work, report)
        imports(work, report)
        growth(document, work, one, report)
    for what in report.missed:
        print(f"missed: {what}", file=sys.stderr)
    return 1 if report.missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
