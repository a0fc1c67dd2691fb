"""The process that serves the app, and in front of it the endpoint.

Streamlit's own runner binds its socket in a way that leaves Nagle's algorithm on, which costs every answer 40 ms on a
connection that is kept open; so the server is uvicorn as it comes.
"""

import logging
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.middleware import Middleware

from loaders.errors import LoadError
from loaders.releases import current_release
from queries.home import CURRENT
from queries.workers import Edition
from ui.endpoint.app import Endpoint
from ui.endpoint.http import BoundedHttp
from ui.endpoint.security import Guard, Hosts, policy
from ui.endpoint.service import Service, Settings
from ui.endpoint.watching import LOGGER

APP = Path(__file__).parents[1] / "app.py"
_LONGEST_UPLOAD = 200 << 20
"""Bytes of a message from the app's page."""
_PING_SECONDS = 30.0
_FAREWELL_SECONDS = 5


@dataclass(frozen=True)
class Place:
    """Where the server is reached.

    Attributes:
        address: the network address to listen on.
        port: the port to listen on.
        hosts: names beside the address under which it is asked; see `ui.endpoint.security.Hosts`.
        proxies: addresses of proxies that are believed who they say they ask for, and how.
        path: the path under which the app lies.
    """

    address: str
    port: int
    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ("127.0.0.1",)
    path: str = ""


def serve(home: Path, place: Place, settings: Settings | None) -> None:
    """Serve until the process is told to end.

    Args:
        home: the folder of the graph.
        place: where the server is reached.
        settings: of the endpoint, or None to serve the app alone.

    Raises:
        LoadError: the address cannot be listened on.
    """
    listening = listen(place.address, place.port)
    import streamlit as st  # noqa: PLC0415

    service = _service(home, settings) if settings else None

    @asynccontextmanager
    async def running(app: st.App) -> AsyncIterator[None]:
        del app
        yield
        if service:
            service.close()

    middleware = [Middleware(Guard, hosts=Hosts(place.address, place.hosts), policy=policy())]
    if service:
        middleware.append(Middleware(Endpoint, service=service))
    app = st.App(APP, middleware=middleware, lifespan=running)
    # Outside of its own command Streamlit reads no variables of the environment. The origin of its page's requests is
    # compared with the first two.
    for option, value in (("address", place.address), ("port", place.port), ("baseUrlPath", place.path.strip("/"))):
        st.config.set_option(f"server.{option}", value)
    config = uvicorn.Config(
        app,
        http=BoundedHttp,
        access_log=False,
        log_level="warning",
        ws="websockets-sansio",
        ws_max_size=_LONGEST_UPLOAD,
        ws_ping_interval=_PING_SECONDS,
        ws_ping_timeout=_PING_SECONDS,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=_FAREWELL_SECONDS,
        proxy_headers=bool(place.proxies),
        forwarded_allow_ips=list(place.proxies),
        server_header=False,
    )
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def listen(address: str, port: int) -> socket.socket:
    """Return a socket that is bound to `port` at `address`.

    Raises:
        LoadError: the address cannot be listened on.
    """
    try:
        family, kind, protocol, _, name = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(name)
    except OSError as error:
        raise LoadError(
            f"{address}:{port} cannot be listened on ({error.strerror}): choose another one with --port or --address"
        ) from error
    return listening


def _service(home: Path, settings: Settings) -> Service:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    log = logging.getLogger(LOGGER)
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    return Service(_current(home), settings)


def _current(home: Path) -> Callable[[], Edition]:
    """Return what tells the current release of `home`: each query asks, so that it looks at no more than one file."""
    report = str(home / CURRENT / "release.json")
    known: tuple[object, Edition] | None = None

    def current() -> Edition:
        nonlocal known
        try:
            found = os.stat(report)  # noqa: PTH116 - which looks at the file without more ado
        except OSError:
            seen = None
        else:
            seen = found.st_dev, found.st_ino, found.st_mtime_ns
        if known is None or seen is None or known[0] != seen:
            release = current_release(home)
            known = seen, Edition(release.id, release.store)
        return known[1]

    return current
