"""From Apis to the files of one Python distribution. Pure: what is written, and where, others decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jinja2 import Environment

from generator.model import Api
from generator.rendering.environment import environment, render
from generator.rendering.fragments import Code, Comment, Identifier
from generator.source import Diagnostic
from generator.targets.python import calls, models, names, package, readme, verify
from generator.targets.python.literals import comment, docstring, string
from generator.targets.python.plan import ClientPlan, client_plan
from generator.targets.python.settings import PythonSettings
from generator.targets.python.target import header, runtime_files

_LIB = "lib"
_NON_ASCII = "# ruff: noqa: N999 - the module is named like its tag"


def protected(settings: PythonSettings) -> tuple[str, ...]:
    """Path prefixes that belong to the user: never written, never removed."""
    return (f"{settings.package}/{_LIB}/",)


def emit(
    apis: Sequence[Api], settings: PythonSettings
) -> tuple[Mapping[str, str], list[Diagnostic]]:
    """The distribution's files (relative path to text) and what there is to tell about them."""
    plans = client_plans(apis, settings)
    files: dict[str, str] = {}
    for path, text in _files(plans, settings):
        files[path] = text
    return dict(sorted(files.items())), readme.diagnostics(plans)


def client_plans(apis: Sequence[Api], settings: PythonSettings) -> list[ClientPlan]:
    """The plan of each client; their packages and class names are kept apart."""
    ordered = sorted(apis, key=lambda api: api.client)
    packages = names.allocate((api.client for api in ordered), names.module_name)
    wanted = {
        api.client: settings.of(api).class_name or f"{names.pascal(api.client)}Client"
        for api in ordered
    }
    classes = names.allocate((wanted[api.client] for api in ordered), names.class_name)
    return [
        client_plan(
            api, settings.of(api), packages[api.client].text, classes[wanted[api.client]].text
        )
        for api in ordered
    ]


def _files(plans: Sequence[ClientPlan], settings: PythonSettings) -> Iterator[tuple[str, str]]:
    env = environment("python")
    root = settings.package
    printer = _Printer(env)
    yield f"{root}/__init__.py", printer.lazy(
        f"{settings.distribution}: typed API clients.", package.package_exports(plans)
    )
    yield f"{root}/py.typed", ""
    yield f"{root}/errors.py", printer.template("errors.py.j2", {})
    for name, text in runtime_files().items():
        yield f"{root}/_runtime/{name}", text
    for plan in plans:
        for path, text in _client_files(plan, settings, printer):
            yield f"{root}/{plan.package}/{path}", text
    yield "pyproject.toml", printer.template("pyproject.toml.j2", readme.project(plans, settings))
    yield from readme.pages(plans, settings)


def _client_files(
    plan: ClientPlan, settings: PythonSettings, printer: _Printer
) -> Iterator[tuple[str, str]]:
    enums = models.enum_aliases(plan)
    views = models.views(plan, enums)
    homes = {name: f".{module}" for module, view in views.items() for name in view.names}
    for module, view in views.items():
        doc = docstring(f"DTO classes of the module {module}.", 0)
        gap = Code("\n" if view.classes else "")
        text = printer.template("models.py.j2", {"view": view, "doc": doc, "gap": gap}, module)
        verify.models(text, view, f"models/{module}.py")
        yield f"models/{module}.py", text
    yield "models/__init__.py", printer.lazy(
        f"DTO classes of {plan.class_name}, loaded when asked for.", homes
    )
    for module in plan.modules:
        yield from _module_files(plan, enums, module, printer)
    for twin in (False, True):
        path = "async_client.py" if twin else "client.py"
        text = printer.template("client.py.j2", package.client_values(plan, settings, twin=twin))
        verify.client(text, package.class_name(plan, twin=twin), path)
        yield path, text
    for folder in ("operations", "sync_calls", "async_calls"):
        yield f"{folder}/__init__.py", printer.template(
            "plain.py.j2", {"doc": docstring("One module per tag.", 0)}
        )
    yield "__init__.py", printer.lazy(
        f"{plan.class_name} and its async twin.", package.client_exports(plan, {})
    )


def _module_files(
    plan: ClientPlan, enums: models.Enums, module: str, printer: _Printer
) -> Iterator[tuple[str, str]]:
    data = calls.operations_view(plan, enums, module)
    text = printer.template("operations.py.j2", {"view": data}, module)
    verify.operations(
        text, [call.constant for call in plan.calls_of(module)], f"operations/{module}.py"
    )
    yield f"operations/{module}.py", text
    for twin in (False, True):
        view = calls.methods_view(plan, enums, module, twin=twin)
        folder = "async_calls" if twin else "sync_calls"
        text = printer.template(
            "calls.py.j2",
            {
                "view": view,
                "doc": docstring("Methods of the client; it inherits them.", 0),
                "word": Identifier("async def" if twin else "def"),
            },
            module,
        )
        verify.calls(text, view, f"{folder}/{module}.py")
        yield f"{folder}/{module}.py", text


class _Printer:
    """Renders templates with the header that every file has."""

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._header = {
            True: comment(header()),
            False: Comment(f"{comment(header()).text}\n{_NON_ASCII}"),
        }

    def template(self, name: str, values: Mapping[str, object], module: str = "") -> str:
        """The text of one file; `module` is its name, if a tag gave it."""
        return render(self._env, name, {"header": self._header[module.isascii()], **values}).text

    def lazy(self, doc: str, homes: Mapping[str, str]) -> str:
        """A module that loads its names when they are asked for."""
        text = self.template("lazy.py.j2", package.lazy_values(docstring(doc, 0), homes))
        verify.lazy(text, doc)
        return text


__all__ = ["emit", "protected", "string"]
