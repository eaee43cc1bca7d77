"""Codes of assembling pages to an Api: A000 to A999."""

from typing import Final

from generator.source.severity import ERROR, NOTE, WARNING, Row

ROWS: Final[tuple[Row, ...]] = (
    (
        "A101",
        "pages-disagree",
        WARNING,
        "Pages of one operation or data structure state different facts. What most say is taken, else the first.",
        "make the pages alike; `docs2sdk spread PAGE` gives the others what one page says",
    ),
    (
        "A102",
        "one-page-twice",
        ERROR,
        "Two pages of one locale and edition describe the same operation; each is printed as it stands.",
        "remove or rename one of the pages",
    ),
    (
        "A103",
        "id-clash",
        ERROR,
        "Two operations of a client have the same function name; the second takes its file's name.",
        "name the right function in the method section",
    ),
    (
        "A104",
        "path-clash",
        ERROR,
        "Two operations have the same method and path; the second takes its function's name as path.",
        "state the path in docs2sdk.yaml: `clients.<client>.operations.<operation>.path`",
    ),
    (
        "A105",
        "missing-schema",
        WARNING,
        "A link leads to a data structure that no page describes; it becomes an object with free fields.",
        "add the data structure, or mend the link",
    ),
    (
        "A106",
        "no-function",
        NOTE,
        "No page of the operation names its function; it is taken from the file's name.",
        "add the method section",
    ),
    (
        "A107",
        "wrong-client",
        NOTE,
        "The page names another client class than its folder.",
        "move the page, or name the right class",
    ),
    (
        "A108",
        "texts-disagree",
        NOTE,
        "Pages describe one thing in different words. What most say is taken, else the first.",
        "use the same words on all pages of a locale; `docs2sdk spread PAGE` gives the others what one page says",
    ),
    (
        "A109",
        "link-leads-off-the-page",
        WARNING,
        "A page links to a data structure that other pages describe and it does not; perhaps its heading is wrong.",
        "correct the heading or the link, or add the data structure to the page",
    ),
    (
        "A110",
        "another-function",
        WARNING,
        "A page names another function than most pages of its operation do; theirs is taken.",
        "name the same function on all pages of the operation",
    ),
    (
        "A111",
        "unknown-locale",
        ERROR,
        "A page stands in a folder that is no known locale, beside a locale's folders; it is read as a page of theirs.",
        "leave the folder out (`exclude` in docs2sdk.yaml), or write a vocabulary of that locale",
    ),
    (
        "A201",
        "unsure-method",
        WARNING,
        "The HTTP method is a guess with low confidence: no page shows how its parameters are sent.",
        "confirm it in docs2sdk.yaml: `clients.<client>.operations.<operation>.method`",
    ),
    (
        "A202",
        "unsure-items",
        NOTE,
        "The items of an array are a guess with low confidence.",
        'give a sample such as `["a"]`, or state the type: `clients.<client>.types.<Schema.field>` of docs2sdk.yaml',
    ),
    (
        "A203",
        "unknown-items",
        NOTE,
        "Nothing tells what an array holds.",
        'give a sample such as `["a"]`, or state the type: `clients.<client>.types.<Schema.field>` of docs2sdk.yaml',
    ),
    (
        "A204",
        "unsure-path",
        WARNING,
        "The path is a guess with low confidence.",
        "confirm it in docs2sdk.yaml: `clients.<client>.operations.<operation>.path`",
    ),
)
