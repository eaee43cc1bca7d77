"""The shape of a printed Python package against its plan: `ast` says what was printed.

A module may hold what its plan names, docstrings, imports and annotations; it calls nothing but what the templates
call. So a text of a document can stand in literals, docstrings and comments only (CWE-94).
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence

from generator.model import Api
from generator.targets.python import calls
from generator.targets.python.client import class_name
from generator.targets.python.emit import client_plans
from generator.targets.python.models import ModelsView, enum_aliases, views
from generator.targets.python.plan import ClientPlan
from generator.targets.python.settings import PythonSettings

_QUIET = (ast.Import, ast.ImportFrom)
_LEAVES = frozenset((ast.Constant, ast.Load, ast.Name, ast.Store, ast.alias, ast.BitOr))


def check(files: Mapping[str, str], apis: Sequence[Api], settings: PythonSettings) -> None:
    """Fail where a module is otherwise than planned."""
    root = settings.package
    _lazy(files[f"{root}/__init__.py"], f"{root}/__init__.py")
    for plan in client_plans(apis, settings):
        own = {
            name.removeprefix(f"{root}/{plan.package}/"): text
            for name, text in files.items()
            if name.startswith(f"{root}/{plan.package}/") and name.endswith(".py")
        }
        _check_client(own, plan)


def _check_client(own: dict[str, str], plan: ClientPlan) -> None:
    """All modules of one client, and no other."""
    for name in ("__init__.py", "models/__init__.py"):
        _lazy(own.pop(name), name)
    for twin, name in ((False, "client.py"), (True, "async_client.py")):
        _client(own.pop(name), class_name(plan, twin=twin), name)
    for module, view in views(plan, enum_aliases(plan)).items():
        _models(own.pop(f"models/{module}.py"), view, f"models/{module}.py")
    for module in plan.modules:
        name = f"operations/{module}.py"
        _operations(own.pop(name), [call.constant for call in plan.calls_of(module)], name)
        for twin, folder in ((False, "sync_calls"), (True, "async_calls")):
            _calls(own.pop(f"{folder}/{module}.py"), plan, module, twin=twin)
    for name, text in own.items():
        _expect(name, [_names(_parsed(text, name).body)], [[]])


def _expect(path: str, seen: object, planned: object) -> None:
    assert seen == planned, f"{path}: printed {seen!r:.300}, planned {planned!r:.300}"


def _parsed(text: str, path: str) -> ast.Module:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError) as error:
        raise AssertionError(f"{path}: {error}") from error


def _names(body: Iterable[ast.stmt]) -> list[str]:
    """What a block defines, in order; docstrings and imports are no definitions."""
    found: list[str] = []
    for statement in body:
        if isinstance(statement, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.append(statement.name)
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            found.append(statement.target.id)
        elif isinstance(statement, ast.Assign):
            found += [t.id for t in statement.targets if isinstance(t, ast.Name)]
        elif isinstance(statement, ast.If) and isinstance(statement.test, ast.Name):
            found += [f"? {name}" for name in _names(statement.body)]
        elif not isinstance(statement, _QUIET) and not _is_text(statement):
            found.append(type(statement).__name__)
    return found


def _is_text(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _called(tree: ast.AST) -> set[str]:
    """What is called anywhere in a tree."""
    found: set[str] = set()
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            found.add(ast.unparse(node.func))
        for value in vars(node).values():
            if isinstance(value, list):
                waiting += [v for v in value if isinstance(v, ast.AST) and type(v) not in _LEAVES]
            elif isinstance(value, ast.AST) and type(value) not in _LEAVES:
                waiting.append(value)
    return found


def _only_calls(tree: ast.AST, allowed: set[str], path: str) -> None:
    _expect(path, sorted(_called(tree) - allowed), [])


def _models(text: str, view: ModelsView, path: str) -> None:
    """A module of DTO classes: its names, the fields of each class, no call but `Wire`."""
    tree = _parsed(text, path)
    _expect(path, sorted(_names(tree.body)), sorted(view.names))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    _expect(path, [node.name for node in classes], [dto.name.text for dto in view.classes])
    for node, dto in zip(classes, view.classes, strict=True):
        hidden = ["? _page_item"] if dto.item else []
        _expect(
            f"{path}:{node.name}",
            _names(node.body),
            [*hidden, *(field.name.text for field in dto.fields)],
        )
    _only_calls(tree, {"Wire"}, path)


def _operations(text: str, constants: Sequence[str], path: str) -> None:
    """A module of operations: one assignment each, no call but `Operation`."""
    tree = _parsed(text, path)
    _expect(path, _names(tree.body), list(constants))
    _only_calls(tree, {"Operation"}, path)


def _calls(text: str, plan: ClientPlan, module: str, *, twin: bool) -> None:
    """A module of methods: one class, its methods, each with a docstring and one statement."""
    path = f"{module}.py ({'async' if twin else 'sync'})"
    tree = _parsed(text, path)
    _expect(path, _names(tree.body), [calls.calls_class(plan, module, twin=twin)])
    methods = next(node for node in tree.body if isinstance(node, ast.ClassDef)).body[1:]
    _expect(path, _names(methods), [call.method for call in plan.calls_of(module)])
    for node in methods:
        shape = [type(s).__name__ for s in getattr(node, "body", ())]
        _expect(f"{path}:{getattr(node, 'name', '')}", shape, ["Expr", "Return"])
    _only_calls(tree, {"deprecated", "locals", "self._call", "self._open"}, path)


def _client(text: str, name: str, path: str) -> None:
    """A client's module: one class that does nothing but construct itself."""
    tree = _parsed(text, path)
    _expect(path, _names(tree.body), [name])
    made = {
        "Brand",
        "Common",
        "key_settings",
        "app_settings",
        "use_token",
        "scheme_settings",
        "Given",
        "Limits",
        "api_key_scheme",
        "basic_scheme",
        "bearer_scheme",
        "certificate_scheme",
        "oauth2_scheme",
        "other_scheme",
        "super",
        "super().__init__",
    }
    _only_calls(tree, made, path)


def _lazy(text: str, path: str) -> None:
    """A module that loads lazily: a table, two functions."""
    tree = _parsed(text, path)
    expected = {"_HOMES", "__all__", "UnaryIf"}
    _expect(path, sorted(set(_names(tree.body)) - expected - {"If"}), [])
    _only_calls(tree, {"_HOMES.get", "AttributeError", "getattr", "import_module", "globals"}, path)
