"""The strict Jinja environment: undefined names raise, and a plain string is refused."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from generator.files import template
from generator.rendering.fragments import Code, Fragment


class PlainTextError(TypeError):
    """A template tried to print something that is not a typed fragment."""


def _finalize(value: object) -> Markup:
    if isinstance(value, Markup):  # what a macro or a block of the template itself gave
        return value
    if isinstance(value, Fragment):
        return Markup(value.text)  # noqa: S704 - a typed fragment is finished output
    raise PlainTextError(f"a template may print typed fragments only, not {type(value).__name__}")


def environment(folder: str) -> Environment:
    """The environment of one folder below `templates/` (reference, python, typescript)."""
    return Environment(
        loader=FunctionLoader(lambda name: template(f"{folder}/{name}")),
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
