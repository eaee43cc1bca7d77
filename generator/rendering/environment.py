"""The strict Jinja environment: undefined names raise, and a plain string is refused."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.rendering.fragments import Code, Fragment


class PlainTextError(TypeError):
    """A template tried to print something that is not a typed fragment."""


def _finalize(value: object) -> Markup:
    if isinstance(value, Markup):  # what a macro or a block of the template itself gave
        return value
    if isinstance(value, Fragment):
        return Markup(value.text)  # noqa: S704 - a typed fragment is finished output
    raise PlainTextError(f"a template may print typed fragments only, not {type(value).__name__}")


def templates_root() -> Path:
    """The folder of templates: inside the installed package, else beside it in a checkout."""
    packaged = Path(str(files("generator"))) / "_templates"
    return packaged if packaged.is_dir() else packaged.parent.parent / "templates"


def environment(folder: str) -> Environment:
    """The environment of one folder below `templates/` (reference, python, typescript)."""
    return Environment(
        loader=FileSystemLoader(templates_root() / folder),
        undefined=StrictUndefined,
        finalize=_finalize,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render(env: Environment, name: str, values: Mapping[str, object]) -> Code:
    """Render a template to finished code."""
    return Code(env.get_template(name).render(values))
