"""`docs2sdk preview` as a process: a save is shown and judged, findings are those of `lint`, nothing of a page runs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import httpx
import pytest

from tests.site.test_text import judged
from tests.site.trees import hostile_pages, own_specs

PAGE = "en/node/management/roles/assign-role.md"
COMMAND = [sys.executable, "-m", "generator"]
PATIENCE = 60.0


@contextmanager
def previewed(specs: Path) -> Iterator[httpx.Client]:
    command = [*COMMAND, "preview", "--specs", str(specs), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        try:
            with httpx.Client(base_url=url, timeout=PATIENCE) as client:
                settled(client)
                yield client
        finally:
            process.terminate()


def settled(client: httpx.Client, has: str = "") -> str:
    """The page as soon as all its findings are known, and it has a text."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        text = client.get(f"/{PAGE}").text
        if has in text and "Looking for more" not in text:
            return text
        time.sleep(0.05)
    raise AssertionError(text)


@pytest.fixture
def specs(project: Path, tmp_path: Path) -> Path:
    return own_specs(project, tmp_path / "specs")


def linted(specs: Path) -> list[tuple[str, int]]:
    done = subprocess.run(
        [*COMMAND, "lint", str(specs), "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(done.stdout)["diagnostics"]
    places = [(one["code"], place) for one in found for place in (one, *one.get("also", []))]
    return sorted((code, place["line"]) for code, place in places if place["file"].endswith(PAGE))


def shown(html: str) -> list[tuple[str, int]]:
    return sorted(
        (code, int(line)) for code, line in re.findall(r"<b>([A-Z]\d{3})</b> \w+, line (\d+)", html)
    )


def test_a_save_is_pushed_shown_and_judged(specs: Path) -> None:
    place = specs / "pages" / PAGE
    text = place.read_text(encoding="utf-8")
    with previewed(specs) as client:
        first = settled(client)
        assert shown(first) == linted(specs)
        assert '<h3 id="RoleTargetDto">RoleTargetDto</h3>' in first
        with client.stream("GET", "/__preview__/events") as events:
            lines = events.iter_lines()
            before = next(line for line in lines if line.startswith("data:"))
            changed = text.replace('code: "auditor"', "code: 7").replace(
                "Assign a role", "Assign <b>it</b>"
            )
            place.write_text(changed, encoding="utf-8")
            assert next(line for line in lines if line.startswith("data:")) != before
        after = settled(client, "Assign <strong>it</strong>")
        assert shown(after) == linted(specs) != shown(first)
        place.unlink()
        until = time.monotonic() + PATIENCE
        while client.get(f"/{PAGE}").status_code != 404:
            assert time.monotonic() < until
        assert client.get("/").status_code == 200


def test_nothing_of_a_page_runs(specs: Path) -> None:
    hostile_pages(specs)
    with previewed(specs) as client:
        for source in re.findall(r'<li><a href="([^"]+)"', client.get("/").text):
            answer = client.get(unescape(source))
            assert answer.status_code == 200, source
            assert "script-src 'self'" in answer.headers["content-security-policy"]
            main = re.search("<main>(.*)</main>", answer.text, re.DOTALL)
            assert main
            tags = re.sub(r' id="[\w.-]+"', "", main[1])
            assert [one for one in judged(tags) if "{{" not in one] == [], source
            assert "<script>" not in answer.text
            assert "<svg" not in answer.text


def test_it_is_for_this_machine_only(specs: Path) -> None:
    with previewed(specs) as client:
        assert client.get("/", headers={"host": "evil.example"}).status_code == 421
        assert client.get("/", headers={"host": "localhost:1"}).status_code == 200
        for path in (
            "/../docs2sdk.yaml",
            "/%2e%2e/docs2sdk.yaml",
            "/__preview__/../../package.json",
            "/etc/passwd",
        ):
            assert client.get(path).status_code == 404
        assert (
            client.get("/__preview__/preview.js")
            .headers["content-type"]
            .startswith("text/javascript")
        )


def test_a_broken_configuration_is_told_and_waited_out(specs: Path) -> None:
    config = specs / "docs2sdk.yaml"
    good = config.read_text(encoding="utf-8")
    with previewed(specs) as client:
        for text, has in ((f"{good}\nnonsense: 1\n", "C001"), (good, "")):
            config.write_text(text, encoding="utf-8")
            until = time.monotonic() + PATIENCE
            while ("<b>C001</b>" in client.get("/").text) != bool(has):
                assert time.monotonic() < until


def test_without_pages_it_says_so(tmp_path: Path) -> None:
    command = [*COMMAND, "preview", "--specs", str(tmp_path / "none")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "B002" in done.stderr
