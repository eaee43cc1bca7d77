"""What pages become on the site, judged by markdown-it with HTML switched on and by Python's own HTML parser."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from generator.site.text import PARTED, inline, page_text, plain
from tests.site.trees import HOSTILE, TITLE

# what Markdown itself makes, and <br>; no attribute but those of its own
PLAIN = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "li",
    "blockquote",
    "pre",
    "em",
    "strong",
    "s",
    "br",
    "hr",
]
MADE = {
    "a": {"href"}, "img": {"src", "alt"}, "code": {"class"}, "ol": {"start"}, "th": {"style"}, "td": {"style"}
} | {name: set() for name in [*PLAIN, "table", "thead", "tbody", "tr"]}  # fmt: skip


class Judge(HTMLParser):
    """Names every tag and attribute that Markdown does not make, and every text that Vue would run."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.code += tag == "code"
        own = MADE.get(tag)
        for name, value in attrs:
            if own is None or name not in own or re.match(r"\s*(?:javascript|data):", value or ""):
                self.wrong.append(f"{tag} {name}={value}")
        if own is None:
            self.wrong.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.code -= tag == "code"

    def handle_data(self, data: str) -> None:
        if "{{" in data and not self.code:
            self.wrong.append(data)


def judged(text: str) -> list[str]:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    judge = Judge()
    judge.feed(html)
    return judge.wrong


def made(text: str) -> str:
    return page_text(text, lambda to: to if to.startswith(("#", "https:")) else None)


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_of_a_page_is_more_than_text(name: str) -> None:
    of_vitepress = {"attributes", "fences", "includes", "nested"}
    assert judged(HOSTILE[name]) != [] or name in of_vitepress
    assert judged(made(HOSTILE[name])) == []
    assert judged(made(f"---js\nrun()\n---\n{HOSTILE[name]}")) == []


@pytest.mark.parametrize("first", HOSTILE)
def test_nor_of_two_bodies_that_meet(first: str) -> None:
    for second in HOSTILE.values():
        assert judged(made(f"{HOSTILE[first]}\n{second}")) == []


@pytest.mark.parametrize(
    "name", [one for one in HOSTILE if one != "blocks"]
)  # that one is shown as code
def test_what_vitepress_reads_besides_markdown_is_gone(name: str) -> None:
    text = made(HOSTILE[name])
    assert not re.search(
        r"^\s*<<<|<!--\s*@include|\[\[toc\]\]|^[ ]{0,3}:::+ ?(tabs|v-pre)", text, re.MULTILINE
    )
    assert not re.search(r"^[\s>*-]*(`{3,}|~{3,})\S*(-vue|[{\[])", text, re.MULTILINE)
    assert not re.search(r"!\[[^\]]*\]\((?!https:)", text)


@pytest.mark.parametrize(
    ("page", "site"),
    [
        ('<a href="#RoleDto">RoleDto[]</a>', "[RoleDto\\[\\]](#RoleDto)"),
        ('### <a id="RoleDto"></a> RoleDto', "### RoleDto {#RoleDto}"),
        ('| <div style="width:80px">Required</div> |', "| Required |"),
        ("| one:<br>- `a`: b |", "| one:<br>- `a`: b |"),
        ("<LastUpdated />", ""),
        ("<!-- do not\nedit -->\ntext", "text"),
        ("a <b>c</b> <code>&lt;d&gt;</code>", "a **c** `<d>`"),
        ("`{{x}}` {{y}}", f"`{{{{x}}}}` {PARTED}y}}}}"),
        (r"`a` \<object\>", r"`a` &lt;object\>"),
        ("<https://a.example/b>", "[https://a.example/b](https://a.example/b)"),
        ("[a](./none.md) [b](#c)", "a [b](#c)"),
        ("::: tip Note\nx\n:::", "::: tip Note\nx\n:::"),
        (":::: tabs\n::: tab A\nx\n:::\n::::", "\n**A**\n\nx"),
        ("a > b & c < d", "a > b & c &lt; d"),
    ],
)
def test_what_people_write_as_html_is_markdown(page: str, site: str) -> None:
    assert made(page).strip() == site.strip()


def test_pages_of_the_project_keep_their_words(project: Path) -> None:
    for path in sorted((project / "specs" / "pages").rglob("*.md")):
        page = path.read_text(encoding="utf-8")
        site = made(page)
        assert judged(site) == [], path
        rows = [line.count("|") for line in page.splitlines() if line.startswith("|")]
        assert rows == [line.count("|") for line in site.splitlines() if line.startswith("|")], path


def test_texts_of_the_site_itself() -> None:
    assert judged(f"# {inline(TITLE)}") == []
    assert "</script" not in plain(TITLE)


def test_long_lines_do_not_take_long() -> None:
    for piece in ("`` ` ", "<!-- ", "[a](", "<b>", "{{", "| ` ", '<a href="', "![", "\\"):
        assert isinstance(made(piece * 20_000), str)
