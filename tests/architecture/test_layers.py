"""The floors of ARCHITECTURE.md: a module imports only from floors below its own, and nothing goes in circles."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.registry import files
from generator.source import CODES
from generator.source.codes import _FAMILIES

FLOORS = {
    "source": 1, "naming": 1, "patterns": 1, "recall": 1, "registry": 0,
    "files": 2,
    "markdown": 3, "model": 3, "rendering": 3,
    "pages": 4,
    "assembly": 5, "documents": 5, "targets": 5,
    "config": 6, "explain": 6, "findings": 6, "openapi": 6, "printers": 6, "rules": 6,
    "yaml": 4,
    "aliases": 7, "customs": 7,
    "build": 7, "causes": 7, "compiled": 7, "configure": 7, "drift": 7, "held": 7, "inputs": 7, "judged": 7, "live": 7,
    "mock": 7, "pipeline": 7,
    "places": 7, "printed": 7, "render": 7, "roundtrip": 7, "samples": 7, "scaffold": 7, "site": 7, "spread": 7,
    "surface": 7, "untouched": 7,
    "cli": 8,
    "__main__": 9,
}  # fmt: skip
IO_CALLS = {
    "open",
    "read_text",
    "write_text",
    "read_bytes",
    "write_bytes",
    "unlink",
    "mkdir",
    "rglob",
    "iterdir",
    "scandir",
}
IO_ALLOWED = {"files"}


def modules(project: Path) -> Iterator[tuple[str, ast.Module, Path]]:
    root = project / "generator"
    for path in sorted(root.rglob("*.py")):
        name = (
            path.relative_to(root)
            .with_suffix("")
            .as_posix()
            .replace("/", ".")
            .removesuffix(".__init__")
        )
        if name and name != "__init__":
            yield name, ast.parse(path.read_text(encoding="utf-8")), path


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("generator"):
            base = node.module.removeprefix("generator").lstrip(".")
            yield from [base] if base else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from (
                a.name.removeprefix("generator.")
                for a in node.names
                if a.name.startswith("generator.")
            )


def test_each_module_has_a_floor(project: Path) -> None:
    packages = {name.split(".")[0] for name, _, _ in modules(project)}
    assert packages - set(FLOORS) == set()


def test_imports_lead_down(project: Path) -> None:
    wrong = []
    for name, tree, _ in modules(project):
        own = name.split(".")[0]
        for target in imports(tree):
            other = target.split(".")[0]
            if other in {own, "__version__"}:
                continue
            same_program = FLOORS[own] == FLOORS[other] == 7
            if FLOORS[other] >= FLOORS[own] and not same_program:
                wrong.append(
                    f"{name} (floor {FLOORS[own]}) imports {target} (floor {FLOORS[other]})"
                )
    assert wrong == []


def test_no_import_cycles(project: Path) -> None:
    names = {name for name, _, _ in modules(project)}
    graph: dict[str, set[str]] = {}
    for name, tree, _ in modules(project):
        found = set()
        for target in imports(tree):
            found.add(target if target in names else target.rpartition(".")[0])
        graph[name] = {
            t for t in found if t and t in names and t != name and not name.startswith(f"{t}.")
        }
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, f"cycle: {' -> '.join([*path, name])}"
        if name not in done:
            for other in sorted(graph.get(name, ())):
                visit(other, (*path, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def test_only_files_touches_the_disk(project: Path) -> None:
    wrong = [
        f"{name}:{node.lineno}"
        for name, tree, _ in modules(project)
        if name.split(".")[0] not in IO_ALLOWED
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and touches_the_disk(node.func)
    ]
    assert [
        place for place in wrong if not place.startswith("cli.output:")
    ] == []  # os.open of /dev/null


def touches_the_disk(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id == "open"
    by_files = (
        isinstance(called, ast.Attribute)
        and isinstance(called.value, ast.Name)
        and called.value.id == "files"
    )
    return isinstance(called, ast.Attribute) and called.attr in IO_CALLS and not by_files


def test_one_module_prints(project: Path) -> None:
    """So that nothing of a document reaches a terminal or a log as it is."""
    printing = {
        name
        for name, tree, _ in modules(project)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "print")
        or (
            isinstance(node, ast.Attribute)
            and node.attr == "write"
            and "sys.std" in ast.unparse(node)
        )
    }
    assert printing == {"cli.output", "cli.waiting", "mock.server"}


@pytest.mark.parametrize(("what", "most"), [("function", 50), ("file", 300)])
def test_sizes(project: Path, what: str, most: int) -> None:
    long = []
    for name, tree, path in modules(project):
        if what == "file":
            count = path.read_text(encoding="utf-8").count("\n")
            long += [(name, count)] if count > most else []
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                size = node.end_lineno - node.lineno + 1
                long += [(f"{name}.{node.name}", size)] if size > most else []
    assert long == []


def test_modules_say_what_they_are_for(project: Path) -> None:
    silent = [name for name, tree, _ in modules(project) if not ast.get_docstring(tree)]
    assert silent == []


def test_template_lines_are_short(project: Path) -> None:
    long = [
        f"{path.name}:{number}"
        for path in sorted((project / "templates").rglob("*.j2"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120
    ]
    assert long == []


def test_codes_are_those_that_fixtures_report(project: Path) -> None:
    """`tests/rules/fixtures.py` says how a fixture looks; `tests/rules/test_codes.py` runs them."""
    names = {path.name[:4] for path in (project / "tests" / "rules").glob("[A-Z][0-9][0-9][0-9]*")}
    assert sorted(CODES) == sorted(names)


def test_the_code_map_names_every_package(project: Path) -> None:
    told = (project / "ARCHITECTURE.md").read_text(encoding="utf-8")
    names = {
        path.name for path in (project / "generator").iterdir() if not path.name.startswith("_")
    }
    wanted = {name if name.endswith(".py") else f"{name}/" for name in names}
    assert sorted(name for name in wanted if name not in told) == []


def test_no_code_stands_in_two_rows() -> None:
    rows = [row[0] for family in _FAMILIES for row in family.ROWS]
    rules = [(one.RULE.row[0], one.__name__) for one in files("rules.checks")]
    assert sorted([*rows, *(code for code, _ in rules)]) == sorted(CODES)
    assert [code for code, name in rules if not name.endswith(f".{code.lower()}")] == []


def test_a_rule_s_row_costs_no_model() -> None:
    """What a code means is asked for where no page is read: a rule's file imports what it judges for types only."""
    program = (
        "import sys; from generator.source import CODES; list(CODES.values()); "
        "print([n for n in sys.modules if n.startswith(('generator.model', 'generator.pages'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_clean_check_imports_what_it_uses() -> None:
    unused = ["subprocess", "tempfile", "difflib", "xml", "importlib.resources", "jinja2"]
    program = (
        "import sys; from generator.cli.main import command; command('check'); "
        f"unused = {unused}; "
        "print([n for n in sys.modules if n in unused or n.startswith('generator.model')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
