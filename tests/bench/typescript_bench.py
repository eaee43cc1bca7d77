"""The TypeScript target beside @hey-api/openapi-ts, on the same document and machine, in one run.

usage: python tests/bench/typescript_bench.py [OPENAPI]    (default: the real management document)
Prints medians and ratios; exit 1 when a target is missed, 2 when it can not measure.
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

ROOT = Path(__file__).resolve().parent.parent.parent
PEERS = ROOT / ".venv-peers" / "node"
TOOLS = ROOT / "tests" / "typescript_client"
TRUTH = ROOT.parent / "shared" / "corpus" / "truth" / "management-openapi.json"
PEER = "@hey-api/openapi-ts@0.99.0"
RUNS = 5
MOST_OF_PEER = 0.7
MOST_GZIPPED = {"class": 9_460, "operation": 5_107}


def install_peer() -> Path:
    """The peer's command, installed once into a folder that git ignores."""
    command = PEERS / "node_modules" / ".bin" / "openapi-ts"
    if not command.exists():
        PEERS.mkdir(parents=True, exist_ok=True)
        (PEERS / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        install = ["npm", "install", "--ignore-scripts", "--no-audit", PEER, "typescript@5.9"]
        subprocess.run(install, cwd=PEERS, check=True, stdout=subprocess.DEVNULL)
    return command


def measure(command: Sequence[object], out: Path) -> tuple[float, float]:
    """Wall seconds and megabytes (peak resident set) of one run into an empty folder."""
    shutil.rmtree(out, ignore_errors=True)
    start = time.perf_counter()
    with subprocess.Popen(
        [str(part) for part in command], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        error = process.stderr.read() if process.stderr is not None else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode not in {0, 1} or not any(out.rglob("*.ts")):  # 1: with findings
        raise SystemExit(f"2: {command[0]} failed:\n{error.decode()[-2000:]}")
    return seconds, usage.ru_maxrss / 1024


def lines(folder: Path) -> int:
    """Lines of TypeScript below a folder."""
    return sum(len(path.read_bytes().splitlines()) for path in folder.rglob("*.ts"))


def bundles(package: Path) -> dict[str, int]:
    """Gzipped bytes of a bundle with one call, by each way that the README shows."""
    (package / "node_modules").symlink_to(TOOLS / "node_modules")
    subprocess.run([TOOLS / "node_modules" / ".bin" / "tsc", "-p", package], check=True)
    index = (package / "src" / "index.ts").read_text("utf-8")
    name = index.split("export { ", 1)[1].split(" }", 1)[0]
    folder = index.split('from "./', 1)[1].split("/", 1)[0]
    profile = (package / "src" / folder / "profile.ts").read_text("utf-8")
    connect = profile.split("export function ", 1)[1].split("(", 1)[0]
    operations = (package / "src" / folder / "operations.ts").read_text("utf-8")
    first = operations.split("export const ", 1)[1].split(":", 1)[0]
    key = '{ accessKeyId: "a", accessKeySecret: "b", host: "https://example.com" }'
    ways = {
        "class": f'import {{ {name} }} from "./dist/index.js";\nawait new {name}({key}).{first}({{}});\n',
        "operation": f'import {{ {connect}, {first} }} from "./dist/{folder}/index.js";\n'
        f"await {connect}({key}).call({first}, {{}});\n",
    }
    sizes = {}
    for way, code in ways.items():
        path = package / f"{way}.mjs"
        path.write_text(code, encoding="utf-8")
        done = subprocess.run(
            ["node", TOOLS / "tools" / "bundle.mjs", path],
            check=True,
            capture_output=True,
            text=True,
        )
        sizes[way] = int(json.loads(done.stdout)["gzipped"])
    return sizes


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and compare with the targets."""
    document = Path(arguments[0]).resolve() if arguments else TRUTH
    if not document.is_file() or shutil.which("npm") is None:
        print(f"cannot measure: no npm, or no document {document.name}", file=sys.stderr)
        return 2
    peer = install_peer()
    with tempfile.TemporaryDirectory() as temporary:
        ours, theirs = Path(temporary) / "ours", Path(temporary) / "theirs"
        own = [
            sys.executable,
            "-m",
            "generator",
            "generate",
            document,
            "--target",
            "typescript",
            "-o",
            ours,
        ]
        commands = {
            "docs2sdk": (own, ours),
            "hey-api": ([peer, "-i", document, "-o", theirs], theirs),
        }
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for number in range(RUNS + 1):  # the first round warms the caches and does not count
            for name, (command, out) in commands.items():
                result = measure(command, out)
                found[name] += [result] if number else []
        seconds = {name: statistics.median(run[0] for run in runs) for name, runs in found.items()}
        for name, (_, out) in commands.items():
            memory = max(run[1] for run in found[name])
            print(f"{name:9} {seconds[name]:6.2f} s {memory:6.0f} MB {lines(out):7} lines")
        sizes = bundles(next(ours.rglob("package.json")).parent)
    ratio = seconds["docs2sdk"] / seconds["hey-api"]
    print(f"ratio {ratio:.2f} (at most {MOST_OF_PEER}); medians of {RUNS} runs")
    for way, size in sizes.items():
        print(f"bundle with one call by {way}: {size} bytes gzipped (below {MOST_GZIPPED[way]})")
    return int(
        ratio > MOST_OF_PEER or any(size >= MOST_GZIPPED[way] for way, size in sizes.items())
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
