"""All documents of ../shared/openapi through both targets (`make hard`). usage: python -m tests.hard [MOST] [TYPED]

MOST documents at most; of each TYPED-th package the types are checked (default: 8).
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.hard import packages


def main(most: int, step: int) -> int:
    """Print figures and faults; 1 with any fault."""
    paths = (packages.documents("hard") + packages.documents("real"))[:most]
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        run = packages.emitted(paths, Path(folder))
        print(f"{len(paths)} documents, {len(run.packages)} packages of each target")
        print(f"{len(run.unreadable)} can not be read: {[path.name for path in run.unreadable]}")
        faults = {"emission": run.faults, "import": list(packages.imports(run))}
        if typed := list(run.packages)[::step]:
            faults[f"mypy of {len(typed)}"] = list(packages.python_types(run, typed))
            faults[f"tsc of {len(typed)}"] = list(packages.typescript_types(run, typed))
    for kind, found in faults.items():
        print(f"{kind}: {len(found)} faults", *found, sep="\n  ")
    print(f"{time.monotonic() - started:.0f} s")
    return 1 if any(faults.values()) else 0


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    sys.exit(main(*(given + [sys.maxsize, 8][len(given) :])))
