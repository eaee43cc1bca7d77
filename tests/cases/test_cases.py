"""Each folder here is a case: its pages give exactly the expected documents, pages and findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.pipeline import Specs, outputs, read_specs

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/pages"))


def outcome(case: Path) -> dict[str, bytes]:
    """The files that a case gives: OpenAPI documents, pages that are not what they were, findings."""
    specs: Specs = read_specs(case)
    output = outputs(specs)
    tree = {path: data for path, data in output.tree.items() if path.startswith("openapi/")}
    pages = {f"reference/{path}": data for path, data in specs.pages.data.items()}
    tree |= {
        p: d for p, d in output.tree.items() if p.startswith("reference/") and pages.get(p) != d
    }
    lines = [f"{one.span} {one.code} {one.seen}" for one in sorted(set(output.found))]
    tree["findings.txt"] = ("\n".join(lines) + "\n" if lines else "").encode()
    return tree


def write_expected(case: Path, tree: dict[str, bytes]) -> None:
    """Make `expected/` what the case gives now."""
    root = case / "expected"
    for path in sorted(root.rglob("*"), reverse=True) if root.is_dir() else ():
        path.rmdir() if path.is_dir() else path.unlink()
    for name, data in tree.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_case(case: Path) -> None:
    root = case / "expected"
    expected = {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in sorted(root.rglob("*"))
        if p.is_file()
    }
    assert outcome(case) == expected


def test_there_are_cases() -> None:
    assert len(CASES) >= 8
