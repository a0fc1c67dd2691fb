"""``cxscape mcp``: the landscape for assistants, by the Model Context Protocol."""

from importlib.util import find_spec
from typing import Any

import click

from ui.cli.asking import endpoint_of
from ui.cli.limits import limit_options, limits


@click.command("mcp")
@click.option("--http", is_flag=True, help="Serve over HTTP on this machine instead of standard input and output.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8765, show_default=True, metavar="N", help="Port for --http."
)
@limit_options
@click.pass_context
def command(context: click.Context, /, http: bool, port: int, **chosen: Any) -> None:
    """Serve the landscape to assistants, by the Model Context Protocol.

    An assistant starts this command itself and speaks to it on standard input and output; docs/assistants.md says how
    to tell it. With --http it is a server on this machine that several assistants share.
    """
    if find_spec("mcp") is None:
        raise click.ClickException(
            'serving assistants needs the package mcp, which is not installed: pip install "cxscape[assistants]"'
        )
    from ui.mcp.serving import serve_http, serve_stdio  # noqa: PLC0415 - brings the protocol's library with it

    landscape = context.obj, endpoint_of(context), limits(**chosen)
    if http:
        click.echo(f"cxscape is at http://127.0.0.1:{port}/mcp for assistants (stop with Ctrl-C)", err=True)
        serve_http(*landscape, port)
    else:
        serve_stdio(*landscape)
