"""Codes of reading the tables of a page: P020 to P029."""

from typing import Final

from generator.source.severity import ERROR, LOSS, NOTE, WARNING, Row

ROWS: Final[tuple[Row, ...]] = (
    (
        "P020",
        "unknown-columns",
        ERROR,
        "A table's header is not understood, so its rows are not read.",
        "use the column labels of the vocabulary",
        LOSS,
    ),
    (
        "P021",
        "too-few-cells",
        WARNING,
        "A row has fewer cells than its header; what it has is read.",
        "add the missing cells at its end",
    ),
    (
        "P022",
        "too-many-cells",
        ERROR,
        "A row has more cells than its header.",
        "escape pipes inside the cells",
        LOSS,
    ),
    (
        "P023",
        "unknown-type",
        WARNING,
        "A type cell holds no known type.",
        "use string, number, boolean, object, array or a link to a data structure",
        LOSS,
    ),
    (
        "P024",
        "row-twice",
        ERROR,
        "Two rows of a table have the same name.",
        "remove or rename one of them",
        LOSS,
    ),
    (
        "P025",
        "unknown-required",
        WARNING,
        "A required cell holds neither yes nor no.",
        "write yes or no",
        LOSS,
    ),
    (
        "P026",
        "empty-name",
        ERROR,
        "A row has no name; it is not read.",
        "name the field, or join the row with the one that it belongs to",
        LOSS,
    ),
    (
        "P027",
        "required-in-other-words",
        WARNING,
        "A required cell says yes or no in a word that is none of the template's.",
        "write yes or no (`docs2sdk fmt` does)",
    ),
    (
        "P028",
        "shifted-cells",
        ERROR,
        "A row has fewer cells than its header, and they do not fit the columns; the row is not read.",
        "restore the missing `|` or cell inside the row",
        LOSS,
    ),
    (
        "P029",
        "unlisted-value",
        NOTE,
        "A sample or default is none of the values that the description lists, so they may not be all there are.",
        "use a listed value, or list this one",
    ),
)
