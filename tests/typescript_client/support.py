"""Where the tools of these tests are, and how they run."""

from __future__ import annotations

import subprocess
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
TRUTH = HERE.parent.parent.parent / "shared" / "corpus" / "truth"
CLIENTS = ("authentication", "management")


class Node:
    """Runs Node's tools of this folder; a failure's output is the assertion's message."""

    def run(self, *command: str | Path, cwd: Path, expect: int = 0) -> str:
        parts = [str(part) for part in command]
        done = subprocess.run(
            parts, cwd=cwd, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout

    def tool(self, name: str, *arguments: str | Path, cwd: Path, expect: int = 0) -> str:
        return self.run(MODULES / ".bin" / name, *arguments, cwd=cwd, expect=expect)

    def script(self, name: str, *arguments: str | Path, cwd: Path, expect: int = 0) -> str:
        return self.run("node", HERE / "tools" / name, *arguments, cwd=cwd, expect=expect)
