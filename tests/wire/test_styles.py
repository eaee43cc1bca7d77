"""Both runtimes write values as RFC 6570 and OpenAPI's table say; `styles.md` holds the rows."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from tests.typescript_client.support import MODULES, Node

HERE: Final = Path(__file__).parent
RUNTIMES: Final = HERE.parent.parent / "runtimes"
_SCRIPT: Final = """
import * as usual from "SPELLING";
import * as styles from "STYLES";
const names = { query: "inQuery", cookie: "inQuery", path: "inPath", header: "inHeader" };
const written = ROWS.map(([place, spelling, value]) => {
  const texts = (spelling === "" ? usual : styles)[names[place]](["name", value, spelling]);
  return texts.join(names[place] === "inQuery" ? "&" : "");
});
console.log(JSON.stringify(written));
"""


def _rows() -> list[tuple[str, ...]]:
    lines = (HERE / "styles.md").read_text("utf-8").splitlines()
    table = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")][2:]
    cells = [[cell.strip(" |") for cell in row] for row in table]
    return [(row[0], row[1], *row[2:]) if len(row) == 5 else _spread(row) for row in cells]


def _spread(row: list[str]) -> tuple[str, ...]:
    return (*row[:2], "", *row[2:])


ROWS: Final = _rows()


def _python() -> dict[str, Callable[[str, Any, str], Any]]:
    path = RUNTIMES / "python" / "spelling.py"
    spec = importlib.util.spec_from_file_location("wire_spelling", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    places = {"query": module.in_query, "cookie": module.in_query}
    return {**places, "path": module.in_path, "header": module.in_header}


def test_the_table_is_read_whole() -> None:
    assert len(ROWS) > 40
    assert {row[1] for row in ROWS} == {"path", "query", "header", "cookie"}


@pytest.mark.parametrize(("source", "place", "spelling", "value", "written"), ROWS)
def test_python(source: str, place: str, spelling: str, value: str, written: str) -> None:
    made = _python()[place]("name", json.loads(value), spelling)
    assert ("&".join(made) if isinstance(made, list) else made) == written, source


@pytest.mark.node
def test_typescript(node: Node, tmp_path: Path) -> None:
    given = [[place, spelling, json.loads(value)] for _, place, spelling, value, _ in ROWS]
    script = _SCRIPT.replace("ROWS", json.dumps(given), 1)
    for name in ("spelling", "styles"):
        script = script.replace(name.upper(), str(RUNTIMES / "typescript" / f"{name}.ts"))
    (tmp_path / "run.ts").write_text(script, encoding="utf-8")
    flags = ("--bundle", "--platform=node", "--format=cjs", "--outfile=run.cjs", "run.ts")
    node.run(MODULES / ".bin" / "esbuild", *flags, cwd=tmp_path)
    made = json.loads(node.run("node", "run.cjs", cwd=tmp_path))
    assert dict(zip(map(str, given), made, strict=True)) == {
        str(row): written for row, (*_, written) in zip(given, ROWS, strict=True)
    }
