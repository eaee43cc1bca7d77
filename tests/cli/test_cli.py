"""The command line is a contract: exit codes, standard output for data, standard error for messages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

Done = subprocess.CompletedProcess[str]
SEED_LIKE = "en/node/management/identity-sources/tenant-association-identity-source.md"


def run(
    *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> Done:
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    environment |= env or {}
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, env=environment, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "FORCE_COLOR" in environment or "\x1b[" not in done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def pages(project: Path) -> Path:
    return project / "specs" / "pages"


@pytest.fixture
def one_page(pages: Path, tmp_path: Path) -> Path:
    target = tmp_path / "docs" / SEED_LIKE
    target.parent.mkdir(parents=True)
    shutil.copyfile(pages / SEED_LIKE, target)
    return target


def test_parse_prints_one_operation(one_page: Path) -> None:
    done = run("parse", one_page)
    assert done.returncode == 0, done.stderr
    document = yaml.safe_load(done.stdout)
    (path, item), *more = document["paths"].items()
    assert more == []
    assert path == "/api/v3/tenant-association-identity-source"
    operation = item["post"]
    assert operation["operationId"] == "associationExtIdp"
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    assert schema["required"] == ["association", "id"]
    assert {name: field["type"] for name, field in schema["properties"].items()} == {
        "association": "boolean", "id": "string", "tenantId": "string",
    }  # fmt: skip
    answer = operation["responses"]["200"]["content"]["application/json"]
    assert answer["schema"] == {"$ref": "#/components/schemas/IsSuccessRespDto"}
    assert len(document["components"]["schemas"]["IsSuccessRespDto"]["properties"]) == 5
    assert "200.0" not in done.stdout
    assert operation["x-codeSamples"][0]["lang"] == "TypeScript"


def test_parse_of_several_clients_needs_a_folder(pages: Path, tmp_path: Path) -> None:
    done = run("parse", pages)
    assert (done.returncode, done.stdout) == (2, "")
    assert "B006" in done.stderr
    done = run("parse", pages, "-o", tmp_path / "out")
    assert done.returncode in {0, 1}
    assert sorted(p.name for p in (tmp_path / "out").iterdir())[:2] == [
        "authentication.yaml", "authentication.zh-CN.overlay.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ((), 2, "usage"),
        (("nothing",), 2, "invalid choice"),
        (("parse",), 2, "usage"),
        (("parse", "no-such-file.md"), 2, "B001"),
        (("parse", "empty"), 2, "B002"),
        (("parse", "binary.md"), 2, "P001"),
        (("parse", "latin1.md"), 2, "P002"),
        (("lint", "binary.md"), 2, "P001"),
        (("roundtrip", "empty"), 2, "B002"),
        (("fmt", "no-such-file.md"), 2, "B001"),
        (("render", "no-such.yaml", "-o", "out"), 2, "B001"),
        (("render", "broken.yaml", "-o", "out"), 2, "O001"),
        (("render", "text.yaml", "-o", "out"), 2, "O011"),
        (("generate", "broken.yaml", "--target", "python", "-o", "out"), 2, "O001"),
        (("generate", "broken.yaml", "--target", "cobol", "-o", "out"), 2, "invalid choice"),
        (("diff", "no-such.yaml", "broken.yaml"), 2, "B001"),
        (("explain", "Z999", "docs"), 2, "B007"),
        (("build", "--specs", "no-such"), 2, "B001"),
        (("build", "--specs", "docs", "-o", "docs/out"), 2, "B003"),
        (("build", "--specs", "empty"), 2, "B002"),
        (("check", "--specs", "no-such"), 2, "B001"),
        (("parse", "docs", "-o", "docs/out"), 2, "B003"),
        (("parse", "docs", "--config", "broken.yaml"), 2, "O001"),
        (("parse", "docs", "--config", "bad-config.yaml"), 2, "bad-config.yaml:2:"),
        (("init", "broken.yaml", "-o", "docs"), 2, "B011"),
    ],
)
def test_bad_input_is_told_and_exits_with_2(
    one_page: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "binary.md").write_bytes(b"\x89PNG\x00\x01")
    (tmp_path / "latin1.md").write_bytes("# Caf\u00e9\n".encode("latin-1"))
    (tmp_path / "broken.yaml").write_text("a: [1\nb: 2\n")
    (tmp_path / "text.yaml").write_text("just: text\n")
    (tmp_path / "bad-config.yaml").write_text("locales: [en]\nclientz: {}\n")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (code, ""), done.stdout + done.stderr
    assert says in done.stderr
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_one_bad_page_among_good_ones_is_a_finding(one_page: Path, tmp_path: Path) -> None:
    (tmp_path / "docs" / "en" / "binary.md").write_bytes(b"\x00")
    done = run("parse", tmp_path / "docs")
    assert done.returncode == 1
    assert "P001" in done.stderr
    assert yaml.safe_load(done.stdout)["paths"]


def test_roundtrip_json(pages: Path) -> None:
    done = run("roundtrip", pages / "en" / "node" / "management", "--format", "json")
    assert done.returncode == 0
    summary = json.loads(done.stdout)
    assert summary["pages"] == summary["identical"] > 50
    assert summary["different"] == []
    assert 0 < summary["exception_bytes"] < 0.02 * summary["page_bytes"]


def test_roundtrip_names_the_first_difference(one_page: Path) -> None:
    text = one_page.read_text()
    one_page.write_text(text + "\n| a | stray | row |\n")
    done = run("roundtrip", one_page, "--format", "json")
    assert done.returncode == 1
    (different,) = json.loads(done.stdout)["different"]
    assert different["first_difference"]["line"] == text.count("\n") + 1


@pytest.mark.parametrize("style", ["compact", "aligned", "compact-2022"])
@pytest.mark.parametrize("locale", ["en", "zh-CN"])
@pytest.mark.parametrize("edition", ["node", "python", "go"])
def test_render_prints_pages_that_read_back(
    one_page: Path, tmp_path: Path, style: str, locale: str, edition: str
) -> None:
    (tmp_path / "api.yaml").write_text(run("parse", one_page).stdout)
    out = tmp_path / "out"
    wishes = ("--style", style, "--locale", locale, "--edition", edition)
    assert run("render", tmp_path / "api.yaml", "-o", out, *wishes).returncode == 0
    (page,) = out.rglob("*.md")
    assert page.relative_to(out).parts[:2] == (locale, edition) or edition == "node"
    assert run("roundtrip", out).returncode == 0
    again = yaml.safe_load(run("parse", out).stdout)
    first = yaml.safe_load((tmp_path / "api.yaml").read_text())
    post = "/api/v3/tenant-association-identity-source"
    assert (
        again["paths"][post]["post"]["requestBody"] == first["paths"][post]["post"]["requestBody"]
    )
    assert again["components"]["schemas"].keys() == first["components"]["schemas"].keys()


def test_lint_formats(one_page: Path) -> None:
    one_page.write_text(one_page.read_text().replace("| yes ", "| maybe ", 1))
    done = run("lint", one_page)
    assert done.returncode == 1
    assert "P025" in done.stdout
    line = next(
        i for i, text in enumerate(one_page.read_text().split("\n"), 1) if "| maybe " in text
    )
    assert f":{line}:" in done.stdout
    value = json.loads(run("lint", one_page, "--format", "json").stdout)
    assert "P025" in json.dumps(value)
    for name in ("github", "sarif", "junit"):
        assert "P025" in run("lint", one_page, "--format", name).stdout


def test_fmt(one_page: Path) -> None:
    before = one_page.read_text()
    canonical = run("fmt", one_page)
    assert canonical.returncode == 0
    assert one_page.read_text() == before
    assert "## Method name" not in canonical.stdout
    assert run("fmt", one_page, "--write").returncode == 0
    assert one_page.read_text() == canonical.stdout
    assert run("fmt", one_page, "--check").returncode == 0
    one_page.write_text(one_page.read_text().replace("| association |", "|   association |"))
    assert run("fmt", one_page, "--check").returncode == 1
    done = run("fmt", one_page, "--diff")
    assert done.returncode == 1
    assert "+| association |" in done.stdout
    assert run("fmt", one_page, "-w").returncode == 0
    assert one_page.read_text() == canonical.stdout


def test_fmt_leaves_alone_what_it_would_lose(one_page: Path) -> None:
    text = one_page.read_text() + "\n| a | stray | row |\n"
    one_page.write_text(text)
    done = run("fmt", "--write", one_page)
    assert done.returncode == 1
    assert "P031" in done.stderr
    assert one_page.read_text() == text


def test_diff(one_page: Path, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(run("parse", one_page).stdout)
    one_page.write_text(
        one_page.read_text().replace(
            "| tenantId    | string  | no ", "| tenantId    | string  | yes"
        )
    )
    (tmp_path / "new.yaml").write_text(run("parse", one_page).stdout)
    assert run("diff", tmp_path / "old.yaml", tmp_path / "old.yaml").returncode == 0
    done = run("diff", tmp_path / "old.yaml", tmp_path / "new.yaml")
    assert done.returncode == 1
    assert "breaking" in done.stdout
    assert "tenantId" in done.stdout


def test_explain(one_page: Path) -> None:
    assert "A201" in run("explain", "A201").stdout
    told = run("explain", "associationExtIdp", one_page).stdout
    assert "write-name" in told
    assert "IsSuccessDto.success" in run("explain", "IsSuccessDto.success", one_page).stdout


def test_init_gives_specs_that_build(one_page: Path, tmp_path: Path) -> None:
    (tmp_path / "management.yaml").write_text(run("parse", one_page).stdout)
    specs = tmp_path / "specs"
    assert run("init", tmp_path / "management.yaml", "-o", specs).returncode in {0, 1}
    done = run("build", "--specs", specs, "-o", tmp_path / "generated")
    assert done.returncode in {0, 1}, done.stderr
    document = yaml.safe_load((tmp_path / "generated" / "openapi" / "management.yaml").read_text())
    assert (
        document["paths"]["/api/v3/tenant-association-identity-source"]["post"]["operationId"]
        == "associationExtIdp"
    )


@pytest.mark.parametrize("target", ["python", "typescript"])
def test_generate(one_page: Path, tmp_path: Path, target: str) -> None:
    (tmp_path / "management.yaml").write_text(run("parse", one_page).stdout)
    done = run("generate", tmp_path / "management.yaml", "--target", target, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "1 of 1 operations" in done.stderr
    assert any((tmp_path / "out").rglob("README.md"))


def test_closed_pipe_is_no_success(pages: Path) -> None:
    command = (
        f"{sys.executable} -m generator roundtrip {pages / 'en' / 'python'} --format json | true"
    )
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=False, cwd=pages.parents[1]
    )
    assert "Traceback" not in done.stderr


def test_pages_of_two_folders_with_the_same_names_are_both_read(
    one_page: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "docs" / "en" / "node", tmp_path / "other" / "node"
    shutil.copytree(first, second)
    page = next(second.rglob("*.md"))
    page.write_text(page.read_text().replace("# ", "# Other: ", 1))
    done = run("roundtrip", first, second, "--format", "json")
    assert json.loads(done.stdout)["pages"] == 2
    page.write_text(page.read_text().replace("| id ", "|  id", 1))
    assert run("fmt", "-w", first, second).returncode == 0
    assert "|  id" not in page.read_text()
    assert "# Other: " in page.read_text()
    assert "# Other: " not in one_page.read_text()
