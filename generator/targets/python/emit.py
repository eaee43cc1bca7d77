"""From Apis to the files of one Python distribution. Pure: what is written, and where, others decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from jinja2 import Environment

from generator.model import Api
from generator.naming import pascal
from generator.rendering.environment import environment, render
from generator.rendering.fragments import Code, Comment, Identifier
from generator.source import Diagnostic
from generator.targets.license import license_files
from generator.targets.python import calls, client, models, names, operations, readme
from generator.targets.python.data import header, runtime_files
from generator.targets.python.literals import comment, docstring
from generator.targets.python.plan import ClientPlan, client_plan
from generator.targets.python.reports import reports
from generator.targets.python.settings import PythonSettings

_NON_ASCII: Final = "# ruff: noqa: N999 - the module is named like its tag"

Files = Iterator[tuple[str, str]]
"""Relative paths and texts."""


def emit(
    apis: Sequence[Api], settings: PythonSettings
) -> tuple[Mapping[str, str], list[Diagnostic]]:
    """The distribution's files (relative path to text) and what there is to tell about them."""
    plans = client_plans(apis, settings)
    files = dict(sorted(_files(plans, settings)))
    return files, [found for plan in plans for found in reports(plan)]


def client_plans(apis: Sequence[Api], settings: PythonSettings) -> list[ClientPlan]:
    """The plan of each client; their packages and class names are kept apart."""
    ordered = sorted(apis, key=lambda api: api.client)
    packages = names.allocate((api.client for api in ordered), names.module_name)
    wanted = {a.client: settings.of(a).class_name or f"{pascal(a.client)}Client" for a in ordered}
    classes = names.allocate(wanted, lambda c: names.client_name(wanted[c]), twin="Async")
    return [
        client_plan(api, settings.of(api), packages[api.client].text, classes[api.client].text)
        for api in ordered
    ]


class _Printer:
    """Renders templates with the header that every file has."""

    def __init__(self, env: Environment) -> None:
        plain = comment(header())
        self._env = env
        self._headers = {True: plain, False: Comment(f"{plain.text}\n{_NON_ASCII}")}

    def template(self, name: str, values: Mapping[str, object], module: str = "") -> str:
        """The text of one file; `module` is its name, if a tag gave it."""
        values = {"header": self._headers[module.isascii()], **values}
        return render(self._env, name, values).text

    def lazy(self, doc: str, homes: Mapping[str, str]) -> str:
        """A module that loads its names when they are asked for."""
        return self.template("lazy.py.j2", client.lazy_values(docstring(doc, 0), homes))


def _files(plans: Sequence[ClientPlan], settings: PythonSettings) -> Files:
    printer = _Printer(environment("python"))
    root = settings.package
    yield f"{root}/__init__.py", printer.lazy(
        f"{settings.distribution}: typed API clients.", client.package_exports(plans)
    )
    yield f"{root}/py.typed", ""
    yield f"{root}/errors.py", printer.template("errors.py.j2", {})
    for name, text in runtime_files().items():
        yield f"{root}/_runtime/{name}", text
    for plan in plans:
        for path, text in _client_files(plan, settings, printer):
            yield f"{root}/{plan.package}/{path}", text
    yield "pyproject.toml", printer.template("pyproject.toml.j2", readme.project(plans, settings))
    yield from license_files(settings).items()
    yield "README.md", printer.template("README.md.j2", readme.readme_values(plans, settings))


def _client_files(plan: ClientPlan, settings: PythonSettings, printer: _Printer) -> Files:
    enums = models.enum_aliases(plan)
    yield from _models_files(plan, enums, printer)
    for module in plan.modules:
        yield from _module_files(plan, enums, module, printer)
    for twin, path in ((False, "client.py"), (True, "async_client.py")):
        values = client.client_values(plan, settings, twin=twin)
        yield path, printer.template("client.py.j2", values)
    one_per_tag = docstring("One module per tag.", 0)
    for folder in ("operations", "sync_calls", "async_calls"):
        yield f"{folder}/__init__.py", printer.template("plain.py.j2", {"doc": one_per_tag})
    yield "api.md", printer.template("api.md.j2", readme.api_values(plan))
    doc = f"{plan.class_name} and its async twin."
    yield "__init__.py", printer.lazy(doc, client.client_exports(plan))


def _models_files(plan: ClientPlan, enums: models.Enums, printer: _Printer) -> Files:
    homes: dict[str, str] = {}
    for module, view in models.views(plan, enums).items():
        values = {
            "view": view,
            "doc": docstring(f"DTO classes of the module {module}.", 0),
            "gap": Code("\n" if view.classes else ""),
        }
        homes |= dict.fromkeys(view.names, f".{module}")
        yield f"models/{module}.py", printer.template("models.py.j2", values, module)
    doc = f"DTO classes of {plan.class_name}, loaded when asked for."
    yield "models/__init__.py", printer.lazy(doc, homes)


def _module_files(plan: ClientPlan, enums: models.Enums, module: str, printer: _Printer) -> Files:
    data = {"view": operations.operations_view(plan, enums, module)}
    yield f"operations/{module}.py", printer.template("operations.py.j2", data, module)
    doc = docstring("Methods of the client; it inherits them.", 0)
    told = calls.docs(plan, module)
    for twin, word in ((False, "def"), (True, "async def")):
        path = f"{'async_calls' if twin else 'sync_calls'}/{module}.py"
        view = calls.methods_view(plan, enums, module, told, twin=twin)
        text = printer.template(
            "calls.py.j2", {"view": view, "doc": doc, "word": Identifier(word)}, module
        )
        yield path, text
