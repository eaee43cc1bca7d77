"""Samples of real pages, compiled (`make samples`): a rule names each that a compiler refuses.

usage: python -m tests.rules [FOLDER...]; folders are those of ../shared/corpus, by default published/node.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any, Final

from generator.cli import main
from tests.typescript_client.support import MODULES

CORPUS: Final = Path(__file__).parents[3] / "shared" / "corpus"
LEAST: Final = 0.86
CONFIG: Final = """
profile: authing
clients:
  management:
    auth: {kind: key, headerPrefix: x-authing-, label: authing, tokenPath: /api/v3/get-management-token}
    servers: [{url: "https://api.identity.example"}]
  authentication:
    auth: {kind: app, headerPrefix: x-authing-, label: authing}
    servers: [{url: "https://app.identity.example"}]
"""


def linted(folder: Path) -> list[dict[str, Any]]:
    """The findings about a folder of pages, compilers' too."""
    out = io.StringIO()
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as config:
        config.write(CONFIG)
        config.flush()
        words = ["lint", str(folder), "--config", config.name, "--compile"]
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            main([*words, "--format", "json", "--exit-zero", "--notes"])
    found: list[dict[str, Any]] = json.loads(out.getvalue())["diagnostics"]
    return found


def codes_of(found: list[dict[str, Any]]) -> dict[str, set[str]]:
    """The codes of samples that are told of each page."""
    told = defaultdict(set)
    for one in found:
        for place in ({"file": one["file"]}, *one["also"]):
            if one["code"].startswith("S0") and not "S020" < one["code"] < "S030":
                told[place["file"]].add(one["code"])
    return told


def measured(name: str) -> bool:
    """Print how many samples of a folder compile, and which of the others no rule names."""
    folder = CORPUS / name
    shown = sum("\n```" in _samples(path) for path in folder.rglob("*.md"))
    refused = {path: codes for path, codes in codes_of(linted(folder)).items() if "S030" in codes}
    silent = sorted(path for path, codes in refused.items() if codes == {"S030"})
    share = 1 - len(refused) / max(shown, 1)
    print(
        f"{name}: {shown} samples, {share:.1%} compile; "
        f"of {len(refused)} that do not, rules name {len(refused) - len(silent)}",
        *silent,
        sep="\n  ",
    )
    return share >= LEAST and not silent


def _samples(path: Path) -> str:
    """The section of samples of a page."""
    parts = path.read_text(encoding="utf-8", errors="replace").split("\n## ")
    return next(
        (one for one in parts if one.startswith(("示例代码", "Sample Code", "Sample code"))), ""
    )


if __name__ == "__main__":
    os.environ["PATH"] = f"{MODULES / '.bin'}{os.pathsep}{os.environ['PATH']}"
    good = [measured(name) for name in sys.argv[1:] or ["published/node"]]
    sys.exit(not all(good))
