"""Texts of documents stay text on pages, judged by markdown-it and an HTML parser, and lead back to themselves."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.pages.escape import block, cell_text, decode, title

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "{{ a }}",
    "`<x>` {{ a }}", "`{{ a }}`", "## Data structure", "Data structure", "a<br>b", "&#60;", "x &#x3c; y",
    "\\`<script>alert(1)</script>\\`", "<details>\n`<script>alert(1)</script>`\n</details>",
    "```\n<script>\n```", "<!-- a -->",
    "<!-- a -- b -->", "<!--> <script>alert(1)</script> -->", "<!-- --!><script>alert(1)</script> -->",
    "<!-- {{ a }} -->",
    '<a href="https://a.b/c?d=1&e=2">x</a>',
    "[a](https://a.b)", "[a](./b.md#c)", "<TargetDto>", "[a]: javascript:alert(1)\n\n[a]", "JaVaScRiPt :x",
    "<!--\n\n```\n-->\n<script>alert(1)</script>\n```", "```\n\t```\n```\n<script>alert(1)</script>\n```",
    "`\n\n<script>alert(1)</script>\n\n`", '<a href="java&#115;cript:alert(1)">x</a>', "<svg/onload=alert(1)>",
    "[x](&#106;avascript:alert(1))", "[x](java&NewLine;script:alert(1))", "<a href='javascript:alert(1)'>x</a>",
    '<div v-html="x">', '<Foo @click="x">', '<b onclick="x">b</b>', "{{{ a }}}", "<iframe src=//x></iframe>",
    "<p\nonclick=alert(1)>", "<javascript:alert(1)>", "![x](javascript:alert(1))", "[x]( <javascript:alert(1)>)",
    " lead", "tail ", "odd ` tick", "a|b", "a\\|b", "\x1b[31mred", "\u202eabc", "\ufeff", "line\nline", "",
]  # fmt: skip
PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [*HOSTILE, "\n", "\n\n", "`", "```", "~~~", "{", "&", "#", "<", "(", "[", "]", " "]
        ),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
    ),
    max_size=6,
).map("".join)
SCHEMES = re.compile(r"^(?:https?://|mailto:|#|\.{0,2}/|[\w.-]+$|[\w./#-]+$)")


class Active(HTMLParser):
    """Collects what a browser would run, or Vue would take for a component or directive."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {
            "script",
            "iframe",
            "object",
            "embed",
            "svg",
            "style",
            "form",
            "base",
            "link",
            "meta",
        }:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith(("on", "v-", ":", "@", "#", "style")):
                self.found.append(name)
            if name in {"href", "src"} and not SCHEMES.match(value or ""):
                self.found.append(f"{name}={value}")


def active(markdown: str) -> list[str]:
    """What is active in a text, as a browser sees the page that markdown-it makes of it with raw HTML on."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.validateLink = lambda _: True  # type: ignore[method-assign, assignment]
    html = parser.render(markdown)
    judge = Active()
    judge.feed(html)
    judge.close()
    outside = re.sub(r"<pre>.*?</pre>", "", html, flags=re.DOTALL)
    return judge.found + (["{{"] if "{{" in outside else [])


def test_the_judge_sees_what_is_active() -> None:
    seen = [text for text in HOSTILE if active(text)]
    assert len(seen) >= 20


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_text(text: str) -> None:
    rows = (cell_text(text), cell_text(text, breaks=True))
    for made in (block(text), f"# {title(text)}", *(f"x {row}" for row in rows)):
        assert active(made) == [], made
    assert "\n" not in title(text) + cell_text(text)


@settings(max_examples=600, deadline=None)
@given(PIECES)
def test_any_text_leads_back_and_is_not_active(text: str) -> None:
    for start, escape in (("", block), ("# ", title), ("x ", cell_text)):
        assert decode(escape(text)) == text
        assert active(start + escape(text)) == []
    assert decode(cell_text(text, breaks=True).replace("<br>", "\n")) == text


@given(
    st.text(
        st.characters(categories=["L", "N", "Zs"], include_characters=".,:;()/_-\"'?"), max_size=60
    )
)
def test_prose_stays_as_it_is(text: str) -> None:
    assert (
        cell_text(text).strip() == text.strip()
        or "script" in text.casefold()
        or text != text.strip()
    )
