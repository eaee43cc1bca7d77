"""Codes of configuration and overlays: C001 to C099."""

from typing import Final

from generator.source.severity import ERROR, WARNING, Row

ROWS: Final[tuple[Row, ...]] = (
    (
        "C001",
        "config-invalid",
        ERROR,
        "The configuration is not what its JSON Schema (generator/config/schema.json) allows at that place.",
        "mend the value; an editor with YAML support shows the same with the schema comment in the first line",
    ),
    (
        "C002",
        "config-no-match",
        WARNING,
        "The configuration speaks of an operation, parameter, schema, field or page that is not there.",
        "mend the name, or remove the entry",
    ),
    (
        "C010",
        "overlay-invalid",
        ERROR,
        "The file is no OpenAPI Overlay of version 1.0 or 1.1; the part shown has no effect.",
        "see the Overlay Specification: overlay, info (title, version) and actions with a target",
    ),
    (
        "C011",
        "overlay-no-match",
        WARNING,
        "The target of an overlay action selects nothing in the document, so the action does nothing.",
        "mend the target, or remove the action",
    ),
    (
        "C012",
        "overlay-path",
        ERROR,
        "The target of an overlay action is no JSONPath of RFC 9535, or one that costs too much.",
        "mend the path",
    ),
    (
        "C013",
        "overlay-misfit",
        ERROR,
        "An overlay action does not fit what its target selects; it changes nothing there.",
        "update objects with objects; to replace a list or a whole object remove it in an action before",
    ),
    (
        "C014",
        "alias-taken",
        ERROR,
        "An alias is called like an operation or a schema that is there, so the old name is not kept.",
        "choose a name that is free, or remove the alias",
    ),
    (
        "C015",
        "alias-ended",
        WARNING,
        "The version has come in which an old name is gone; the clients have it no more.",
        "remove the alias",
    ),
    (
        "C020",
        "overlay-extends",
        WARNING,
        "The `extends` of an overlay names no document of the build, so the overlay is not applied.",
        "name the document that it changes, such as `extends: management.yaml`",
    ),
)
