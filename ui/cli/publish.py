"""``cxscape publish``: write a release to a SPARQL 1.1 server."""

import json
import sys

import click

from loaders.publishing import KEPT, Progress, Published, publish
from loaders.releases import find_release
from queries.endpoint import endpoint
from ui.cli.endpoints import ENDPOINT_OPTION, UPDATE_OPTION, addresses_of

NOTHING_CHANGED = 10
"""Exit code besides 0 (published), 1 (failed) and 2 (wrong usage)."""


@click.command("publish")
@ENDPOINT_OPTION
@UPDATE_OPTION
@click.option("--release", default="current", show_default=True, metavar="ID", help="The release to publish.")
@click.option(
    "--keep",
    type=click.IntRange(1),
    default=KEPT,
    show_default=True,
    metavar="N",
    help="Leave the N releases published last on the server; readers may still be on the one before.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON; docs/remote.md describes it.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.pass_context
def command(
    context: click.Context, query: str | None, update: str | None, release: str, keep: int, as_json: bool, quiet: bool
) -> None:
    """Write a release to a SPARQL 1.1 server and make it the current one there.

    Readers of the server see the release that was current before until all of the new one is there. A run that was
    interrupted changes nothing for them; the next one goes on with it, or clears it away.

    Credentials are read from CXSCAPE_ENDPOINT_USER and CXSCAPE_ENDPOINT_PASSWORD, or CXSCAPE_ENDPOINT_TOKEN.

    Exit codes: 0 published, 1 failed, 2 wrong usage, 10 nothing changed: the release was the current one already.
    """
    outer = addresses_of(context)
    address = query or outer.query
    if address is None:
        raise click.UsageError("name the server with --endpoint URL or CXSCAPE_ENDPOINT")
    server = endpoint(address, update or outer.update)
    done = publish(find_release(context.obj, release), server, keep, None if quiet else _teller())
    if as_json:
        click.echo(json.dumps(done.as_json(), indent=2))
    elif not quiet:
        click.echo(_line(done))
    sys.exit(NOTHING_CHANGED if done.status == "nothing changed" else 0)


def _teller() -> Progress:
    """Return what tells of the stages: in place on a terminal, else one line for each."""
    last = ""

    def tell(stage: str, share: float) -> None:
        nonlocal last
        if sys.stderr.isatty():
            click.echo(f"\r\x1b[K{share:4.0%} {stage}" if share < 1 else "\r\x1b[K", nl=False, err=True)
        elif stage != last and share < 1:
            click.echo(stage, err=True)
        last = stage

    return tell


def _line(done: Published) -> str:
    what = {
        "published": f"published: release {done.release}, {done.triples:,} triples in {done.graphs} graphs",
        "switched": f"switched: release {done.release} was there, and is the current one again",
        "nothing changed": f"nothing changed: release {done.release} is the current one already",
    }[done.status]
    before = f"; before it {done.previous}" if done.previous and done.previous != done.release else ""
    gone = f"; removed {', '.join(done.removed)}" if done.removed else ""
    return f"{what}{before}{gone} ({done.seconds:.1f} s)"
