"""A built site in a real browser: links, search, phone, dark, keyboard, axe, and hostile pages that stay text.

Needs Node.js with `tests/site/node_modules` (`make setup`) and Chromium: `CHROMIUM` names it, else it is looked for,
else installed from Debian where this process may do so.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.site.trees import SITES, hostile_pages, own_specs, written

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str:
    """A Chromium; empty where there is none and none can be had."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    if found or os.geteuid() != 0 or not Path("/etc/debian_version").exists():
        return found
    command = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
    subprocess.run(command, capture_output=True, timeout=600, check=False)
    return shutil.which("chromium") or ""


def built(site: Path) -> Path:
    """The site as VitePress builds it with the tools of the tests."""
    (site / "node_modules").symlink_to(SITES / "node_modules")
    command = ["node", "node_modules/vitepress/bin/vitepress.js", "build"]
    done = subprocess.run(
        command, cwd=site, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return site / ".vitepress" / "dist"


def seen(dist: Path, browser: str, plan: dict[str, Any]) -> dict[str, Any]:
    """What the browser saw."""
    command = ["node", str(SITES / "browse.mjs"), str(dist), browser, json.dumps(plan)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def wrong(found: dict[str, Any]) -> dict[str, Any]:
    """What must be empty."""
    return {name: found[name] for name in ("errors", "dead", "axe", "wide", "ran") if found[name]}


@pytest.mark.node
def test_the_site_in_a_browser(project: Path, tmp_path: Path) -> None:
    if not shutil.which("node") or not (SITES / "node_modules" / "vitepress").is_dir():
        pytest.skip("needs Node.js and `make setup`")
    browser = chromium()
    if not browser:
        pytest.skip("needs Chromium (`CHROMIUM` names it), which cannot be installed here")
    specs = own_specs(project, tmp_path / "specs")
    hostile_pages(specs)
    dist = built(written(specs, tmp_path / "site"))
    one = "management/roles/assign-role.html"
    found = seen(
        dist,
        browser,
        {
            "start": ["/", "/en/", "/zh-CN/"],
            "looks": [f"/en/node/{one}", f"/zh-CN/python/{one}", "/en/"],
            "as": [["phone", "dark"], ["desktop", "light"]],
            "searches": [
                ["/zh-CN/", "assign_role"],
                ["/en/", "assignRole"],
                ["/en/", "targetIdentifier"],
                ["/zh-CN/", "角色"],
            ],
        },
    )
    assert wrong(found) == {}
    assert found["links"] > 500
    results = found["found"]
    assert results["/en/ assignRole"].startswith("/en/node/management/roles/assign-role.html")
    # the hostile page is a copy of this one, so the field is on both
    assert results["/en/ targetIdentifier"].endswith("#RoleTargetDto")
    assert results["/zh-CN/ assign_role"].startswith(f"/zh-CN/python/{one}")
    assert results["/zh-CN/ 角色"].startswith("/zh-CN/")
    assert "VPSkipLink" in found["first"]
    assert "curl http://127.0.0.1:4010/api/v3/assign-role" in found["trial"]
    assert (found["button"], found["switched"]) == ("BUTTON", True)
    assert (dist / "llms.txt").exists()
    assert (dist / "en/node" / one.replace(".html", ".md")).exists()
    texts = [path.read_text() for path in dist.rglob("*.html")]
    assert not any("root:x:0" in text for text in texts)
