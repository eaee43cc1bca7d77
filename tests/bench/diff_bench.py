"""Speed of `docs2sdk diff`: two versions of 3 MB, and unchanged documents against a process that only reads both."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from typing import Any

from generator.yaml import parse_yaml, to_yaml

PROJECT = Path(__file__).resolve().parents[2]
REAL = PROJECT.parent / "shared" / "openapi" / "real"
NAMES = ("stripe-2022.json", "square.json", "asana.yaml", "plaid.yaml", "openai.yaml")
ROUNDS = 3


READING = (
    "import sys; from generator.cli.apis import document_of; [*map(document_of, sys.argv[1:])]"
)
"""Text to data, of each file that is named; what starts is what `diff` starts with."""


def run(*words: str) -> float:
    """Seconds of the processor that a process of Python takes, at best: who else is at work does not count."""
    found = []
    for _ in range(ROUNDS):
        before = sum(getrusage(RUSAGE_CHILDREN)[:2])
        subprocess.run([sys.executable, *words], check=False, capture_output=True, cwd=PROJECT)
        found.append(sum(getrusage(RUSAGE_CHILDREN)[:2]) - before)
    return min(found)


def diff(old: Path, new: Path) -> float:
    """Seconds of `diff`, start included."""
    return run("-m", "generator", "diff", str(old), str(new))


def reordered(value: Any) -> Any:
    """The same JSON with the keys of each object in the opposite order."""
    if isinstance(value, dict):
        return {key: reordered(value[key]) for key in reversed(value)}
    return [reordered(one) for one in value] if isinstance(value, list) else value


def changed(file: Path) -> str:
    """The document with one property's type changed."""
    text = file.read_text(encoding="utf-8")
    old, new = (json.dumps(one) if file.suffix == ".json" else one for one in ("string", "boolean"))
    before, found, after = text.partition(
        "type: string" if file.suffix != ".json" else f'"type": {old}'
    )
    return before + found.replace(old, new) + after


def two_versions(folder: Path) -> None:
    """A line for each of the large documents."""
    for name in NAMES:
        old, new = REAL / name, folder / name
        new.write_text(changed(old), encoding="utf-8")
        print(f"diff of two versions of {name}: {diff(old, new):.2f} s, start included")


def unchanged(folder: Path) -> None:
    """How many times as long as reading both it takes to see that nothing has changed, over all real documents."""
    forms: dict[str, list[tuple[float, str]]] = {"the same bytes": [], "another order of keys": []}
    for old in sorted(one for one in REAL.iterdir() if one.is_file()):
        value = parse_yaml(old.read_text(encoding="utf-8"), old.name)[0]
        texts = old.read_text(encoding="utf-8"), _as(old.suffix, reordered(value))
        for (form, rows), text in zip(forms.items(), texts, strict=True):
            new = folder / f"{form} {old.name}"
            new.write_text(text, encoding="utf-8")
            rows.append((diff(old, new) / run("-c", READING, str(old), str(new)), old.name))
    for form, rows in forms.items():
        worst = max(rows)
        print(
            f"diff of {len(rows)} unchanged documents ({form}): {median(one for one, _ in rows):.2f} times "
            f"reading both, at most {worst[0]:.2f} ({worst[1]}); start included in both"
        )


def _as(suffix: str, value: Any) -> str:
    return json.dumps(value, indent=2) if suffix == ".json" else to_yaml(value)


def main() -> int:
    """Print a line for each question."""
    if not REAL.is_dir():
        print("diff: no ../shared/openapi/real beside the project")
        return 0
    print(f"diff: start of the program {run('-m', 'generator', '--version'):.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        two_versions(Path(folder))
        unchanged(Path(folder))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
