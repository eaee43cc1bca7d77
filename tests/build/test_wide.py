"""A page that describes very many data structures is built in time that grows with them, not with their square."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

COUNT = 16000
HEAD = """# Create a thing

## Method name

`ManagementClient.createThing`

## Request parameters

| Name | Type | Required | Default value | Description | Sample value |
| ---- | ---- | -------- | ------------- | ----------- | ------------ |
| a | <a href="#D0">D0</a> | Yes | - | A thing. |  |

## Request response

Type: `D0`

| Name | Type | Description |
| ---- | ---- | ----------- |

## Data structure

"""
STRUCTURE = """### <a id="D{own}"></a> D{own}

| Name | Type | Required | Description | Sample value |
| ---- | ---- | -------- | ----------- | ------------ |
| a | <a href="#D{next}">D{next}</a> | Yes | A thing. |  |

"""


def test_a_page_of_thousands_of_structures_is_built(tmp_path: Path) -> None:
    page = tmp_path / "specs/pages/en/node/management/things/create-thing.md"
    page.parent.mkdir(parents=True)
    parts = (STRUCTURE.format(own=own, next=(own + 1) % COUNT) for own in range(COUNT))
    page.write_text(HEAD + "".join(parts))
    command = (sys.executable, "-m", "generator", "build")
    # it takes about 9 s; where each table looks through the whole page, more than 200
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    assert done.returncode in {0, 1}, done.stderr
    assert (tmp_path / "generated/openapi/management.yaml").read_text().count("\n    D") == COUNT
