"""Releases on disk: each is a folder that never changes, and ``current`` points at the one that is read.

::

    HOME/releases/2026-11-21-3f9a2c1d/store/         the graph
    HOME/releases/2026-11-21-3f9a2c1d/release.json   what was loaded, from where, with which result
    HOME/current -> releases/2026-11-21-3f9a2c1d
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.errors import LoadError
from queries.errors import NoReleaseError


@dataclass(frozen=True)
class Release:
    """A published release.

    Attributes:
        id: the date it was built on and a digest of what went in.
        folder: where it is.
    """

    id: str
    folder: Path

    @property
    def store(self) -> Path:
        """The folder of its graph."""
        return self.folder / "store"

    @property
    def report(self) -> dict[str, Any]:
        """What `loaders.refresh.refresh` reported when it was built."""
        report: dict[str, Any] = json.loads((self.folder / "release.json").read_text(encoding="utf-8"))
        return report


def current_release(home: Path) -> Release:
    """Return the release that readers of `home` are given.

    Raises:
        NoReleaseError: nothing was published there yet.
    """
    link = home / "current"
    if not (link / "release.json").is_file():
        raise NoReleaseError(f"no landscape is loaded in {home}: run `cxscape refresh`")
    folder = link.resolve()
    return Release(folder.name, folder)


@contextmanager
def building(home: Path) -> Iterator[Path]:
    """Give an empty folder beside the releases to build in; it is removed if it is not published.

    Raises:
        LoadError: `home` cannot be written.
    """
    releases = home / "releases"
    try:
        releases.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".building-", dir=releases))
    except OSError as error:
        raise LoadError(
            f"{home}: cannot be written ({error.strerror}): choose another folder with --home or CXSCAPE_HOME"
        ) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(home: Path, built: Path, name: str) -> Release:
    """Make the folder `built` the current release under the id `name`, in one atomic step.

    A release is never overwritten: where the id is taken, a number is added.
    """
    releases = home / "releases"
    release_id, number = name, 1
    while (releases / release_id).exists():
        number += 1
        release_id = f"{name}.{number}"
    for file in (path for path in built.rglob("*") if path.is_file()):
        _sync(file)
    folder = releases / release_id
    built.rename(folder)
    _sync(releases)
    link = home / f".current-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(folder.relative_to(home))
    link.replace(home / "current")
    _sync(home)
    return Release(release_id, folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
