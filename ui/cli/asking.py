"""Where a command asks: the current release on this machine, or the server that ``--endpoint`` names."""

import click

from queries.endpoint import Endpoint, endpoint
from queries.engines import Embedded, Engine
from queries.home import release_folder
from ui.cli.endpoints import addresses_of


def endpoint_of(context: click.Context) -> Endpoint | None:
    """Return the server that this call of ``cxscape`` names, or None where it is to ask the graph on this machine.

    Raises:
        QueryError: the address is none.
    """
    addresses = addresses_of(context)
    return endpoint(addresses.query, addresses.update) if addresses.query else None


def engine_of(context: click.Context) -> tuple[Engine, str]:
    """Return the engine to ask in this call of ``cxscape``, and the id of the release it answers for.

    Raises:
        NoReleaseError: there is nothing to ask.
        RemoteError: the server does not answer as it should; see `queries.errors`.
    """
    server = endpoint_of(context)
    if server is None:
        folder = release_folder(context.obj)
        return Embedded(folder / "store"), folder.name
    from queries.remote import Remote  # noqa: PLC0415 - what a server takes to ask is nothing for a local answer

    remote = Remote(server)
    return remote, remote.release
