"""The server that ``--endpoint`` names, as the options of ``cxscape`` and as what a subcommand finds of them."""

from dataclasses import dataclass

import click

from queries.endpoint import UPDATE_VARIABLE, VARIABLE

ENDPOINT_OPTION = click.option(
    "--endpoint",
    "query",
    metavar="URL",
    envvar=VARIABLE,
    show_envvar=True,
    help="Ask the SPARQL 1.1 server at this address instead of the graph on this machine.",
)
UPDATE_OPTION = click.option(
    "--update-endpoint",
    "update",
    metavar="URL",
    envvar=UPDATE_VARIABLE,
    show_envvar=True,
    help="Where that server takes updates, if not where servers of its kind usually do.",
)

_KEY = "cxscape.endpoint"


@dataclass(frozen=True)
class Addresses:
    """The addresses of a server as they were given: for queries, and for updates."""

    query: str | None = None
    update: str | None = None


def remember(context: click.Context, addresses: Addresses) -> None:
    """Keep the server that a call of ``cxscape`` names for the subcommand that is called."""
    context.meta[_KEY] = addresses


def addresses_of(context: click.Context) -> Addresses:
    """Return the server that this call of ``cxscape`` names; without one its addresses are None."""
    addresses: Addresses = context.meta.get(_KEY, Addresses())
    return addresses


def environment(context: click.Context) -> dict[str, str]:
    """Return the server that this call of ``cxscape`` names as variables for the app, which reads it there."""
    addresses = addresses_of(context)
    given = {VARIABLE: addresses.query, UPDATE_VARIABLE: addresses.update}
    return {name: address for name, address in given.items() if address}
