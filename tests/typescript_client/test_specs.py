"""All TypeScript samples of specs/ run against the mock server as they stand, in Node.js; a browser calls it too."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from generator.configure import wanted
from generator.mock import Options, running
from generator.mock.server import Running
from generator.pages.facts import PageFacts
from generator.pipeline import make, read_specs
from generator.targets.typescript.emit import emit
from generator.targets.typescript.settings import settings
from tests.typescript_client.service import serving
from tests.typescript_client.support import Node
from tests.typescript_client.test_samples import _CHROMIUM

pytestmark = pytest.mark.node
Folder = Callable[[Mapping[str, str]], Path]
SPECS = read_specs(Path(__file__).parents[2] / "specs")
APIS = [one.api for one in make(SPECS.pages, SPECS.config, SPECS.overlays)[0]]
PAGES = [page for page in SPECS.pages.facts if page.edition == "node" and page.samples.source]
KEY = ("ACCESS_KEY_ID", "ACCESS_KEY_SECRET")
SETTINGS = settings(wanted("typescript", SPECS.config, APIS))
PACKAGE = SETTINGS.package


@pytest.fixture(scope="module")
def mock() -> Iterator[Running]:
    with running(APIS, Options(secrets=dict([KEY]))) as server:
        yield server


@pytest.fixture(scope="module")
def project(node: Node, folder: Folder, mock: Running) -> Path:
    """A project with the package of specs/ installed, its clients pointed to the mock server."""
    tree, _ = emit(APIS, SETTINGS)
    root = folder({f"node_modules/{PACKAGE}/{name}": text for name, text in tree.items()})
    node.tool("tsc", "-p", f"node_modules/{PACKAGE}", cwd=root)
    for profile in (root / "node_modules" / PACKAGE / "dist").rglob("profile.js"):
        text = re.sub(r'host: ".*"', f'host: "{mock.url}"', profile.read_text("utf-8"))
        profile.write_text(text, encoding="utf-8")
    (root / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return root


def _code(page: PageFacts, url: str) -> str:
    """The sample as it stands; a host that it names is the mock server's."""
    return re.sub(
        r"""(host: )(["'])https?://[^"']+\2""", rf"\1\2{url}\2", page.samples.source or ""
    )


def test_every_sample_runs_against_the_mock(node: Node, project: Path, mock: Running) -> None:
    for number, page in enumerate(PAGES):
        (project / f"sample_{number}.ts").write_text(_code(page, mock.url), encoding="utf-8")
    options = {"strict": True, "exactOptionalPropertyTypes": True, "target": "ES2022", "types": []}
    options |= {"module": "NodeNext", "outDir": "out", "lib": ["ES2022", "DOM", "DOM.Iterable"]}
    config = {"compilerOptions": options, "include": ["sample_*.ts"]}
    (project / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
    node.tool("tsc", "-p", ".", cwd=project)
    mock.clear()
    imports = "".join(
        f"await import('./out/sample_{number}.js');\n" for number in range(len(PAGES))
    )
    (project / "all.mjs").write_text(imports, encoding="utf-8")
    node.run("node", "all.mjs", cwd=project)
    called = {record.operation for record in mock.requests}
    wanted = {page.function for page in PAGES}
    assert len(PAGES) > 90
    assert wanted - called == set()
    assert [record for record in mock.requests if record.findings or record.status >= 400] == []


_PAGE = """<!doctype html>
<meta charset="utf-8">
<pre id="result"></pre>
<script type="module">
  import {{ ManagementClient }} from "/node_modules/{package}/dist/index.js";
  const result = document.getElementById("result");
  try {{
    const options = {{ accessKeyId: "{key}", accessKeySecret: "{secret}", scheme: "signature" }};
    const answer = await new ManagementClient(options).getUser({{ userId: "u & ü" }});
    result.textContent = JSON.stringify({{ id: answer.data.userId }});
  }} catch (error) {{
    result.textContent = JSON.stringify({{ error: String(error) }});
  }}
</script>
"""


def test_a_browser_makes_a_signed_call_to_the_mock(project: Path, mock: Running) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed (Debian's package `chromium`)")
    mock.clear()
    text = _PAGE.format(package=PACKAGE, key=KEY[0], secret=KEY[1])
    (project / "page.html").write_text(text, encoding="utf-8")
    with serving(project) as pages, tempfile.TemporaryDirectory() as profile:
        command = [chromium, *_CHROMIUM, f"--user-data-dir={profile}", f"{pages.url}/page.html"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    found = re.search(r'<pre id="result">(.*?)</pre>', done.stdout)
    assert found is not None, done.stdout + done.stderr
    assert "id" in json.loads(html.unescape(found[1])), found[1]
    (call,) = [record for record in mock.requests if record.operation]
    assert (call.operation, call.status, call.findings) == ("getUser", 200, [])
