"""``cxscape releases``: what was published, what changed, and the way back."""

import json
from pathlib import Path

import click

from loaders.difference import compare
from loaders.releases import Release, current_release, find_release, prune, releases, switch, writing
from loaders.report import Report


@click.group("releases", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """List the releases, the newest first; the current one is marked with *."""
    if context.invoked_subcommand is not None:
        return
    home: Path = context.obj
    current = current_release(home)
    found = [_summary(release, current) for release in releases(home)]
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    for one in found:
        click.echo(f"{'*' if one['current'] else ' '} {one['id']}  {one['ended']}  {one['tools']:,} tools")


@command.command("show")
@click.argument("release", default="current")
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON.")
@click.pass_obj
def show(home: Path, release: str, as_json: bool) -> None:
    """Show what was loaded into RELEASE, by default the current one."""
    report = find_release(home, release).report
    if as_json:
        click.echo(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(Report.from_json(report, report["status"]).lines()))


@command.command("diff")
@click.argument("before", required=False)
@click.argument("after", default="current")
@click.option("--json", "as_json", is_flag=True, help="Print the difference as JSON.")
@click.option("--all", "everything", is_flag=True, help="Print every change, not the first ten of a kind.")
@click.pass_obj
def diff(home: Path, before: str | None, after: str, as_json: bool, everything: bool) -> None:
    """Show what changed from BEFORE to AFTER: by default from the release before the current one to it."""
    newer = find_release(home, after)
    older = find_release(home, before) if before else _predecessor(home, newer)
    difference = compare(older, newer)
    if as_json:
        click.echo(json.dumps(difference.as_json(), indent=2, ensure_ascii=False))
    else:
        click.echo(f"{difference.before or 'nothing'} -> {difference.after}")
        click.echo("\n".join(difference.lines(most=10**9 if everything else 10)))


@command.command("rollback")
@click.argument("release", required=False)
@click.pass_obj
def rollback(home: Path, release: str | None) -> None:
    """Make RELEASE the current one again, by default the one before the current one."""
    with writing(home):
        target = find_release(home, release) if release else _predecessor(home, current_release(home))
        if target is None:
            raise click.ClickException("there is no earlier release to go back to")
        switch(home, target)
    click.echo(f"current is now {target.id}")


@command.command("prune")
@click.option("--keep", type=click.IntRange(1), required=True, metavar="N", help="Keep the newest N releases.")
@click.pass_obj
def prune_command(home: Path, keep: int) -> None:
    """Remove old releases; the current one always stays."""
    with writing(home):
        removed = prune(home, keep)
    click.echo(f"removed {', '.join(release.id for release in removed) or 'nothing'}")


def _predecessor(home: Path, release: Release) -> Release | None:
    older = releases(home)
    after = older[older.index(release) + 1 :] if release in older else []
    return after[0] if after else None


def _summary(release: Release, current: Release) -> dict[str, object]:
    report = release.report
    return {
        "id": release.id,
        "ended": report["ended"],
        "tools": report["tools"],
        "quads": report["quads"],
        "current": release == current,
    }
