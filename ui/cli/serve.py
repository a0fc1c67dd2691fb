"""``cxscape serve``: the app in the browser, and the SPARQL endpoint beside it."""

import os
from pathlib import Path
from typing import Any

import click

from queries.errors import NoReleaseError
from ui.cli.asking import endpoint_of, engine_of
from ui.cli.endpoints import environment
from ui.cli.limits import limit_options, limits

_PORTS = click.IntRange(1, 65535)
_COUNT = click.IntRange(1)


@click.command("serve")
@click.option("--port", type=_PORTS, default=8501, show_default=True, metavar="N", help="Port to listen on.")
@click.option("--address", default="127.0.0.1", show_default=True, metavar="HOST", help="Address to listen on.")
@click.option(
    "--allowed-host",
    "hosts",
    multiple=True,
    envvar="CXSCAPE_ALLOWED_HOSTS",
    metavar="NAME",
    help="Answer requests to this host, too: *.example.com for all under it, * for any. Behind a proxy, its name.",
)
@click.option(
    "--trusted-proxy",
    "proxies",
    multiple=True,
    default=("127.0.0.1",),
    show_default=True,
    envvar="CXSCAPE_TRUSTED_PROXIES",
    metavar="ADDRESS",
    help="Believe a proxy at this address who asks, and whether by https.",
)
@click.option(
    "--base-path",
    default="",
    envvar="CXSCAPE_BASE_PATH",
    metavar="PATH",
    help="Show the app under this path of the server, say /cxscape.",
)
@click.option("--no-endpoint", is_flag=True, envvar="CXSCAPE_NO_ENDPOINT", help="Serve the app alone.")
@limit_options
@click.option(
    "--workers",
    type=_COUNT,
    default=4,
    show_default=True,
    envvar="CXSCAPE_WORKERS",
    metavar="N",
    help="Queries of the endpoint that run at once.",
)
@click.option(
    "--per-client",
    type=_COUNT,
    default=16,
    show_default=True,
    envvar="CXSCAPE_PER_CLIENT",
    metavar="N",
    help="Queries that one client may have on the way.",
)
@click.pass_context
def command(
    context: click.Context,
    /,
    port: int,
    address: str,
    hosts: tuple[str, ...],
    proxies: tuple[str, ...],
    base_path: str,
    no_endpoint: bool,
    workers: int,
    per_client: int,
    **chosen: Any,
) -> None:
    """Open the app, and the SPARQL endpoint at /sparql; the shipped landscape is loaded on the first start.

    With `cxscape --endpoint URL serve` the app shows what is on that server, which has an endpoint of its own.
    """
    home: Path = context.obj
    remote = endpoint_of(context) is not None
    release, no_endpoint = _release(context), no_endpoint or remote
    if not remote:
        _tell_of_another_ontology(home)
    base_path = base_path.strip("/")
    folder = f"/{base_path}" if base_path else ""
    click.echo(f"cxscape is at http://{address}:{port}{folder} (release {release}; stop with Ctrl-C)", err=True)
    if not no_endpoint:
        click.echo(f"SPARQL is at http://{address}:{port}/sparql", err=True)
    os.environ |= {"CXSCAPE_HOME": str(home.absolute()), **environment(context)}
    # The workbench has the same limits, and tells of the endpoint where there is one.
    os.environ |= {f"CXSCAPE_{name.upper()}": str(value) for name, value in chosen.items()}
    os.environ["CXSCAPE_NO_ENDPOINT"] = "1" if no_endpoint else ""

    from ui.endpoint.server import Place, serve  # noqa: PLC0415 - brings the web server with it
    from ui.endpoint.service import Settings  # noqa: PLC0415

    place = Place(address, port, hosts, proxies, base_path)
    serve(home, place, None if no_endpoint else Settings(limits(**chosen), workers, per_client))


def _tell_of_another_ontology(home: Path) -> None:
    """Say so where the release was made with an ontology that lacks what questions may read by now."""
    from loaders.releases import current_release  # noqa: PLC0415 - needed by this command alone
    from ontology.fingerprint import fingerprint  # noqa: PLC0415

    if current_release(home).report.get("ontology") != fingerprint():
        click.echo(
            "This landscape was loaded with another version of the ontology, so that some answers may lack tools or "
            "facts: load its files anew with `cxscape refresh`.",
            err=True,
        )


def _release(context: click.Context) -> str:
    """Return the id of the release that the app will show; where nothing is loaded yet, the shipped one is."""
    try:
        return engine_of(context)[1]
    except NoReleaseError:
        if endpoint_of(context) is not None:
            raise
        from loaders.refresh import refresh  # noqa: PLC0415 - needed on the first start alone

        click.echo(f"Loading the shipped landscape into {context.obj} ...", err=True)
        return refresh(context.obj)[0].id
