"""Floor 8: the command line `docs2sdk`: arguments, exit codes, printing. Nothing else prints."""

from generator.cli.main import main

__all__ = ["main"]
