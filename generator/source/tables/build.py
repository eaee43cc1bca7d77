"""Codes of build, check and files: B000 to B999."""

from typing import Final

from generator.source.severity import ERROR, NOTE, WARNING, Row

ROWS: Final[tuple[Row, ...]] = (
    (
        "B001",
        "no-such-file",
        ERROR,
        "A path that was given does not exist or can not be read.",
        "check the path",
    ),
    (
        "B002",
        "no-pages",
        ERROR,
        "No page (`*.md`) is where pages should be.",
        "name a folder with pages, or a page",
    ),
    (
        "B003",
        "output-in-input",
        ERROR,
        "The output folder is inside an input folder (or the other way round), so outputs would become inputs.",
        "choose an output folder beside the inputs",
    ),
    (
        "B004",
        "path-twice",
        ERROR,
        "Two operations want to write the same file.",
        "rename one of the pages; file names that differ by case only count as the same",
    ),
    (
        "B005",
        "unsafe-path",
        ERROR,
        "A name would leave the output folder, or can not be a file's name on every system.",
        "rename the page, tag or client",
    ),
    (
        "B006",
        "several-clients",
        ERROR,
        "The pages call several clients, so there are several documents.",
        "give an output folder with -o",
    ),
    (
        "B007",
        "unknown-name",
        ERROR,
        "A name on the command line is not known.",
        "see `docs2sdk --help`",
    ),
    (
        "B010",
        "hand-edited",
        ERROR,
        "A generated file was changed by hand; it is left as it is.",
        "move the change to its source, or run `docs2sdk build --force`",
    ),
    (
        "B011",
        "foreign-file",
        ERROR,
        "A file that docs2sdk did not write stands where an output belongs; it is left as it is.",
        "move it away, or run `docs2sdk build --force`",
    ),
    (
        "B020",
        "drift",
        ERROR,
        "A generated file is not what a build would write now.",
        "run `docs2sdk build` and commit the result",
    ),
    (
        "B021",
        "missing-output",
        ERROR,
        "A generated file is missing.",
        "run `docs2sdk build` and commit the result",
    ),
    (
        "B022",
        "stale-output",
        ERROR,
        "A generated file has no source any more.",
        "run `docs2sdk build` and commit the result",
    ),
    (
        "B023",
        "changed-fact",
        NOTE,
        "A page changed since the last build; this is what caused drift.",
        "run `docs2sdk build` and commit the result",
    ),
    (
        "B024",
        "page-not-identical",
        WARNING,
        "Printed again from the model, the page has other bytes.",
        "see `docs2sdk roundtrip`; bring the page to the template's form or make the pages agree",
    ),
    (
        "B030",
        "not-available",
        ERROR,
        "The command can not start as asked: an extra is not installed, or an option is wrong.",
        "do what the message says (`pip install docs2sdk[mock,watch,samples]` for extras)",
    ),
    (
        "B031",
        "baseline-invalid",
        ERROR,
        "The baseline can not be read, so it is not known which findings are new.",
        "write it again with `docs2sdk lint --baseline FILE --update-baseline`",
    ),
    (
        "B032",
        "baseline-outdated",
        NOTE,
        "Findings of the baseline are gone.",
        "take them out with `docs2sdk lint --baseline FILE --update-baseline`, so that they stay gone",
    ),
)
