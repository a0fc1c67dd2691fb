"""The server at work, until its input ends or it is told to end."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from queries.endpoint import Endpoint
from queries.limits import Limits
from ui.mcp.landscape import Landscape, Local, Server
from ui.mcp.server import server

ADDRESS = "127.0.0.1"
"""Nothing asks who is there, so nobody on the network is let in."""
_FAREWELL_SECONDS = 5


def serve_stdio(home: Path, endpoint: Endpoint | None, limits: Limits) -> None:
    """Serve one assistant on standard input and output.

    Args:
        home: the folder of the graph.
        endpoint: the server to ask instead, or None.
        limits: of one query.
    """
    with _landscape(home, endpoint, limits) as landscape:
        server(landscape).run("stdio")


def serve_http(home: Path, endpoint: Endpoint | None, limits: Limits, port: int) -> None:
    """Serve assistants of this machine over HTTP at ``/mcp``.

    Args:
        home: the folder of the graph.
        endpoint: the server to ask instead, or None.
        limits: of one query.
        port: the port to listen on.

    Raises:
        LoadError: the port cannot be listened on.
    """
    import uvicorn  # noqa: PLC0415 - an assistant that starts us itself waits for what is imported

    from ui.endpoint.server import listen  # noqa: PLC0415

    with listen(ADDRESS, port) as listening, _landscape(home, endpoint, limits) as landscape:
        app = server(landscape).streamable_http_app(host=ADDRESS)
        config = uvicorn.Config(app, access_log=False, log_level="warning", timeout_graceful_shutdown=_FAREWELL_SECONDS)
        uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def _landscape(home: Path, endpoint: Endpoint | None, limits: Limits) -> Iterator[Landscape]:
    landscape: Landscape = Server(endpoint, limits) if endpoint else Local(home, limits)
    try:
        yield landscape
    finally:
        landscape.close()
