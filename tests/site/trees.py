"""A small specs folder of our own pages, and pages that would like to run something."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.site import read_site, write_site

OWN = ("management/roles",)
SITES = Path(__file__).parent


def own_specs(project: Path, at: Path) -> Path:
    """Some pages of the project in all locales and editions, with their configuration."""
    source = project / "specs"
    for folder in sorted(source.glob("pages/*/*")):
        for part in OWN:
            here = folder / part
            if here.is_dir():
                shutil.copytree(here, at / here.relative_to(source))
    shutil.copy(source / "docs2sdk.yaml", at)
    return at


def written(specs: Path, out: Path) -> Path:
    """The site of a specs folder on disk."""
    made = read_site(specs)
    assert not made.failed, made.found
    write_site(made.site, out)
    return out


HOSTILE = {
    path.stem: path.read_text(encoding="utf-8").rstrip("\n")
    for path in sorted((SITES / "hostile").glob("*.md"))
}
"""Bodies of guides by name, a file each: all have text that a browser, Vue or VitePress would take for more."""
TITLE = "</script><img src=x onerror=alert(1)> {{ 1 }} <svg onload=globalThis.MARK20=1 //"


def hostile_pages(at: Path) -> None:
    """Guides with hostile bodies, titles and front matter; an operation with a hostile title, description and cells."""
    for name, body in HOSTILE.items():
        head = "---js\nglobalThis.MARK0 = 1\n---\n" if name == "script" else ""
        text = f"{head}# {TITLE} {name}\n\nGuide `{name}`.\n\n{body}\n"
        place = at / "pages" / "en" / "node" / "guides" / f"{name}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    role = at / "pages" / "en" / "node" / "management" / "roles" / "assign-role.md"
    text = role.read_text(encoding="utf-8").replace("Code of the role", f"{TITLE} Code of the role")
    text = text.replace(
        "Gives a role", f"{HOSTILE['interpolation']} {HOSTILE['handlers']} Gives a role"
    )
    role.with_name("[hostile].md").write_text(
        text.replace("# Assign a role", f"# {TITLE}").replace("assignRole", "hostileRole"),
        encoding="utf-8",
    )
