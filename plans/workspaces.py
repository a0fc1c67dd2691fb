"""Named workspaces: files of organizations that cxscape keeps under its home, one organization in each.

::

    HOME/workspaces/{name}.ttl
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from plans.errors import PlanError
from plans.organisation import Organisation, read
from queries.nearest import nearest
from queries.terms import is_slug

FOLDER = "workspaces"
_PATIENCE = 10.0
"""Seconds to wait for another command that is changing the same workspace."""


def workspace_file(home: Path, name: str) -> Path:
    """Return the file of the workspace `name`, whether there is one or not.

    Raises:
        PlanError: this cannot be the name of a workspace.
    """
    if not is_slug(name):
        raise PlanError(f"{name!r} cannot name a workspace: use lower-case letters, digits and hyphens")
    return home / FOLDER / f"{name}.ttl"


def workspaces(home: Path) -> list[str]:
    """Return the names of the workspaces, sorted."""
    return sorted(file.stem for file in (home / FOLDER).glob("*.ttl") if is_slug(file.stem))


def open_workspace(home: Path, name: str) -> Organisation:
    """Return the organization in the workspace `name`.

    Raises:
        PlanError: there is no such workspace, or its file is damaged.
    """
    return read(_existing(home, name))


def save_workspace(home: Path, name: str, organisation: Organisation) -> None:
    """Keep `organisation` in the workspace `name`, which is made if it is new.

    Raises:
        PlanError: the workspace holds another organization, or cannot be written.
    """
    file = workspace_file(home, name)
    if file.exists() and (there := read(file)).node != organisation.node:
        raise PlanError(
            f"the workspace {name} holds {there.name} and not {organisation.name}: choose another name, or delete it "
            f"with `cxscape stack delete {name}`"
        )
    organisation.save(file)


def delete_workspace(home: Path, name: str) -> None:
    """Remove the workspace `name` with all that it holds.

    Raises:
        PlanError: there is no such workspace, or it cannot be removed.
    """
    file = _existing(home, name)
    try:
        file.unlink()
    except OSError as error:
        raise PlanError(f"{file}: cannot be removed ({error.strerror})") from error


@contextmanager
def changing(file: Path) -> Iterator[None]:
    """Keep other commands from changing an organization's file while this one does.

    Raises:
        PlanError: another command is at work on it.
    """
    try:
        with FileLock(_lock(file), timeout=_PATIENCE):
            yield
    except Timeout as error:
        raise PlanError(f"{file}: another command is changing it: try again when that is done") from error


def _existing(home: Path, name: str) -> Path:
    file = workspace_file(home, name)
    if not file.is_file():
        known = workspaces(home)
        there = f"there are: {', '.join(known)}" if known else "there is none yet: `cxscape stack import` makes one"
        raise PlanError(f"there is no workspace {name!r}{nearest(name, known)}; {there}")
    return file


def _lock(file: Path) -> Path:
    """Return where the lock of a file is: not beside it, where a person would wonder what it is."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - only those who change something need it

    folder = user_cache_path("cxscape", appauthor=False, ensure_exists=True)
    return folder / f"{sha256(str(file.resolve()).encode()).hexdigest()[:24]}.lock"
