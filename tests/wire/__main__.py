"""Every operation of OpenAPI documents called on both clients, and judged by openapi-core (`make wire`).

usage: python -m tests.wire [DOCUMENT ...]; without any, both truth documents and ../shared/openapi/real.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from generator.model import Api
from generator.openapi import load, parse_yaml
from tests.hard.packages import SHARED
from tests.wire import calls

HERE: Final = Path(__file__).parent
JUDGE: Final = HERE.parent.parent / ".venv" / "judge" / "bin" / "python"
CLIENTS: Final = {"python": calls.by_python, "typescript": calls.by_typescript}
_MOST: Final = 400
"""Operations of a document that are called; of larger ones every second, third, ... is."""
_SHOWN: Final = 8
UNJUDGED: Final = "not judged: "
"""What the judge says of what it cannot judge."""


def documents() -> list[Path]:
    """The documents beside the project."""
    truth = SHARED.parent / "corpus" / "truth"
    return [*sorted(truth.glob("*-openapi.json")), *sorted((SHARED / "real").glob("*.*"))]


def read(path: Path) -> Api:
    """The Api of a document."""
    document, _ = parse_yaml(path.read_text("utf-8"), path.name)
    assert isinstance(document, dict)
    return load(document, client="api", file=path.name)[0]


def judged(path: Path, api: Api, folder: Path) -> Iterator[tuple[str, int, int, list[str]]]:
    """Of each client: its name, the calls that could be judged, those that are right, and what is wrong."""
    cases = calls.made(api, 1 + len(api.operations) // _MOST)
    for name, client in CLIENTS.items():
        package = f"wire_{name}_{abs(hash(path)) % 10**9}"
        with calls.recording() as recorder:
            faults = client(api, cases, recorder, folder / package, package)
        faults += list(_verdicts(path, recorder, folder / f"{package}.json"))
        open_ = {one.partition(": ")[0] for one in faults if UNJUDGED in one}
        faults = [one for one in faults if UNJUDGED not in one]
        wrong = {one.partition(": ")[0] for one in faults}
        known = len(cases) - len(open_ - wrong)
        yield name, known, known - len(wrong), faults


def _verdicts(path: Path, recorder: calls.Recorder, file: Path) -> Iterator[str]:
    file.write_text(json.dumps(recorder.records), encoding="utf-8")
    told = file.with_suffix(".verdicts")
    document = file.with_suffix(".document")
    content, _ = parse_yaml(path.read_text("utf-8"), path.name)
    document.write_text(json.dumps(content), encoding="utf-8")
    command = [JUDGE, "-W", "ignore", HERE / "judge.py", document, file, told]
    subprocess.run([str(part) for part in command], check=True, timeout=1200)
    for case, faults in json.loads(told.read_text("utf-8")):
        yield from (f"{case}: {fault}" for fault in faults)


def main(paths: list[Path], say: Callable[[str], None] = print) -> int:
    """Print the share of each document and client; 1 where any request is wrong."""
    if not JUDGE.exists():
        say(f"{JUDGE} is not there: python -m venv .venv/judge, then pip install openapi-core")
        return 2
    total: Counter[str] = Counter()
    for path in paths:
        with tempfile.TemporaryDirectory() as folder:
            for name, sent, right, faults in judged(path, read(path), Path(folder)):
                total.update({name: sent, f"{name} right": right})
                say(f"{path.name} {name}: {right} of {sent} judged requests right")
                for fault in faults[:_SHOWN]:
                    say(f"    {fault}")
    for name in CLIENTS:
        say(f"{name}: {total[f'{name} right']} of {total[name]} judged requests right")
    return int(any(total[name] != total[f"{name} right"] for name in CLIENTS))


if __name__ == "__main__":
    sys.exit(main([Path(text) for text in sys.argv[1:]] or documents()))
