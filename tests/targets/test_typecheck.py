"""A generated sample of every operation passes the strictest check of its language against the generated package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from generator.cli.apis import given
from generator.config import DEFAULT, Config
from generator.configure import wanted
from generator.model import Api
from generator.pipeline import make, read_specs
from generator.samples import with_samples
from generator.targets.target import target, targets
from tests.typescript_client.support import MODULES

TOOLS = os.pathsep.join(
    (str(Path(sys.executable).parent), str(MODULES / ".bin"), os.environ["PATH"])
)


def write(folder: Path, tree: Mapping[str, str]) -> None:
    for name, text in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def samples(apis: Sequence[Api], edition: str, config: Config) -> list[str]:
    """A generated sample for every operation, whether it has one or not."""
    bare = [
        replace(api, operations=tuple(replace(o, samples=()) for o in api.operations))
        for api in apis
    ]
    filled = [with_samples(api, edition, config) for api in bare]
    return [one.samples[0].source for api in filled for one in api.operations]


def judge(name: str, apis: Sequence[Api], config: Config, folder: Path) -> None:
    """Write package and samples, and run the check that the target names."""
    one = target(name)
    settings = one.settings(wanted(name, config, apis))
    check = one.check(settings, (folder / "package").as_posix())
    tool = shutil.which(check.command[0], path=TOOLS)
    if tool is None:
        pytest.skip(f"needs {check.command[0]}")
    write(folder / "package", one.emit(apis, settings)[0])
    texts = samples(apis, one.edition, config)
    assert len(texts) == sum(len(api.operations) for api in apis) > 40
    named = {f"sample_{number}{check.ending}": f"{text}\n" for number, text in enumerate(texts)}
    write(folder / "samples", {**named, **check.files})
    done = subprocess.run(
        [tool, *check.command[1:]],
        cwd=folder / "samples",
        env={**os.environ, "PATH": TOOLS, **check.environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", targets())
def test_the_projects_own_specs(name: str, project: Path, tmp_path: Path) -> None:
    specs = read_specs(project / "specs")
    apis = [one.api for one in make(specs.pages, specs.config, specs.overlays)[0]]
    judge(name, apis, specs.config, tmp_path)


@pytest.mark.corpus
@pytest.mark.parametrize("document", ["authentication", "management"])
@pytest.mark.parametrize("name", targets())
def test_documents_of_somebody_else(name: str, document: str, shared: Path, tmp_path: Path) -> None:
    path = shared / "corpus" / "truth" / f"{document}-openapi.json"
    judge(name, given([str(path)]).apis, DEFAULT, tmp_path)
