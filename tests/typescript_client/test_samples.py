"""Code as the pages show it compiles and runs, in Node.js and in a browser."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.model import Api
from generator.targets.typescript.emit import emit
from generator.targets.typescript.settings import TypeScriptSettings
from tests.typescript_client.service import KEY, SECRET, USERS, serving
from tests.typescript_client.support import Node

Folder = Callable[[Mapping[str, str]], Path]
PACKAGE = "identity-node-sdk"

_SAMPLE = """import { StaffClient, Models } from "identity-node-sdk";
// In Node.js:
// const { StaffClient } = require('identity-node-sdk');

const staffClient = new StaffClient({
  accessKeyId: "KEY_ID",
  accessKeySecret: "KEY_SECRET",
  scheme: "signature",
});

(async () => {
  const result = await staffClient.associationExtIdp({
    id: "60b49eb83fd80adb96f26e68",
    association: false,
    tenantId: "60b49eb83fd80adb96f26e68",
  });
  console.log(JSON.stringify(result));

  const { data, response } = await staffClient.getUser({ userId: "ü & u" }).withResponse();
  console.log(data.statusCode, response.status);
  const status: Models.StaffUserDto["status"] = Models.StaffUserDto.status.ACTIVE;
  let count = 0;
  for await (const user of staffClient.listUsers({ limit: 10 })) if (user.status === status) count += 1;
  console.log(count);
  await staffClient.listUsers();
  await staffClient.delete({ id: 7 }, { timeout: 5000, maxRetries: 0 });
})();
"""
_WRONG = {
    "a method that is not there": "client.noSuchMethod({});",
    "a field that is not there": 'client.getUser({ userId: "u", extra: 1 });',
    "a required field left out": "client.getUser({});",
    "a wrong type": "client.getUser({ userId: 1 });",
    "a closed enum's other member": "const user: Models.UserDto = { id: '', status: '', role: 'boss' };",
    "undefined for a field that may only be absent": 'client.getUser({ userId: "u", withCustomData: undefined });',
    "a read-only field changed": 'declare const user: Models.UserDto; user.id = "";',
}
_HEAD = f"""import {{ StaffClient }} from "{PACKAGE}";
import {{ Models }} from "{PACKAGE}/staff";
"""
_RIGHT = """
const open: Models.UserDto = { id: "", status: "a value of tomorrow" };
const none: Models.CreateUserReqDto = { username: "u", nickname: null };
const both: [Models.StaffUserDto, Models.VisitorUserDto] = [open, { sub: "" }];
const typed: Promise<Models.StaffUserRespDto> = client.getUser({ userId: "u" });
"""


@pytest.fixture(scope="module")
def project(node: Node, small: list[Api], folder: Folder) -> Path:
    """A project that has the package installed."""
    tree, _ = emit(small, TypeScriptSettings(PACKAGE))
    root = folder({f"node_modules/{PACKAGE}/{name}": text for name, text in tree.items()})
    node.tool("tsc", "-p", f"node_modules/{PACKAGE}", cwd=root)
    options: dict[str, object] = {"strict": True, "exactOptionalPropertyTypes": True}
    options |= {
        "target": "ES2022",
        "module": "NodeNext",
        "types": [],
        "outDir": "out",
        "skipLibCheck": False,
    }
    (root / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    config = {"compilerOptions": options, "files": ["sample.ts"]}
    (root / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
    return root


def _host(project: Path, url: str) -> None:
    """Point the client to a server; the samples do not name one."""
    path = project / "node_modules" / PACKAGE / "dist" / "staff" / "profile.js"
    text = re.sub(r'host: ".*"', f'host: "{url}"', path.read_text("utf-8"))
    path.write_text(text, encoding="utf-8")


@pytest.mark.node
def test_a_sample_compiles_and_runs_as_it_stands(node: Node, project: Path) -> None:
    (project / "sample.ts").write_text(_SAMPLE, encoding="utf-8")
    node.tool("tsc", "-p", ".", cwd=project)
    with serving(project) as service:
        _host(project, service.url)
        printed = node.run("node", "out/sample.js", cwd=project).splitlines()
    assert json.loads(printed[0])["data"] == {"success": True}
    assert printed[1:] == ["200 200", str(len(USERS))]
    assert all(call["signed"] for call in service.seen), service.seen
    pages = [call["fields"].get("page") for call in service.seen if "list" in call["path"]]
    assert pages == [None, "2", "3", None]
    assert service.seen[-1]["path"] == "/api/v3/users/7"


@pytest.mark.node
def test_the_compiler_refuses_what_is_wrong(node: Node, project: Path) -> None:
    """One error in each file, at its last line."""
    for number, code in enumerate(_WRONG.values()):
        text = f"{_HEAD}declare const client: StaffClient;\n{code}\n"
        (project / f"wrong-{number}.ts").write_text(text, encoding="utf-8")
    config = {"extends": "./tsconfig.json", "files": [f"wrong-{n}.ts" for n in range(len(_WRONG))]}
    (project / "wrong.json").write_text(json.dumps(config), encoding="utf-8")
    text = node.tool("tsc", "-p", "wrong.json", "--noEmit", cwd=project, expect=2)
    places = re.findall(r"^(wrong-\d+)\.ts\((\d+),\d+\): error", text, re.MULTILINE)
    assert sorted(places) == sorted((f"wrong-{n}", "4") for n in range(len(_WRONG))), text


@pytest.mark.node
def test_open_enums_null_and_both_clients_types(node: Node, project: Path) -> None:
    head = f'import {{ Models, StaffClient, VisitorClient }} from "{PACKAGE}";\n'
    code = f"{head}declare const client: StaffClient;\n{_RIGHT.replace('Models.UserDto', 'Models.StaffUserDto')}"
    (project / "sample.ts").write_text(code, encoding="utf-8")
    node.tool("tsc", "-p", ".", "--noEmit", cwd=project)


_CHROMIUM = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=20000",
    "--dump-dom",
)
_PAGE = """<!doctype html>
<meta charset="utf-8">
<title>waiting</title>
<pre id="result"></pre>
<script type="module">
  import {{ StaffClient }} from "/node_modules/{package}/dist/index.js";
  const result = document.getElementById("result");
  try {{
    const key = {{ accessKeyId: "{key}", accessKeySecret: "{secret}" }};
    const client = new StaffClient({{ ...key, host: "{host}", scheme: "signature" }});
    const answer = await client.associationExtIdp({{ id: "ü", association: true }});
    const users = [];
    for await (const user of client.listUsers({{ limit: 20 }})) users.push(user.id);
    result.textContent = JSON.stringify({{ answer, users: users.length }});
  }} catch (error) {{
    result.textContent = JSON.stringify({{ error: String(error) }});
  }}
</script>
"""


@pytest.mark.node
def test_a_browser_makes_signed_calls_across_origins(project: Path) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed (Debian's package `chromium`)")
    with serving(project) as pages, serving(project) as service:
        values = {"package": PACKAGE, "key": KEY, "secret": SECRET, "host": service.url}
        (project / "page.html").write_text(_PAGE.format(**values), encoding="utf-8")
        with tempfile.TemporaryDirectory() as profile:
            command = [chromium, *_CHROMIUM, f"--user-data-dir={profile}", f"{pages.url}/page.html"]
            done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    found = re.search(r'<pre id="result">(.*?)</pre>', done.stdout)
    assert found is not None, done.stdout + done.stderr
    result = json.loads(html.unescape(found[1]))
    assert result == {
        "answer": {"statusCode": 200, "message": "ok", "data": {"success": True}},
        "users": len(USERS),
    }
    assert [call["signed"] for call in service.seen] == [True, True, True]
    assert all("date" not in call["names"] for call in service.seen)
