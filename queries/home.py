"""Where the graph of this machine lives, and the folders of its releases; `loaders.releases` makes them."""

import os
from pathlib import Path

from queries.errors import NoReleaseError

VARIABLE = "CXSCAPE_HOME"
CURRENT = "current"
"""The name of the release that readers are given, beside the ids."""


def default_home() -> Path:
    """Return the folder of the graph: CXSCAPE_HOME, else the platform's data folder."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path  # noqa: PLC0415 - most calls name a home

    return user_data_path("cxscape", appauthor=False)


def release_folder(home: Path, name: str = CURRENT) -> Path:
    """Return the folder of the release with the id `name`, which is also the name of that folder.

    Args:
        home: the folder of the releases.
        name: an id, or `CURRENT`.

    Raises:
        NoReleaseError: there is no such release.
    """
    if name == CURRENT:
        link = home / CURRENT
        if not (link / "release.json").is_file():
            raise NoReleaseError(f"no landscape is loaded in {home}: run `cxscape refresh`")
        # The same path as that of the release under its id, also where the home is a link or relative.
        return home / "releases" / link.resolve().name
    reports = [path for path in (home / "releases").glob("*/release.json") if not path.parent.name.startswith(".")]
    found = {path.parent.name: path.parent for path in sorted(reports, key=_written, reverse=True)}
    if name not in found:
        raise NoReleaseError(f"{home} holds no release {name!r}; there are: {', '.join(found) or 'none'}")
    return found[name]


def _written(file: Path) -> int:
    return file.stat().st_mtime_ns
