"""Holes that were closed at once, seen from outside: whole processes, nothing of the program is imported.

So each of these tests can be run against any older version. What is deeper stands with its part of the program.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PAGE = "en/node/management/applications/create-application.md"
OTHER = "groups/get-group"
SECRET = "SECRET_TOKEN=abc123"  # noqa: S105 - nobody's


def run(
    *arguments: str | Path, cwd: Path, timeout: float = 300
) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder; it never ends in a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=cwd,
        env={"PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
    )
    assert "Traceback" not in done.stderr, done.stderr[-2000:]
    return done


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """One page of a specs folder."""
    target = tmp_path / "specs" / "pages" / PAGE
    target.parent.mkdir(parents=True)
    target.write_bytes((PROJECT / "specs" / "pages" / PAGE).read_bytes())
    (tmp_path / "specs" / "docs2sdk.yaml").write_text("")
    return target


def changed(page: Path, old: str, new: str) -> None:
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), "utf-8")


def document(folder: Path, **operation: Any) -> Path:
    """An API of one call that answers nothing, and has no data structure."""
    call = {"operationId": "ping", "responses": {"204": {"description": "Nothing."}}} | operation
    info = {"title": "Tiny", "version": "1.0.0"}
    api = {"openapi": "3.1.0", "info": info, "paths": {"/ping": {"get": call}}}
    path = folder / "tiny.json"
    path.write_text(json.dumps(api), "utf-8")
    return path


def written(folder: Path, ending: str) -> str:
    files = [path for path in sorted(folder.rglob(f"*{ending}")) if path.is_file()]
    assert files
    return "\n".join(path.read_text("utf-8") for path in files)


def test_1_no_character_that_vanishes_ends_a_comment(tmp_path: Path) -> None:
    api = document(tmp_path, summary="a *\ufeff/ globalThis.stolen = 1; /\ufeff* b")
    run("generate", api, "--target", "typescript", "-o", "out", cwd=tmp_path)
    code = written(tmp_path / "out", ".ts")
    assert "globalThis.stolen" in code
    assert not re.search(r"\*/\s*globalThis\.stolen", code)


@pytest.mark.parametrize("path", ["../secret.env", "../../secret.env", "python/../../secret.env"])
def test_3_no_path_of_a_manifest_is_printed(page: Path, path: str) -> None:
    root = page.parents[6]
    (root / "secret.env").write_text(SECRET + "\n")
    run("build", cwd=root)
    manifest = root / "generated" / ".docs2sdk-manifest.json"
    said = json.loads(manifest.read_text())
    said["files"][path] = "0" * 64
    manifest.write_text(json.dumps(said))
    for command in (("check",), ("check", "--full")):
        done = run(*command, cwd=root)
        assert done.returncode == 1
        assert SECRET not in done.stdout + done.stderr
    assert run("build", cwd=root).returncode in (0, 1)
    assert (root / "secret.env").read_text() == SECRET + "\n"


def test_3_files_that_nobody_generated_are_drift(page: Path) -> None:
    root = page.parents[6]
    run("build", cwd=root)
    assert run("check", "--full", cwd=root).returncode == 0
    (root / "generated" / "python" / "backdoor.py").write_text("print('mine')\n")
    assert run("check", "--full", cwd=root).returncode == 1


def test_4_a_linked_folder_is_no_empty_one(page: Path) -> None:
    root, folder = page.parents[6], page.parent
    other = PROJECT / "specs" / "pages" / PAGE.replace("applications/create-application", OTHER)
    (folder.parent / "groups").mkdir()
    (folder.parent / "groups" / other.name).write_bytes(other.read_bytes())
    run("build", cwd=root)
    before = written(root / "generated" / "python", ".py")
    assert "create_application" in before
    folder.rename(root / "elsewhere")
    folder.symlink_to(root / "elsewhere")
    assert run("build", cwd=root).returncode != 0
    assert written(root / "generated" / "python", ".py") == before


def test_5_merges_of_merges_take_linear_time(tmp_path: Path) -> None:
    api = document(tmp_path)
    node = json.loads(api.read_text())
    links = {
        f"A{n}": {"allOf": [{"$ref": f"#/components/schemas/A{n + 1}"}] * 4} for n in range(40)
    }
    node["components"] = {"schemas": links | {"A40": {"properties": {"x": {"type": "string"}}}}}
    answer = {"schema": {"$ref": "#/components/schemas/A0"}}
    said = {"description": "It.", "content": {"application/json": answer}}
    node["paths"]["/ping"]["get"]["responses"] = {"200": said}
    api.write_text(json.dumps(node))
    assert api.stat().st_size < 10_000
    done = run("render", api, "-o", "pages", cwd=tmp_path, timeout=60)
    assert done.returncode in (0, 1)


def test_6_fmt_keeps_a_comment_of_somebody(page: Path) -> None:
    comment = "<!-- REVIEW: do not publish before 2027 (legal) -->"
    changed(page, "# Create an application", f"{comment}\n\n# Create an application")
    run("fmt", "--write", page, cwd=page.parent)
    assert page.read_text("utf-8").count(comment) == 1


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{ secret }}"]
)
def test_6_render_prints_texts_as_texts(tmp_path: Path, text: str) -> None:
    api = document(tmp_path, summary="Ping", description=f"Says {text} to all.")
    run("render", api, "-o", "pages", cwd=tmp_path)
    assert text not in written(tmp_path / "pages", ".md")


@pytest.mark.parametrize("command", [("fmt", "--diff"), ("lint",)])
def test_7_no_control_character_reaches_a_terminal(page: Path, command: tuple[str, ...]) -> None:
    changed(page, "| appName       | string", "| app\x1b[31mName\x07 |string")
    done = run(*command, page, cwd=page.parent)
    assert done.stdout
    assert not {"\x1b", "\x07"} & {*done.stdout, *done.stderr}


@pytest.mark.parametrize("tag", ["globals", "getattr", "import_module"])
def test_7_tags_hide_nothing_of_python(tmp_path: Path, tag: str) -> None:
    api = document(tmp_path, tags=[tag])
    run("generate", api, "--target", "python", "--package", "tiny", "-o", "out", cwd=tmp_path)
    program = (
        "import pathlib, sys; sys.path.insert(0, 'out')\n"
        "import tiny\n"
        "[print(getattr(tiny, name)) for name in dir(tiny) if name.endswith('Client')]\n"
        "client = next(getattr(tiny, n) for n in dir(tiny) if n.endswith('Client') and 'Async' not in n)\n"
        "print(client(host='http://127.0.0.1:9').ping)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["order", "include", "header", "delimiter"])
def test_8_a_field_named_like_a_key_of_the_tool_stays(page: Path, name: str) -> None:
    changed(page, "| appName       | string   | yes", f"| {name:13} |string   | YES")
    run("fmt", "--write", page, cwd=page.parent)
    text = page.read_text("utf-8")
    assert re.search(rf"^\| *{name} *\|", text, re.MULTILINE)
    assert re.search(r"^\| *tokenLifetime *\|", text, re.MULTILINE)


@pytest.mark.parametrize("target", ["python", "typescript"])
def test_10_an_api_without_data_structures(tmp_path: Path, target: str) -> None:
    api = document(tmp_path)
    done = run("generate", api, "--target", target, "--package", "tiny", "-o", "out", cwd=tmp_path)
    assert done.returncode in (0, 1)
    if target == "python":
        check = [sys.executable, "-m", "compileall", "-q", "out"]
        assert subprocess.run(check, cwd=tmp_path, check=False).returncode == 0


def test_10_a_schema_that_merges_itself(tmp_path: Path) -> None:
    api = document(tmp_path)
    node = json.loads(api.read_text())
    own = {"allOf": [{"$ref": "#/components/schemas/Self"}, {"properties": {"a": {}}}]}
    node["components"] = {"schemas": {"Self": own}}
    schema = {"$ref": "#/components/schemas/Self"}
    answer = {"description": "It.", "content": {"application/json": {"schema": schema}}}
    node["paths"]["/ping"]["get"]["responses"] = {"200": answer}
    api.write_text(json.dumps(node))
    done = run(
        "generate", api, "--target", "python", "--package", "tiny", "-o", "out", cwd=tmp_path
    )
    assert done.returncode in (0, 1)
    assert "RecursionError" not in done.stdout + done.stderr


@pytest.mark.parametrize("command", [("lint", "specs"), ("build",)])
def test_11_findings_name_files_that_can_be_opened(page: Path, command: tuple[str, ...]) -> None:
    changed(page, "## Request response", "## What comes back")
    done = run(*command, cwd=page.parents[6])
    said = done.stdout + done.stderr
    places = re.findall(r"^(\S+\.md):\d+:\d+: ", said, re.MULTILINE)
    assert places
    assert [place for place in places if not (page.parents[6] / place).is_file()] == []


def test_14_clients_send_the_headers_of_the_document(tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string"}}}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Pong"}}}
    answer = {"description": "It.", "content": content}
    api = document(tmp_path, security=[{"key": []}], responses={"200": answer})
    node = json.loads(api.read_text())
    own = {"x-header-prefix": "x-tiny-", "x-label": "tiny-label", "x-token-path": "/token"}
    key = {"type": "apiKey", "in": "header", "name": "authorization"} | own
    node["components"] = {"securitySchemes": {"key": key}, "schemas": {"Pong": schema}}
    api.write_text(json.dumps(node))
    for target, ending in (("python", ".py"), ("typescript", ".ts")):
        run("generate", api, "--target", target, "--package", "tiny", "-o", target, cwd=tmp_path)
        code = written(tmp_path / target, ending)
        assert "x-tiny-" in code, target
        assert "tiny-label" in code, target
