"""The runtime: its own tests, and that it stands alone. Types, lint and form: `make types lint`."""

from __future__ import annotations

import pytest

from tests.typescript_client.support import HERE, Node

RUNTIME = HERE.parent.parent / "runtimes" / "typescript"


@pytest.mark.node
def test_the_runtimes_own_tests_pass(node: Node) -> None:
    print(node.run("node", HERE / "run-runtime-tests.mjs", cwd=HERE)[-400:])


def test_the_runtime_depends_on_nothing() -> None:
    for path in sorted(RUNTIME.glob("*.ts")):
        lines = path.read_text("utf-8").splitlines()
        modules = [
            line.rsplit(" from ", 1)[1] for line in lines if " from " in line and line[0] != " "
        ]
        assert all(module.startswith('"./') for module in modules if module[0] == '"'), path.name
        assert len(lines) < 300, path.name
