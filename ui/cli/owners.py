"""Whose data a command of plans works on: a named workspace, or a file that the user owns."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from plans.errors import PlanError
from plans.organisation import Organisation, new, read
from plans.workspaces import changing, save_workspace, workspace_file, workspaces

_WORKSPACE = click.option("--workspace", metavar="NAME", help="The organization in this workspace.")
_FILE = click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The organization in this Turtle file.",
)


def owner_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options ``--workspace`` and ``--file``."""
    return _WORKSPACE(_FILE(command))


def owner(home: Path, workspace: str | None, file: Path | None) -> Organisation:
    """Return the organization that the options name.

    Raises:
        PlanError: there is no such organization, or its file cannot be used.
        UsageError: not exactly one of the two options was given.
    """
    return read(_place(home, workspace, file, must_exist=True))


def keep(
    home: Path,
    workspace: str | None,
    file: Path | None,
    name: str | None,
    change: Callable[[Organisation], Organisation],
) -> Organisation:
    """Change the organization that the options name, and keep it there; without an option, keep nothing.

    Args:
        home: where workspaces are.
        workspace: the option ``--workspace``.
        file: the option ``--file``.
        name: what the organization is called where the workspace or the file is new.
        change: what to do with it.

    Raises:
        PlanError: it cannot be read or written, or is new and has no name.
    """
    if workspace is None and file is None:
        return change(new(name or "Your organization"))
    place = _place(home, workspace, file, must_exist=False)
    with changing(place):
        if place.exists():
            changed = change(read(place))
        elif name:
            changed = change(new(name))
        else:
            raise PlanError(f"{place} is new: say whose data it is with --organisation, such as 'My Company'")
        if workspace is None:
            changed.save(place)
        else:
            save_workspace(home, workspace, changed)
    return changed


def _place(home: Path, workspace: str | None, file: Path | None, *, must_exist: bool) -> Path:
    if (workspace is None) == (file is None):
        known = workspaces(home)
        there = f"workspaces are: {', '.join(known)}" if known else "there is no workspace yet"
        raise click.UsageError(f"say whose data is meant, with either --workspace NAME or --file FILE; {there}")
    if file is not None:
        return file
    place = workspace_file(home, str(workspace))
    if must_exist and not place.is_file():
        from plans.workspaces import open_workspace  # noqa: PLC0415 - its message offers the nearest

        open_workspace(home, str(workspace))
    return place
