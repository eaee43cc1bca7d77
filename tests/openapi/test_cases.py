"""Documents from elsewhere: each folder of `cases` holds a document, what it becomes and what is said of it.

`out.yaml` is what the model understands, without the document's own words (with them the export is the document
in normal form, which is asserted); `findings.txt` has a line for each finding. After a change that is
meant, `REWRITE=1 pytest tests/openapi/test_cases.py` writes both anew; read the difference before you keep it.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from generator.model import Api
from generator.openapi import export, load, parse_yaml, to_yaml, validate
from generator.openapi.normal import normal
from generator.openapi.reading import Reading
from generator.source import Severity

CASES = Path(__file__).parent / "cases"


def _without_words(api: Api) -> Api:
    """What the model alone holds: each schema under its name, and no words of a document."""
    return replace(
        api,
        operations=tuple(replace(one, words=None) for one in api.operations),
        schemas={name: replace(one, inline=False, words=None) for name, one in api.schemas.items()},
        words=None,
    )


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_case(case: Path) -> None:
    text = (case / "in.yaml").read_text(encoding="utf-8")
    document, findings = parse_yaml(text, "in.yaml")
    assert not findings
    assert isinstance(document, dict)
    api, found = load(document, client="case", file="in.yaml", text=text)
    whole, out = export(api), export(_without_words(api))
    if not any(one.code == "O011" for one in found):
        assert whole == normal(Reading(document, "in.yaml"))
    said = "".join(f"{one.span} {one.code} {one.severity.value}: {one.message}\n" for one in found)
    if os.environ.get("REWRITE"):
        (case / "out.yaml").write_text(to_yaml(out), encoding="utf-8")
        (case / "findings.txt").write_text(said, encoding="utf-8")
    assert to_yaml(out) == (case / "out.yaml").read_text(encoding="utf-8")
    assert said == (case / "findings.txt").read_text(encoding="utf-8")
    assert load(whole, client="case", file="out.yaml")[0] == api
    if not any(one.severity is Severity.ERROR for one in found):
        assert len(validate(whole, "out.yaml")) <= len(validate(document, "in.yaml"))
        assert validate(out, "out.yaml") == []
