"""`make bench`: all benchmarks, one after another; each prints ratios against baselines of the same run."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path


def main() -> int:
    """Run the benchmarks that are named, or all of them."""
    wanted = sys.argv[1:]
    scripts = sorted(Path(__file__).parent.glob("*_bench.py"))
    for script in scripts:
        if wanted and script.stem.removesuffix("_bench") not in wanted:
            continue
        sys.argv = [str(script)]
        try:
            runpy.run_path(str(script), run_name="__main__")
        except SystemExit as stop:
            if stop.code:
                return int(stop.code) if isinstance(stop.code, int) else 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
