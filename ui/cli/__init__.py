"""The command line: ``cxscape``."""

from ui.cli.main import main

__all__ = ["main"]
