"""``cxscape refresh``: build a release from CSV files and publish it."""

import json
import sys
from pathlib import Path

import click

from loaders.refresh import refresh
from loaders.report import Report


@click.command("refresh")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[CSV ...]")
@click.option("--profile", metavar="NAME", help="Read every file by this profile instead of recognising it.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_obj
def command(home: Path, files: tuple[Path, ...], profile: str | None, as_json: bool) -> None:
    """Load CSV files, by default the shipped landscape, into a new release.

    The release replaces the current one in one step when everything went well; on any error nothing changes.
    A row that cannot be used is reported and counted, and does not stop the run.
    """
    if sys.stderr.isatty():
        report = _with_bar(home, list(files), profile)
    else:
        _, report = refresh(home, list(files) or None, profile=profile, progress=_line)
    if as_json:
        click.echo(json.dumps(report.as_json(), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(report.lines()))


def _line(stage: str, _share: float) -> None:
    click.echo(stage, err=True)


def _with_bar(home: Path, files: list[Path], profile: str | None) -> Report:
    with click.progressbar(length=100, file=sys.stderr, item_show_func=str, show_eta=False) as bar:

        def show(stage: str, share: float) -> None:
            bar.update(int(100 * share) - bar.pos, stage)

        _, report = refresh(home, files or None, profile=profile, progress=show)
    return report
