"""The example company that comes with cxscape: made up, with real tools."""

from pathlib import Path

from plans.organisation import Organisation, read


def example() -> Organisation:
    """Return the example company with its stack, its assessment, its projects and its strategy."""
    package = Path(__file__).parent
    # Beside the package in a source tree, within it where it is installed.
    folders = (package / "northwind", package.parent / "examples" / "plan")
    return read(next(folder for folder in folders if folder.is_dir()) / "northwind.ttl")
