"""Pages that grow in one direction: the work grows with them, and no faster."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.pages.read import read_page
from generator.pages.sections.schemas import MAX_TWICE
from generator.roundtrip import roundtrip_page
from tests.pages.support import page_text

PATH = "en/node/management/things/create-thing.md"
TABLE = (
    page_text("")
    .rpartition("ThingDto\n\n")[2]
    .replace("| kind | string | No | What it is | `x` |\n", "")
)


def repeated(name: str, field: str, times: int) -> bytes:
    """A page with so many data structures; `%` in a name or field is the number."""
    parts = (
        f'\n### <a id="{name}"></a> {name}\n\n{TABLE.replace("| id ", f"| {field} ")}'.replace(
            "%", str(i)
        )
        for i in range(times)
    )
    return (page_text("| id | string | Yes | - | What it is | `x` |") + "".join(parts)).encode()


def test_one_structure_again_and_again_is_bounded() -> None:
    data = repeated("ThingDto", "f%", 2000)
    page = read_page(data, PATH)
    assert len(page.schemas) == MAX_TWICE
    (found,) = [one for one in page.diagnostics if one.code == "P049"]
    assert found.loss
    assert roundtrip_page(page, data).difference is not None


@pytest.mark.parametrize(("name", "field", "times"), [("ThingDto", "f%", 8000), ("D%", "id", 3000)])
def test_big_pages_end(tmp_path: Path, name: str, field: str, times: int) -> None:
    place = tmp_path / PATH
    place.parent.mkdir(parents=True)
    place.write_bytes(repeated(name, field, times))
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30));"
        "import sys; from generator.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "roundtrip", str(place)]
    done = subprocess.run(command, capture_output=True, timeout=300, check=False)
    assert done.returncode in {0, 1}, done.stderr[-500:]
