"""For test reports: JUnit's XML as Jenkins' `junit-10.xsd` has it.

A file is a suite, a finding a case; errors and warnings fail, notes do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final
from xml.etree import ElementTree as ET

from generator.printers.sources import Sources
from generator.printers.text import render as as_text
from generator.printers.text import said
from generator.source import CODES, Diagnostic, Severity
from generator.source.visible import visible

_NO_FILE: Final = "docs2sdk"


def render(diagnostics: Sequence[Diagnostic], sources: Sources) -> str:
    """The report; without findings it has one suite with one case that passes."""
    root = ET.Element("testsuites", _counts(diagnostics))
    for file, found in groupby(diagnostics, key=lambda one: one.span.file):
        _suite(root, file, list(found), sources)
    if not diagnostics:
        suite = ET.SubElement(root, "testsuite", _counts(()))
        ET.SubElement(suite, "testcase", {"name": "no findings", "classname": _NO_FILE})
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _counts(diagnostics: Sequence[Diagnostic]) -> dict[str, str]:
    failures = sum(one.severity is not Severity.NOTE for one in diagnostics)
    tests = max(len(diagnostics), 1)
    return {"name": _NO_FILE, "tests": str(tests), "failures": str(failures), "errors": "0"}


def _suite(root: ET.Element, file: str, found: list[Diagnostic], sources: Sources) -> None:
    name = visible(file) or _NO_FILE
    own = {"file": name} if file else {}
    suite = ET.SubElement(root, "testsuite", _counts(found) | {"name": name} | own)
    for one in found:
        title = f"{one.code} {CODES[one.code].name} {one.span.line}:{one.span.column}"
        case = ET.SubElement(suite, "testcase", {"name": title, "classname": name})
        note = one.severity is Severity.NOTE
        kind = {} if note else {"type": one.severity.value, "message": said(one)}
        ET.SubElement(case, "system-out" if note else "failure", kind).text = as_text(
            [one], sources
        ).rstrip()
