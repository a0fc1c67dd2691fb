"""Releases on disk: each is a folder that never changes, and ``current`` points at the one that is read.

::

    HOME/releases/2026-11-21-3f9a2c1d/store/         the graph
    HOME/releases/2026-11-21-3f9a2c1d/release.json   what was loaded, from where, with which result
    HOME/releases/2026-11-21-3f9a2c1d/tools.jsonl    what it says of each tool, the same for the same input
    HOME/releases/2026-11-21-3f9a2c1d/index.sqlite   the names of the tools; see `queries.labels`
    HOME/releases/2026-11-21-3f9a2c1d/members.sqlite the tools of each group in order; see `loaders.members`
    HOME/releases/2026-11-21-3f9a2c1d/needs.npz      what the search learnt of its phrases; see `queries.search`
    HOME/releases/2026-11-21-3f9a2c1d/files/ ...     what the next release can be made of; see `loaders.memory`
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

from filelock import FileLock, Timeout

from loaders.errors import BusyError, LoadError
from queries.home import CURRENT, release_folder

_BUILDING = ".building-"


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
    return find_release(home, CURRENT)


def find_release(home: Path, name: str) -> Release:
    """Return the release with the id `name`, or the current one for ``current``.

    Raises:
        NoReleaseError: there is no such release.
    """
    folder = release_folder(home, name)
    return Release(folder.name, folder)


def releases(home: Path) -> list[Release]:
    """Return every release in `home`, the newest first."""
    folders = [path.parent for path in (home / "releases").glob("*/release.json") if path.parent.name[0] != "."]
    found = [Release(folder.name, folder) for folder in folders]
    return sorted(found, key=_age, reverse=True)


def _age(release: Release) -> tuple[str, int]:
    # Small releases can end within one second.
    return str(release.report["ended"]), (release.folder / "release.json").stat().st_mtime_ns


@contextmanager
def writing(home: Path) -> Iterator[None]:
    """Hold the lock that lets one process at a time write into `home`; left-overs of a dead one are removed.

    The operating system frees the lock of a process that dies, however it dies.

    Raises:
        LoadError: `home` cannot be written.
        BusyError: another process holds the lock.
    """
    try:
        (home / "releases").mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / ".lock", timeout=0)
        with lock:
            for left in (home / "releases").glob(f"{_BUILDING}*"):
                shutil.rmtree(left, ignore_errors=True)
            yield
    except Timeout as error:
        raise BusyError(f"another refresh is at work in {home}: wait for it to end, then try again") from error
    except OSError as error:
        raise _unwritable(home, error) from error


@contextmanager
def building(home: Path) -> Iterator[Path]:
    """Give an empty folder beside the releases to build in; it is removed if it is not published."""
    folder = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=home / "releases"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(home: Path, built: Path, name: str) -> Release:
    """Make the folder `built` the current release under the id `name`, in one atomic step.

    A release is never overwritten: where the id is taken, a number is added.
    """
    release_id, number = name, 1
    while (home / "releases" / release_id).exists():
        number += 1
        release_id = f"{name}.{number}"
    for file in (path for path in built.rglob("*") if path.is_file()):
        _sync(file)
    folder = home / "releases" / release_id
    built.rename(folder)
    _sync(home / "releases")
    release = Release(release_id, folder)
    switch(home, release)
    return release


def switch(home: Path, release: Release) -> None:
    """Make `release` the one that readers of `home` are given, in one atomic step."""
    link = home / f".current-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases", release.id))
    link.replace(home / CURRENT)
    _sync(home)


def prune(home: Path, keep: int) -> list[Release]:
    """Remove all but the newest `keep` releases, never the current one, and return those removed."""
    current = current_release(home)
    removed = [release for release in releases(home)[keep:] if release != current]
    for release in removed:
        shutil.rmtree(release.folder)
    return removed


def _unwritable(home: Path, error: OSError) -> LoadError:
    reason = error.strerror or str(error).rpartition(": ")[2]
    advice = "free some space" if "space" in reason.lower() else "choose another folder with --home or CXSCAPE_HOME"
    return LoadError(f"{home}: cannot be written ({reason}), so nothing was changed: {advice}")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
