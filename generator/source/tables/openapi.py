"""Codes of OpenAPI in and out: O001 to O099."""

from typing import Final

from generator.source.severity import ERROR, NOTE, WARNING, Row

ROWS: Final[tuple[Row, ...]] = (
    (
        "O001",
        "yaml-syntax",
        ERROR,
        "The file is no YAML 1.2 or JSON text: nothing can be read from there on.",
        "mend the syntax at the place shown",
    ),
    (
        "O002",
        "yaml-duplicate-key",
        ERROR,
        "A mapping holds one key twice; the first is kept, but readers differ in which one they take.",
        "remove one of the two",
    ),
    (
        "O003",
        "yaml-limit",
        ERROR,
        "The document is nested too deeply, grows too large through its aliases, or an alias holds itself.",
        "write the content out, less deeply nested",
    ),
    (
        "O004",
        "yaml-value",
        ERROR,
        "A value has no equal in JSON: a number that is not finite or too long, an unknown tag, a mapping as a key.",
        "write a JSON value",
    ),
    (
        "O011",
        "not-openapi",
        ERROR,
        "The document is no OpenAPI document of version 3.0, 3.1 or 3.2; nothing is read from it.",
        "convert it; for Swagger 2.0: `npx swagger2openapi --outfile openapi.yaml swagger.yaml`",
    ),
    (
        "O012",
        "openapi-shape",
        ERROR,
        "A part of the document is not what OpenAPI wants at that place; it is left out.",
        "mend the part; `docs2sdk lint FILE` checks the document against the specification",
    ),
    (
        "O013",
        "reference-unresolved",
        ERROR,
        "A `$ref` leads to nothing in the document, or back to itself.",
        "mend the reference, or add what it names",
    ),
    (
        "O014",
        "reference-external",
        ERROR,
        "A `$ref` leads to an address, or to no file below the document's folder; the value counts as unknown.",
        "put the file below the document's folder, or bundle the document into one file; nothing is ever fetched",
    ),
    (
        "O015",
        "all-of-conflict",
        WARNING,
        "Members of one `allOf` say different things about the same keyword or property.",
        "make them agree, or keep the one that is meant",
    ),
    (
        "O016",
        "all-of-recursion",
        ERROR,
        "A schema is a part of itself through `allOf`, so that no value can match it.",
        "remove the reference that leads back",
    ),
    (
        "O017",
        "openapi-unsupported",
        WARNING,
        "A part of the document that is carried and given back, but not understood by clients and pages.",
        "express it otherwise, or ignore this finding when clients and pages need not know",
    ),
    (
        "O019",
        "type-unknown",
        WARNING,
        "A `type` that JSON Schema does not know; the value counts as any.",
        "use string, number, integer, boolean, object, array or null",
    ),
    (
        "O020",
        "required-unknown",
        WARNING,
        "`required` names a property that the schema does not describe.",
        "describe the property, or remove the name",
    ),
    (
        "O021",
        "path-parameter-undeclared",
        WARNING,
        "A path has a template that no path parameter declares; it counts as a required string.",
        "declare the parameter with `in: path`",
    ),
    (
        "O023",
        "operations-hidden",
        NOTE,
        "Operations marked `x-internal: true` or `x-...hidden-from-sdk: true` are left out.",
        "remove the mark to include an operation",
    ),
    (
        "O024",
        "operation-id-twice",
        WARNING,
        "Two operations have one operationId; the later ones get a number.",
        "give each operation its own operationId",
    ),
    (
        "O025",
        "operation-id-missing",
        NOTE,
        "Operations without operationId are named after method and path (`get /users/{id}`: getUsersById).",
        "give them an operationId to choose the name",
    ),
    (
        "O030",
        "openapi-invalid",
        ERROR,
        "The document is not what the OpenAPI specification wants there (openapi-spec-validator).",
        "mend the part that the pointer names",
    ),
)
