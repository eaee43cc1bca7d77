"""The runtime: its own tests, its types, its lint and its form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typescript_client.support import HERE, Node

ROOT = HERE.parent.parent
RUNTIME = Path("templates/typescript/runtime")


@pytest.mark.node
def test_the_runtimes_own_tests_pass(node: Node) -> None:
    print(node.run("node", HERE / "run-runtime-tests.mjs", cwd=HERE)[-400:])


@pytest.mark.node
def test_the_runtime_and_its_tests_have_no_type_errors(node: Node) -> None:
    node.tool("tsc", "-p", HERE, cwd=HERE)


@pytest.mark.node
def test_the_runtime_passes_the_strictest_lint(node: Node) -> None:
    config = HERE / "eslint.config.js"
    node.tool("eslint", "-c", config, RUNTIME, HERE / "runtime", cwd=ROOT)


@pytest.mark.node
def test_the_runtime_has_prettiers_form(node: Node) -> None:
    config = HERE / ".prettierrc.json"
    node.tool("prettier", "--config", config, "--check", RUNTIME, HERE / "runtime", cwd=ROOT)


def test_the_runtime_depends_on_nothing() -> None:
    for path in sorted((ROOT / RUNTIME).glob("*.ts")):
        lines = path.read_text("utf-8").splitlines()
        modules = [
            line.rsplit(" from ", 1)[1] for line in lines if " from " in line and line[0] != " "
        ]
        assert all(module.startswith('"./') for module in modules if module[0] == '"'), path.name
        assert len(lines) < 300, path.name
