"""Reading a page: bytes to facts and diagnostics. Never raises."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from generator.markdown.chunks import section_starts
from generator.markdown.fences import CODE, parts
from generator.markdown.text import SourceText, decode
from generator.model import editions
from generator.pages.facts import PageFacts, Section
from generator.pages.frame import gap_of
from generator.pages.place import place
from generator.pages.presence import record_presence
from generator.pages.recognise import locale_of, style_of
from generator.pages.registry import sections
from generator.pages.repair import repair
from generator.pages.sections import method
from generator.pages.spelling import spelling
from generator.pages.vocabulary import Dialect, Vocabulary, dialect
from generator.source import Span, diagnostic


@dataclass(slots=True)
class PageReader:
    """Reads pages; sections with the same text (the editions of an operation) are read once."""

    seen: dict[tuple[str, str, str], Section] = field(default_factory=dict)

    def read(self, data: bytes, path: str) -> PageFacts:
        """The facts of one page; `path` is relative to the pages folder."""
        text, found = decode(data, path)
        if text is None:
            return PageFacts(path, "", "", "", diagnostics=found, size=len(data))
        words = locale_of(text.text, path)
        style = style_of(text.text)
        page = PageFacts(path, words.locale, style, "", diagnostics=found, size=len(data))
        frame = dialect(words.locale, style, spelling(text.text, dialect(words.locale, style)))
        _active_content(text.text, page)
        if frame.spelling:
            page.exceptions["spelling"] = frame.spelling
        _line_ends(text, page)
        raw = text.text.split("\n")
        lines, origin = repair(raw, frame, page)
        self._sections(lines, origin, frame, page)
        _identity(page)
        page.whole = not any(one.loss for one in page.diagnostics)
        return page

    def _sections(
        self, lines: Sequence[str], origin: Sequence[int] | None, frame: Dialect, page: PageFacts
    ) -> None:
        ends, content = _trailing(lines)
        end: int | str = "\n".join(ends) if any(ends) else len(ends) - 1
        if end != frame.style.gap("end"):
            page.exceptions["gap.end"] = end
        regions = _regions(content, frame.words, page)
        blocks: list[str] = []
        before: Sequence[str] = ()
        for role, start, stop in regions:
            blank, body = _trailing(content[start:stop])
            section = self._section(role, body, frame)
            _adopt(page, section, start, origin)
            if role != "head" and blocks and gap_of(before) != frame.style.gap(role):
                page.exceptions[f"gap.{role}"] = gap_of(before)
            before = blank
            blocks += section.blocks
        record_presence(page, blocks, [role for role, _, _ in regions], frame)

    def _section(self, role: str, lines: Sequence[str], frame: Dialect) -> Section:
        key = (role, "\n".join(lines), f"{frame.words.locale} {frame.style.name} {frame.spelling}")
        if key not in self.seen:
            self.seen[key] = sections()[role].read(lines, frame)
        return self.seen[key]


def read_page(data: bytes, path: str) -> PageFacts:
    """Read one page alone."""
    return PageReader().read(data, path)


_TAG: Final = re.compile(
    r"<(?:\s*(?:script|iframe|object|embed)\b|[^>]{0,200}\son\w+\s*=)", re.IGNORECASE
)
_ACTIVE: Final = re.compile(rf"{_TAG.pattern}|\bjavascript\s*:|\{{\{{", re.IGNORECASE)


def _active_content(text: str, page: PageFacts) -> None:
    """Report what a browser or Vue would run; it stays text of the page (CWE-79). Fenced code is only shown."""
    if not ("{{" in text or "javascript" in text.lower() or _TAG.search(text)):
        return  # plain words and a pattern that begins with one character are found ten times faster
    line = 0
    for kind, part in parts(text):
        for match in _ACTIVE.finditer(part) if kind != CODE else ():
            row = part.count("\n", 0, match.start())
            column = match.start() - (part.rfind("\n", 0, match.start()) + 1) + 1
            place = page.span("", line + row, column)
            page.diagnostics.append(diagnostic("P046", place, f"{match[0][:40]!r}"))
        line += part.count("\n")


def _line_ends(text: SourceText, page: PageFacts) -> None:
    if text.newline != "\n":
        page.exceptions["newline"] = "crlf"
    if text.bom:
        page.exceptions["bom"] = True


def _trailing(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Blank lines at the end, and what is before them."""
    end = len(lines)
    while end and not lines[end - 1].strip(" \t"):
        end -= 1
    return lines[end:], lines[:end]


def _regions(
    lines: Sequence[str], words: Vocabulary, page: PageFacts
) -> list[tuple[str, int, int]]:
    """The sections as (role, first line, line after the last); unknown headings go with what is above."""
    starts: list[tuple[str, int]] = [("head", 0)]
    for at in section_starts(lines):
        role = words.section_of.get(lines[at][3:].strip().casefold())
        if role and role not in {known for known, _ in starts}:
            starts.append((role, at))
        elif role:
            seen = f"a second `{lines[at][3:].strip()}`"
            page.diagnostics.append(diagnostic("P017", page.span("", at), seen))
    stops = [at for _, at in starts[1:]] + [len(lines)]
    return [(role, at, stop) for (role, at), stop in zip(starts, stops, strict=True)]


def _adopt(page: PageFacts, section: Section, start: int, origin: Sequence[int] | None) -> None:
    """Give a section's facts, exceptions and findings to the page."""
    page.lines[section.role] = origin[start] if origin else start
    page.sections[section.role] = section.facts
    page.exceptions |= section.exceptions
    page.notes += section.notes
    for found in section.findings:
        at = start + found.span.line - 1
        line = origin[min(at, len(origin) - 1)] if origin else at
        place_ = Span(page.path, line + 1, found.span.column)
        page.diagnostics.append(replace(found, span=place_))


def _identity(page: PageFacts) -> None:
    """Edition, client, function and tag: from the path, the method section, the sample, or the file's name."""
    where = place(page.path)
    page.tag = where.tag
    call = _sample_call(page.samples.source or "")
    stated = page.method.function
    page.edition = (
        where.edition
        or editions.of_fence(page.samples.lang)
        or editions.of_function(stated, method.operation_id(stated))
    )
    class_name = page.method.client or call[0]
    page.client = method.client_name(class_name) or where.client or "management"
    page.function = method.operation_id(stated or call[1])
    if where.client and page.client != where.client:
        seen = f"`{class_name}` in a folder of the client {where.client}"
        page.diagnostics.append(diagnostic("A107", page.span("method"), seen))


_CONSTRUCTED: Final = re.compile(r"\b(\w+)\s*(?::=|=)\s*(?:new\s+|&?\w+\.New)?(\w*Client)\s*\(")
_CALLED: Final = "\\b{}\\s*(?:\\.|->)\\s*(\\w+)\\s*\\("


def _sample_call(code: str) -> tuple[str, str]:
    """The client class and the function that sample code calls; empty when it can not be seen."""
    match = _CONSTRUCTED.search(code)
    if not match:
        return "", ""
    calls = re.findall(_CALLED.format(re.escape(match[1])), code)
    called = [name for name in calls if not name.lower().replace("_", "").startswith("setaccess")]
    return match[2], called[-1] if called else ""
