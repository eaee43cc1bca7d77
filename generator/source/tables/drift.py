"""Codes of changes between two versions of an API: D001 to D007."""

from typing import Final

from generator.source.severity import ERROR, NOTE, WARNING, Row

ROWS: Final[tuple[Row, ...]] = (
    (
        "D001",
        "breaking-change",
        ERROR,
        "Programs that call the API as it was stop compiling or working.",
        "keep what callers use, or publish a new major version",
    ),
    (
        "D002",
        "compatible-change",
        WARNING,
        "The API accepts or gives more than before; programs that call it go on working.",
        "publish a new minor version",
    ),
    (
        "D003",
        "documentation-change",
        NOTE,
        "Texts, examples or samples differ; nothing on the wire does.",
        "publish a new patch version",
    ),
    (
        "D004",
        "version-step-missing",
        WARNING,
        "The version did not go up as far as its changes need (Semantic Versioning 2.0.0).",
        "raise `clients.<client>.version` in docs2sdk.yaml",
    ),
    (
        "D005",
        "approval-expired",
        WARNING,
        "A change was approved up to a day that has passed; it counts again.",
        "undo the change, or agree anew with a later day",
    ),
    (
        "D006",
        "approval-invalid",
        ERROR,
        "An entry of a file of approvals can not be read; it approves nothing.",
        "write it as `docs2sdk diff OLD NEW --approvals FILE --approve REASON` does",
    ),
    (
        "D007",
        "approval-unused",
        WARNING,
        "An approval meets no change: that change was undone, or is part of what is compared with.",
        "remove it from the file",
    ),
)
