"""What several tests of pages need."""

from __future__ import annotations

import re
from pathlib import Path

from generator.files import SourceFile

_SIZED = re.compile(r"\[(\d+):([^\]]*)\]")
PROJECT = Path(__file__).resolve().parents[2]


def sources(root: Path) -> list[SourceFile]:
    """All pages below a folder, as the program reads them."""
    return [
        SourceFile(path.relative_to(root).as_posix(), path.read_bytes())
        for path in sorted(root.rglob("*.md"))
    ]


def page_text(*rows: str, end: str = "") -> str:
    """A page of the English aligned template with these rows in its request table."""
    return (
        _SIZED.sub(r'<div style="width:\1px">\2</div>', TEMPLATE).replace("ROWS", "\n".join(rows))
        + end
    )


TEMPLATE = """\
# Create a thing

<!--
Warning ⚠️:
Do not modify this document directly,
https://github.com/Authing/authing-docs-factory
Use this project to generate
-->

<LastUpdated />

> This document is automatically generated based on the V3 API.

Makes a thing.

## Method name

`ManagementClient.createThing`

## Request parameters

| Name | Type | [80:Required] | [60:Default value] | [300:Description] | [200:Sample value] |
| --- | --- | --- | --- | --- | --- |
ROWS

## Sample code

```ts
const managementClient = new ManagementClient({});
await managementClient.createThing({ id: "x" });
```

## Request response

Type: `ThingRespDto`

| Name | Type | Description |
| --- | --- | --- |
| data | <a href="#ThingDto">ThingDto</a> | The thing |

Sample result:

```json
{
  "data": {
    "id": "x"
  }
}
```

## Data structure

### <a id="ThingDto"></a> ThingDto

| Name | Type | [80:Required] | [300:Description] | [200:Sample value] |
| --- | --- | --- | --- | --- |
| id | string | Yes | Its id | `x` |
| kind | string | No | What it is | `x` |
"""
