"""The shape of a printed TypeScript package against its plan: a foreign parser (tree-sitter) says what was printed.

A module may hold what its plan names, in the plan's order; comments, literals and types; and it calls nothing but
what the templates call. So a text of a document can stand in literals and comments only (CWE-94).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import tree_sitter
import tree_sitter_typescript

from generator.model import Api, access_of
from generator.targets.typescript.emit import plans_of
from generator.targets.typescript.models import models
from generator.targets.typescript.plan import Plan
from generator.targets.typescript.settings import TypeScriptSettings

_PARSER: Final = tree_sitter.Parser(
    tree_sitter.Language(tree_sitter_typescript.language_typescript())
)
_TYPES: Final = frozenset(("interface_declaration", "type_alias_declaration"))
_DECLARATIONS: Final = _TYPES | {
    "variable_declarator",
    "class_declaration",
    "function_declaration",
}
_TEXT: Final = frozenset(("comment", "string"))
_RUNS: Final = frozenset(
    (
        "super(options, PROFILE)",
        "methods(class, {})",
        "new KeyClient(options, PROFILE)",
        "new AppClient(options, PROFILE)",
        "new SchemeClient(options, PROFILE)",
    )
)
_NEVER: Final = re.compile(
    "template|regex|arrow|assignment|update|binary|ternary|await|yield|subscript|spread|decorator"
    "|computed|ambient|enum_|ERROR"
)
_DIRECTIVE: Final = re.compile(r"(?<![\w.])@(?:ts-|license|preserve|cc_on|__)|^///|^//[#@]")


def check(files: Mapping[str, str], apis: Sequence[Api], settings: TypeScriptSettings) -> None:
    """Fail where a module is otherwise than planned."""
    for plan in plans_of(apis, settings):
        planned = _planned(plan)
        for name, names in planned.items():
            assert declared(files[f"src/{plan.own.folder}/{name}"]) == names, name
    for name, text in files.items():
        if name.endswith(".ts") and not name.startswith("src/runtime/"):
            assert list(faults(text)) == [], name


def _planned(plan: Plan) -> Mapping[str, list[str]]:
    types: list[str] = []
    for view in models(plan, []):
        types += [f"{view.name.text} {len(view.members)}"]
        types += [view.name.text] if view.values is not None else []
    methods = [one.method for one in plan.operations]
    name = plan.own.class_name
    head = [f"{name} 0", *methods, name] if methods else [name]
    return {
        "models.ts": types,
        "operations.ts": [one.constant for one in plan.operations],
        "client.ts": [*head, "constructor"],
        "profile.ts": [*_options(plan), "PROFILE", plan.own.connect],
        "index.ts": [],
    }


def _options(plan: Plan) -> list[str]:
    """The type of the options, where the document's schemes name them, with the number of its members."""
    given = sum(len(use.given) for use in plan.credentials.uses)
    return [f"{plan.own.options} {given}"] if access_of(plan.api).kind == "plain" else []


def parsed(text: str) -> tree_sitter.Node:
    """The root of a module's tree."""
    return _PARSER.parse(text.encode()).root_node


def declared(text: str) -> list[str]:
    """What a module declares, in order: types with the number of their members, a class with its methods."""
    found: list[str] = []
    for node in walk(parsed(text)):
        name = node.child_by_field_name("name")
        if name is None or name.text is None:
            continue
        said = name.text.decode()
        if node.type in _DECLARATIONS:
            body = node.child_by_field_name("body")
            if node.type in _TYPES:
                said += f" {_members(body)}"
            found.append(said)
        elif node.type in {"method_definition", "method_signature"}:
            found.append(said.strip('"'))
    return found


def _members(body: tree_sitter.Node | None) -> int:
    children = body.children if body is not None else ()
    return sum(child.type in {"property_signature", "index_signature"} for child in children)


def faults(text: str) -> Iterator[str]:
    """What may not be there: broken code, calls of anything else, directives in comments."""
    root = parsed(text)
    if root.has_error:
        yield "it does not parse"
    for node in walk(root):
        if _NEVER.search(node.type):
            yield f"{node.type}: {_said(node)}"
        elif node.type in {"call_expression", "new_expression"}:
            if _call(node) not in _RUNS:
                yield f"a call: {_said(node)}"
        elif node.type == "comment" and not _pure(node) and _DIRECTIVE.search(_said(node)):
            yield f"a directive: {_said(node)}"


def code_of(text: str) -> str:
    """A module without its comments and the insides of its literals."""
    data = bytearray(text.encode())
    for node in walk(parsed(text)):
        if node.type in _TEXT:
            data[node.start_byte : node.end_byte] = b" " * (node.end_byte - node.start_byte)
    return data.decode()


def _pure(comment: tree_sitter.Node) -> bool:
    """Does it say to bundlers that the table of methods after it can be left out?"""
    after = comment.next_named_sibling
    return (
        _said(comment) == "/* @__PURE__ */"
        and after is not None
        and after.type == "call_expression"
    )


def _call(node: tree_sitter.Node) -> str:
    """A call on one line; of a table of methods only that it is one, since what stands in it is judged by itself."""
    line = re.sub(r",? \)", ")", re.sub(r"\s+", " ", _said(node)).replace("( ", "("))
    given = node.child_by_field_name("arguments")
    kinds = [one.type for one in given.named_children] if given is not None else []
    table = line.startswith("methods(") and kinds == ["class", "object"]
    return "methods(class, {})" if table else line


def _said(node: tree_sitter.Node) -> str:
    return (node.text or b"").decode()


def walk(root: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    """All nodes in the order of the text; the insides of literals and comments are text."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if node.type not in _TEXT:
            waiting += reversed(node.children)
