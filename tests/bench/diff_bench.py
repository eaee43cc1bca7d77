"""Speed of `docs2sdk diff` on documents of 3 MB, against reading both and against the start of the program."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator.cli.apis import document_of

PROJECT = Path(__file__).resolve().parents[2]
REAL = PROJECT.parent / "shared" / "openapi" / "real"
NAMES = ("stripe-2022.json", "square.json", "asana.yaml", "plaid.yaml", "openai.yaml")
ROUNDS = 3


def best(work: Callable[[], object]) -> float:
    """The best of some rounds, in seconds."""
    found = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return min(found)


def reading(paths: list[str]) -> None:
    """Read both documents: text to data, with the places that findings need."""
    for path in paths:
        document_of(path)


def run(*words: str) -> float:
    """Seconds of a whole process of the program."""
    command = [sys.executable, "-m", "generator", *words]
    return best(lambda: subprocess.run(command, check=False, capture_output=True, cwd=PROJECT))


def changed(file: Path) -> str:
    """The document with one property's type changed."""
    text = file.read_text(encoding="utf-8")
    old, new = (json.dumps(one) if file.suffix == ".json" else one for one in ("string", "boolean"))
    before, found, after = text.partition(
        "type: string" if file.suffix != ".json" else f'"type": {old}'
    )
    return before + found.replace(old, new) + after


def main() -> int:
    """Print a line for each document."""
    if not REAL.is_dir():
        print("diff: no ../shared/openapi/real beside the project")
        return 0
    start = run("--version")
    print(f"diff: start of the program {start:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        for name in NAMES:
            old, new = REAL / name, Path(folder, name)
            new.write_text(changed(old), encoding="utf-8")
            paths = [str(old), str(new)]
            read = best(partial(reading, paths))
            other, same = run("diff", str(old), str(new)), run("diff", str(old), str(old))
            print(
                f"diff of two versions of {name}: {other:.2f} s, start included; unchanged: {same:.2f} s, "
                f"that is {(same - start) / read:.1f} times reading both ({read:.2f} s) beside the start"
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
