"""Speed of pages -> OpenAPI -> pages, as ratios against markdown-it's full parse of the same texts in one process."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from markdown_it import MarkdownIt

from generator.assembly.assemble import Assembled, assemble
from generator.assembly.settings import Settings
from generator.files import read_tree
from generator.inputs import read_pages
from generator.openapi import export, to_yaml
from generator.pages.tables import Memory
from generator.pages.write import print_page

PROJECT = Path(__file__).resolve().parents[2]
CORPUS = PROJECT.parent / "shared" / "corpus" / "factory"
ROUNDS = 3


def timed(work: Callable[[], object]) -> float:
    """The best of some rounds, in seconds."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best


def assembled(root: Path) -> Sequence[Assembled]:
    """Read and assemble all pages below a folder, and export the documents as text."""
    made, _ = assemble(read_pages(read_tree(root, ".md")).facts, Settings())
    for one in made:
        to_yaml(export(one.api))
    return made


def printed(made: Sequence[Assembled]) -> int:
    """Print all pages; how many."""
    count, memory = 0, Memory()
    for one in made:
        for operation in one.api.operations:
            for record in operation.pages:
                print_page(one.api, operation, record, memory=memory)
                count += 1
    return count


def docs2sdk(*arguments: str) -> float:
    """Seconds of a whole process; the exit code 1 (findings) counts as work done."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "generator", *arguments], capture_output=True, check=False
    )
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stderr.decode())
    return time.perf_counter() - started


def main() -> None:
    """Print the ratios."""
    root = CORPUS if CORPUS.is_dir() else PROJECT / "specs" / "pages"
    texts = [source.data.decode() for source in read_tree(root, ".md")]
    parser = MarkdownIt("commonmark").enable("table")
    baseline = timed(lambda: [parser.parse(text) for text in texts])
    ours = timed(lambda: assembled(root))
    made = assembled(root)
    printing = timed(lambda: printed(made))
    print(
        f"pages: {len(texts)} of {root.name}; baseline: MarkdownIt('commonmark').enable('table').parse, one process"
    )
    print(f"pages: read, assemble, export / baseline  {ours / baseline:6.2f}   (wanted <= 1)")
    print(
        f"pages: printed pages a second             {len(texts) / printing:6.0f}   (wanted >= 1500)"
    )
    with tempfile.TemporaryDirectory() as folder:
        specs, out = Path(folder) / "specs", str(Path(folder) / "generated")
        shutil.copytree(root, specs / "pages")
        cold = docs2sdk("build", "--specs", str(specs), "-o", out)
        unchanged = min(docs2sdk("check", "--specs", str(specs), "-o", out) for _ in range(ROUNDS))
        print(
            f"pages: check, nothing changed / cold build {unchanged / cold:6.2f}   (wanted < 0.25)"
        )


if __name__ == "__main__":
    main()
