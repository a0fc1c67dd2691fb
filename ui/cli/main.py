"""The command ``cxscape`` and what its subcommands share."""

import sys
from importlib import import_module
from pathlib import Path

import click

from queries.home import VARIABLE as HOME_VARIABLE
from queries.home import default_home
from ui.cli.endpoints import ENDPOINT_OPTION, UPDATE_OPTION, Addresses, remember

COMMANDS = (
    "ask",
    "community",
    "filter",
    "matches",
    "maturity",
    "mcp",
    "needs",
    "ontology",
    "plan",
    "profile",
    "publish",
    "query",
    "questions",
    "refresh",
    "releases",
    "run",
    "serve",
    "stack",
    "strategy",
)
"""The subcommands; each is in the module of its name beside this one, imported only when it is called."""


class _Commands(click.Group):
    """Loads a subcommand when it is needed, so that no command waits for the imports of another."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"ui.cli.{cmd_name}").command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    envvar=HOME_VARIABLE,
    show_envvar=True,
    help="Folder of the graph; the platform's data folder if not given.",
)
@ENDPOINT_OPTION
@UPDATE_OPTION
@click.version_option(package_name="cxscape")
@click.pass_context
def cli(context: click.Context, home: Path | None, query: str | None, update: str | None) -> None:
    """Which marketing tools serve this customer-experience gap, and why."""
    context.obj = home or default_home()
    remember(context, Addresses(query, update))


def main() -> None:
    """Run the command; what went wrong is one clear message and a non-zero exit code, never a trace."""
    from loaders.errors import LoadError  # noqa: PLC0415 - keeps `cxscape --help` light
    from ontology.errors import OntologyError  # noqa: PLC0415
    from queries.errors import QueryError  # noqa: PLC0415

    try:
        cli.main(standalone_mode=True, prog_name="cxscape")
    except (LoadError, OntologyError, QueryError) as error:
        click.echo(f"cxscape: {error}", err=True)
        sys.exit(1)
