"""The real APIs: everything that is documented is emitted, and tools have nothing to say."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.model import Api
from generator.openapi.load import load
from generator.targets.python.emit import emit
from generator.targets.python.settings import PythonSettings
from tests.python_client.support import write
from tests.python_client.test_emit import check_all

TRUTH = Path(__file__).parents[3] / "shared" / "corpus" / "truth"
CLIENTS = ("authentication", "management")
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not TRUTH.is_dir(), reason="../shared/corpus is absent"),
]


def _api(client: str) -> Api:
    file = TRUTH / f"{client}-openapi.json"
    return load(json.loads(file.read_text(encoding="utf-8")), client=client, file=file.name)[0]


@pytest.fixture(scope="module")
def apis() -> list[Api]:
    return [_api(client) for client in CLIENTS]


@pytest.fixture(scope="module")
def root(apis: list[Api], tmp_path_factory: pytest.TempPathFactory) -> Path:
    files, _ = emit(apis, PythonSettings())
    assert dict(emit(apis, PythonSettings())[0]) == dict(files)
    return write(files, tmp_path_factory.mktemp("truth"))


def test_tools_have_nothing_to_say(root: Path) -> None:
    check_all(root, "identity_sdk")


@pytest.mark.parametrize("client", CLIENTS)
def test_every_visible_operation_is_emitted(apis: list[Api], root: Path, client: str) -> None:
    api = next(api for api in apis if api.client == client)
    index = (root / "identity_sdk" / client / "api.md").read_text(encoding="utf-8")
    count = len(api.operations)
    assert f"{count} of {count} operations" in index
    for folder in ("sync_calls", "async_calls"):
        modules = (root / "identity_sdk" / client / folder).glob("*.py")
        text = "".join(module.read_text(encoding="utf-8") for module in modules)
        assert len(re.findall(r"^    (?:async )?def ", text, re.MULTILINE)) == count


def test_every_class_reads_and_checks(root: Path) -> None:
    """Each DTO class makes its reader and pydantic's validator, also the recursive ones."""
    program = (
        "import importlib\n"
        "from identity_sdk._runtime.decode import decode_model\n"
        "from identity_sdk._runtime.model import Model\n"
        "seen = 0\n"
        "for client in ('authentication', 'management'):\n"
        "    models = importlib.import_module(f'identity_sdk.{client}.models')\n"
        "    for name in models.__all__:\n"
        "        cls = getattr(models, name)\n"
        "        if isinstance(cls, type) and issubclass(cls, Model):\n"
        "            assert decode_model(cls, {'x': 1}).model_extra == {'x': 1}\n"
        "            cls.model_rebuild(force=True)\n"
        "            seen += 1\n"
        "print(seen)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert int(done.stdout) > 600
