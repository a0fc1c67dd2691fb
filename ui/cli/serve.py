"""``cxscape serve``: the app in the browser."""

import os
import sys
from pathlib import Path

import click

from loaders.refresh import refresh
from loaders.releases import current_release
from queries.errors import NoReleaseError


@click.command("serve")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8501,
    show_default=True,
    metavar="N",
    help="Port to listen on.",
)
@click.option("--address", default="127.0.0.1", show_default=True, metavar="HOST", help="Address to listen on.")
@click.pass_obj
def command(home: Path, port: int, address: str) -> None:
    """Open the app; the shipped landscape is loaded on the first start."""
    try:
        release = current_release(home)
    except NoReleaseError:
        click.echo(f"Loading the shipped landscape into {home} ...", err=True)
        release, _ = refresh(home)
    click.echo(f"cxscape is at http://{address}:{port} (release {release.id}; stop with Ctrl-C)", err=True)
    os.environ["CXSCAPE_HOME"] = str(home.absolute())
    script = Path(__file__).parents[1] / "app.py"
    options = {"server.port": port, "server.address": address}
    arguments = [f"--{name}={value}" for name, value in options.items()]
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", str(script), *arguments])  # noqa: S606 - our own server
