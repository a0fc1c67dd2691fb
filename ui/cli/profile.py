"""``cxscape profile``: how files are read, and a proposal for one that no profile knows."""

from pathlib import Path

import click

from loaders.choosing import named_profile
from loaders.errors import LoadError
from loaders.profile_files import known_profiles
from loaders.suggest import suggest
from loaders.suggest_writing import written


@click.group("profile")
def command() -> None:
    """See and propose profiles: how a file is recognised and what its columns mean."""


@command.command("list")
@click.pass_obj
def list_command(home: Path) -> None:
    """List the profiles there are, your own in the folder `profiles` of the home first."""
    for profile in known_profiles(home).values():
        click.echo(f"{profile.name}: {profile.title} ({', '.join(profile.recognised_by)})")


@command.command("show")
@click.argument("name")
@click.pass_obj
def show_command(home: Path, name: str) -> None:
    """Print the profile NAME, or check the one in the file NAME.toml, as TOML."""
    click.echo(written(named_profile(name, home)), nl=False)


@command.command("suggest")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the profile to this file.")
def suggest_command(file: Path, out: Path | None) -> None:
    """Propose a profile for FILE from its header and its first rows.

    The profile goes to standard output, or to the file named with --out; the first rows as they would load, and
    what a person should look at, go to standard error. Put the file into the folder `profiles` of the home, and
    `cxscape refresh FILE` finds it there.
    """
    suggestion = suggest(file)
    click.echo("The first rows as they would load:", err=True)
    for line in suggestion.preview:
        click.echo(f"  {line}", err=True)
    click.echo("Look at this before you use it:", err=True)
    for line in suggestion.unsure:
        click.echo(f"  - {line}", err=True)
    if out is None:
        click.echo(suggestion.text, nl=False)
        return
    try:
        with out.open("x", encoding="utf-8") as handle:
            handle.write(suggestion.text)
    except OSError as error:
        raise LoadError(f"{out}: cannot be written: {error.strerror}") from error
    click.echo(f"written to {out}", err=True)
