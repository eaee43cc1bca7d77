"""`make site`: the site of the project, built and looked at as a whole; SHOTS names a folder for pictures."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.site.test_browser import built, chromium, seen, wrong
from tests.site.trees import written

ROOT = Path(__file__).resolve().parent.parent.parent
ONE = "management/roles/assign-role.html"


def main() -> int:
    """Build, look, say what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        dist = built(written(ROOT / "specs", Path(folder)))
        browser = chromium()
        if not browser:
            print("the site builds; no Chromium to look at it")
            return 0
        shots = os.environ.get("SHOTS")
        looks = [
            f"/en/node/{ONE}",
            f"/zh-CN/python/{ONE}",
            "/en/",
            "/zh-CN/",
            "/en/node/",
            "/zh-CN/python/",
        ]
        searches = [
            ["/en/", "getUser"],
            ["/en/", "withCustomData"],
            ["/zh-CN/", "get_user"],
            ["/zh-CN/", "用户"],
        ]
        plan = {"start": ["/", "/en/", "/zh-CN/"], "looks": looks, "searches": searches}
        found = seen(dist, browser, plan | ({"shots": shots} if shots else {}))
    print(f"{found['pages']} pages, {found['links']} links; searches: {found['found']}")
    for name, lines in wrong(found).items():
        print(name, *lines, sep="\n  ")
    return 1 if wrong(found) else 0


if __name__ == "__main__":
    sys.exit(main())
