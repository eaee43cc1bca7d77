"""All documents of ../shared/openapi, rendered and adopted (`make adopt`). usage: python -m tests.adopt [FILE...]

With one file it is done in this process. Without any: the real documents adopted, the hard ones rendered.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.adopt import alone, line, rendered
from tests.hard.packages import documents


def main(paths: list[Path]) -> int:
    """Print a table; 1 where a document is not clean."""
    if len(paths) == 1:
        text, clean = line(paths[0])
        print(text)
        return not clean
    unclean = 0
    for path in paths or documents("real"):
        text, code = alone(path)
        print(text, end="", flush=True)
        unclean += bool(code)
    hard = [] if paths else documents("hard")
    short = [f"{path.name}: {why}" for path in hard if (why := rendered(path))]
    print(
        f"{unclean} not clean; of {len(hard)} hard documents rendered {len(short)} fall short",
        *short,
        sep="\n",
    )
    return 1 if unclean or short else 0


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
