"""The command that serves: mock."""

from __future__ import annotations

from argparse import Namespace

from generator.cli.report import failure, report
from generator.cli.sources import apis_of


def mock(chosen: Namespace) -> int:
    """Serve the documented examples."""
    from generator.mock import MockError, Options, serve  # noqa: PLC0415 - an optional extra

    read = apis_of(chosen.source)
    code = report(read.errors, read.sources, chosen, read.rules)
    secrets = dict(pair.partition("=")[::2] for pair in chosen.secret)
    try:
        options = Options(
            faults=tuple(chosen.fault),
            secrets=secrets,
            allow_remote=chosen.allow_remote,
            auth=chosen.auth,
        )
        serve(read.apis, host=chosen.host, port=chosen.port, options=options)
    except MockError as error:
        raise failure("B030", "mock", str(error)) from error
    return code
