"""The real documents: everything is there, and the package passes every check."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.model import Api
from generator.targets.typescript.emit import emit
from generator.targets.typescript.settings import TypeScriptSettings
from tests.typescript_client.support import HERE, TRUTH, Node

pytestmark = pytest.mark.corpus
_METHODS = {"get", "put", "post", "delete", "patch", "head", "options"}


def _visible(name: str) -> set[tuple[str, str]]:
    """The operations of a real document that it does not hide."""
    document = json.loads((TRUTH / f"{name}-openapi.json").read_text("utf-8"))
    return {
        (method.upper(), path)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in _METHODS and not operation.get("x-authing-hidden-from-sdk")
    }


def test_all_visible_operations_are_there(truth: list[Api]) -> None:
    tree, _ = emit(truth, TypeScriptSettings())
    for api in truth:
        text = tree[f"src/{api.client}/operations.ts"]
        found = set(re.findall(r'method: "([A-Z]+)",\n +path: "([^"]+)"', text))
        wanted = _visible(api.client)
        table = re.findall(
            r'method: "([A-Z]+)",\n +path: "([^"]+)"', tree[f"src/{api.client}/client.ts"]
        )
        print(f"{api.client}: {len(found & wanted)} of {len(wanted)} operations")
        assert found == wanted
        assert len(table) == len(wanted)
        assert set(table) == wanted


@pytest.mark.node
def test_the_compiler_finds_nothing(node: Node, truth_package: Path) -> None:
    more = ("noImplicitReturns", "noUnusedLocals", "noUnusedParameters", "isolatedModules")
    flags = [part for name in more for part in (f"--{name}", "true")]
    node.tool("tsc", "--noEmit", *flags, cwd=truth_package)
    options = json.loads((truth_package / "tsconfig.json").read_text("utf-8"))["compilerOptions"]
    strict = (
        "strict",
        "exactOptionalPropertyTypes",
        "noUncheckedIndexedAccess",
        "noImplicitOverride",
    )
    assert all(options[name] is True for name in strict)
    assert options["skipLibCheck"] is False


@pytest.mark.node
def test_the_linter_finds_nothing(node: Node, truth_package: Path) -> None:
    node.tool("eslint", "-c", HERE / "tools" / "eslint.generated.js", "src", cwd=truth_package)


@pytest.mark.node
def test_prettier_would_change_nothing(node: Node, truth_package: Path) -> None:
    names = ("src", "package.json", "tsconfig.json", "README.md")
    node.tool("prettier", "--check", *names, cwd=truth_package)


@pytest.mark.node
def test_the_public_surface_has_no_any(node: Node, truth_package: Path) -> None:
    counted = json.loads(node.script("surface.mjs", truth_package, cwd=truth_package))
    assert counted["found"] == 0
    assert counted["files"] > 15


@pytest.mark.node
def test_only_declarations_and_importing_does_nothing(node: Node, truth_package: Path) -> None:
    node.script("shapes.mjs", truth_package, cwd=truth_package)
    assert int(node.script("loads.mjs", truth_package, cwd=truth_package)) > 15


_TWICE = """
import hashlib, json, sys
from generator.openapi import load
from generator.targets.typescript.emit import emit
from generator.targets.typescript.settings import TypeScriptSettings
texts = {name: open(f"{sys.argv[1]}/{name}-openapi.json", encoding="utf-8").read() for name in sys.argv[2:]}
tree, _ = emit([load(json.loads(t), client=n, file=n)[0] for n, t in texts.items()], TypeScriptSettings())
print(hashlib.sha256(json.dumps(list(tree.items())).encode()).hexdigest())
"""


def test_the_same_bytes_whatever_the_hash_seed_and_the_order() -> None:
    if not TRUTH.is_dir():
        pytest.skip("no ../shared/corpus beside the project")
    found = set()
    for seed, names in (
        ("1", ["management", "authentication"]),
        ("2", ["authentication", "management"]),
    ):
        command = [sys.executable, "-c", _TWICE, str(TRUTH), *names]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        found.add(done.stdout)
    assert len(found) == 1


_CLASS = """import { ManagementClient } from "@/dist/index.js";

const managementClient = new ManagementClient({ accessKeyId: "a", accessKeySecret: "b" });
console.log(await managementClient.getUser({ userId: "u" }));
"""
_ALONE = """import { connectManagement, getUser } from "@/dist/management/index.js";

const client = connectManagement({ accessKeyId: "a", accessKeySecret: "b" });
console.log(await client.call(getUser, { userId: "u" }));
"""
_APP = """import { AuthenticationClient } from "@/dist/index.js";

const authenticationClient = new AuthenticationClient({ appHost: "https://example.com" });
console.log(await authenticationClient.getProfile());
"""


@pytest.mark.node
@pytest.mark.parametrize("way", ["class", "alone", "app"])
def test_a_bundle_with_one_call_is_small(node: Node, truth_package: Path, way: str) -> None:
    """Both ways of the README: the class with all its methods, and an operation alone."""
    source = {"class": _CLASS, "alone": _ALONE, "app": _APP}[way]
    path = truth_package / f"bundle-{way}.mjs"
    path.write_text(source.replace("@/", "./"), encoding="utf-8")
    size = json.loads(node.script("bundle.mjs", path, cwd=truth_package))
    print(f"{way}: {size['minified']} bytes minified, {size['gzipped']} gzipped")
    assert size["gzipped"] < 12_000
